import { describe, expect, it } from 'vitest';
import { broken } from './testing/broken.ts';
import { shop } from './testing/shop.ts';
import { unregistered, type Registration } from './testing/unregistered.ts';
import { verdictOf } from './testing/verdicts-of.ts';

const parts: readonly (readonly [what: string, registration: Registration, opens: readonly string[]])[] = [
  [
    'the context of requests',
    { fastify: 'requestContext', express: 'app.use(requestContext)', nestjs: 'accessLog' },
    ['OPS-02'],
  ],
  [
    'the access log',
    { fastify: 'accessLog', express: 'app.use(accessLog(platform))', nestjs: 'accessLog' },
    ['OPS-02'],
  ],
  [
    'the measuring of requests',
    { fastify: 'metrics', express: 'app.use(measureRequests(platform))', nestjs: 'measureRequests' },
    ['OPS-03'],
  ],
  ['the metrics', { fastify: 'metrics', express: 'mountMetrics(app, platform)', nestjs: 'MetricsModule' }, ['OPS-03']],
  [
    'the headers',
    { fastify: 'securityHeaders', express: 'app.use(securityHeaders(platform))', nestjs: 'securityHeaders' },
    ['SEC-03', 'SEC-04', 'PERF-03'],
  ],
  ['health', { fastify: 'health', express: 'mountHealth(app, platform, drain)', nestjs: 'HealthModule' }, ['OPS-01']],
  ['the keys', { fastify: 'jwks', express: 'mountJwks(app, platform)', nestjs: 'JwksModule' }, ['AUTH-04']],
  ['the API documents', { fastify: 'apiDocs', express: 'mountApiDocs(app)', nestjs: 'DocsModule' }, ['API-06']],
  [
    'overload protection',
    {
      fastify: 'overloadProtection',
      express: 'app.use(overloadProtection(platform))',
      nestjs: 'OverloadProtectionGuard',
    },
    ['SEC-06'],
  ],
  [
    'the limit on credentials',
    {
      fastify: 'credentialLimiting',
      express: 'app.use(credentialLimiting(platform, accessControl))',
      nestjs: 'CredentialLimitGuard',
    },
    ['SEC-05'],
  ],
  [
    'authentication',
    { fastify: 'authentication', express: 'app.use(authentication(accessControl))', nestjs: 'AuthenticationGuard' },
    ['AUTH-04', 'AUTH-12'],
  ],
  [
    'rate limits',
    { fastify: 'rateLimiting', express: 'app.use(rateLimiting(platform))', nestjs: 'RateLimitGuard' },
    ['SEC-05'],
  ],
  [
    'authorization',
    { fastify: 'authorization', express: 'app.use(authorization(accessControl))', nestjs: 'AuthorizationGuard' },
    ['AUTH-12'],
  ],
  [
    'the answer to all failures',
    { fastify: 'errorHandler', express: 'app.use(errorHandler)', nestjs: 'UnauthenticatedFilter' },
    ['API-03', 'ARCH-06'],
  ],
  [
    'the question for credentials',
    { fastify: 'authentication', express: 'app.use(challenge(accessControl))', nestjs: 'UnauthenticatedFilter' },
    ['API-02'],
  ],
  [
    'the modules',
    { fastify: 'mountModules', express: 'mountModules(app, platform, modules)', nestjs: 'options.modules' },
    ['API-01', 'API-05', 'AUTH-01', 'AUTH-02', 'AUTH-05', 'AUTH-11'],
  ],
];

const cases = (['fastify', 'express', 'nestjs'] as const).flatMap((stack) =>
  parts.map(([what, registration, opens]) => [stack, what, registration, opens] as const),
);

describe('a part that is not registered any more, though its file is there', () => {
  it.each(cases)('on %s, %s', async (stack, _what, registration, opens) => {
    const emitted = await shop({ stack });
    const without = broken(emitted, unregistered(registration)[stack]);
    for (const id of opens) {
      expect([id, (await verdictOf(emitted, id)).status]).toEqual([id, 'met']);
      expect([id, (await verdictOf(without, id)).status]).toEqual([id, 'unmet']);
    }
  });

  it.each([
    ['fastify', 'SEC-01', { fastify: 'jsonBodies', express: '', nestjs: '' }],
    ['fastify', 'API-11', { fastify: 'idempotency', express: '', nestjs: '' }],
    ['fastify', 'REL-02', { fastify: 'draining', express: '', nestjs: '' }],
    ['fastify', 'SEC-04', { fastify: 'cors', express: '', nestjs: '' }],
    ['express', 'SEC-01', { fastify: '', express: 'app.use(jsonBodies(platform))', nestjs: '' }],
    ['express', 'SEC-01', { fastify: '', express: 'app.use(validation)', nestjs: '' }],
    ['express', 'API-11', { fastify: '', express: 'app.use(idempotency(platform))', nestjs: '' }],
    ['express', 'REL-02', { fastify: '', express: 'app.use(draining(drain))', nestjs: '' }],
    ['express', 'SEC-04', { fastify: '', express: 'app.use(cors(platform))', nestjs: '' }],
    ['nestjs', 'AUTH-12', { fastify: '', express: '', nestjs: 'ContractGuard' }],
  ] as const)('on %s, what %s alone asks for', async (stack, id, registration) => {
    const without = broken(await shop({ stack }), unregistered(registration)[stack]);
    expect(await verdictOf(without, id)).toMatchObject({ status: 'unmet' });
  });
});
