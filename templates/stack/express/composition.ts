/** One line of `src/app/app.ts`. */
export interface CompositionLine {
  /** Features that have to be chosen for it; their files stand in `when/<feature>`. */
  readonly features: readonly string[];
  readonly import: string;
  readonly from: string;
  readonly register: string;
  readonly order: number;
}

const middleware = (
  order: number,
  file: string,
  name: string,
  made = `${name}(platform)`,
  ...features: string[]
): CompositionLine => ({
  features,
  import: name,
  from: `./middleware/${file}.ts`,
  register: `app.use(${made});`,
  order,
});

const mounted = (
  order: number,
  file: string,
  name: string,
  values = 'app, platform',
  ...features: string[]
): CompositionLine => ({
  features,
  import: name,
  from: `./${file}.ts`,
  register: `${name}(${values});`,
  order,
});

const accessControl: CompositionLine = {
  features: ['identity'],
  import: 'createAccessControl',
  from: './middleware/authentication.ts',
  register: 'const accessControl = createAccessControl(platform);',
  order: 57,
};

/**
 * The application from the first middleware to the error handler. Routes for operators come before what can refuse a
 * request; identification comes before limits, and limits before permissions.
 */
export const composition: readonly CompositionLine[] = [
  middleware(10, 'request-context', 'requestContext', 'requestContext'),
  middleware(20, 'access-log', 'accessLog'),
  middleware(25, 'draining', 'draining', 'draining(drain)'),
  middleware(28, 'measure-requests', 'measureRequests', 'measureRequests(platform)', 'metrics'),
  middleware(40, 'security-headers', 'securityHeaders'),
  middleware(50, 'cors', 'cors'),
  mounted(51, 'routes/health', 'mountHealth', 'app, platform, drain'),
  mounted(52, 'routes/metrics', 'mountMetrics', 'app, platform', 'metrics'),
  mounted(53, 'routes/jwks', 'mountJwks', 'app, platform', 'jwt'),
  mounted(54, 'routes/api-docs', 'mountApiDocs', 'app', 'api-docs'),
  middleware(55, 'overload-protection', 'overloadProtection', 'overloadProtection(platform)', 'overload-protection'),
  middleware(56, 'find-operation', 'findOperation', 'findOperation(modules)'),
  accessControl,
  middleware(
    58,
    'credential-limiting',
    'credentialLimiting',
    'credentialLimiting(platform, accessControl)',
    'rate-limiting',
    'identity',
  ),
  middleware(60, 'authentication', 'authentication', 'authentication(accessControl)', 'identity'),
  middleware(70, 'rate-limiting', 'rateLimiting', 'rateLimiting(platform)', 'rate-limiting'),
  middleware(71, 'request-target', 'requestTarget', 'requestTarget'),
  middleware(72, 'find-operation', 'requireOperation', 'requireOperation'),
  middleware(75, 'authorization', 'authorization', 'authorization(accessControl)', 'identity'),
  middleware(90, 'json-bodies', 'jsonBodies'),
  middleware(91, 'admission', 'admission', 'admission(platform)', 'overload-protection'),
  middleware(92, 'validation', 'validation', 'validation'),
  middleware(95, 'idempotency', 'idempotency', 'idempotency(platform)', 'idempotency'),
  mounted(200, 'http/mount', 'mountModules', 'app, platform, modules'),
  middleware(900, 'authentication', 'challenge', 'challenge(accessControl)', 'identity'),
  middleware(910, 'error-handler', 'errorHandler', 'errorHandler'),
];
