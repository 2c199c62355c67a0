import { defineFeature, type Project } from '../../../src/compose/feature.ts';
import type { Slots } from '../../../src/compose/slots.ts';

interface Part {
  readonly file: string;
  readonly name: string;
  readonly order: number;
  /** How a hook is made. */
  readonly create?: string;
}

const parts: readonly Part[] = [
  { file: 'hooks/access-log.hook', name: 'accessLog', create: 'accessLog(platform)', order: 20 },
  { file: 'hooks/security-headers.hook', name: 'securityHeaders', create: 'securityHeaders(platform)', order: 40 },
  { file: 'filters/not-found.filter', name: 'NotFoundFilter', order: 15 },
  { file: 'guards/contract.guard', name: 'ContractGuard', order: 50 },
  { file: 'guards/request-target.guard', name: 'RequestTargetGuard', order: 72 },
  { file: 'health/health.module', name: 'HealthModule', order: 100 },
];

/** Parts of other features; their files stand in `when/<feature>`. */
const partsOfFeatures: readonly (Part & { readonly features: readonly string[] })[] = [
  {
    features: ['metrics'],
    file: 'hooks/measure-requests.hook',
    name: 'measureRequests',
    create: 'measureRequests(platform)',
    order: 28,
  },
  { features: ['rate-limiting'], file: 'filters/unmatched.filter', name: 'UnmatchedFilter', order: 16 },
  { features: ['identity'], file: 'access-control.module', name: 'AccessControlModule', order: 17 },
  {
    features: ['overload-protection'],
    file: 'guards/overload-protection.guard',
    name: 'OverloadProtectionGuard',
    order: 52,
  },
  {
    features: ['rate-limiting', 'identity'],
    file: 'guards/credential-limit.guard',
    name: 'CredentialLimitGuard',
    order: 55,
  },
  { features: ['identity'], file: 'guards/authentication.guard', name: 'AuthenticationGuard', order: 60 },
  { features: ['rate-limiting'], file: 'guards/rate-limit.guard', name: 'RateLimitGuard', order: 70 },
  { features: ['identity'], file: 'guards/authorization.guard', name: 'AuthorizationGuard', order: 75 },
  { features: ['overload-protection'], file: 'guards/admission.guard', name: 'AdmissionGuard', order: 80 },
  { features: ['jwt'], file: 'jwks/jwks.module', name: 'JwksModule', order: 105 },
  { features: ['api-docs'], file: 'docs/docs.module', name: 'DocsModule', order: 110 },
  { features: ['metrics'], file: 'metrics/metrics.module', name: 'MetricsModule', order: 120 },
];

/** What answers the errors that no other filter takes. It has to be registered before them. */
const lastFilterOf = (project: Project): Part =>
  project.has('identity')
    ? { file: 'filters/unauthenticated.filter', name: 'UnauthenticatedFilter', order: 14 }
    : { file: 'filters/failure.filter', name: 'FailureFilter', order: 14 };

const addParts = (project: Project, slots: Slots): void => {
  const chosen = partsOfFeatures.filter(({ features }) => features.every((feature) => project.has(feature)));
  for (const { file, name, create = name, order } of [lastFilterOf(project), ...parts, ...chosen]) {
    slots.plugins.add({ name: file, import: name, from: `./${file}.ts`, register: create, order });
  }
};

export default defineFeature({
  id: 'nestjs',
  axis: 'stack',
  title: 'NestJS 12',
  description: 'Modules, controllers and dependency injection: for large teams that want one way of doing things',
  requires: ['body-reader'],
  options: [
    {
      name: 'nest-adapter',
      values: {
        fastify: 'the faster of the two',
        express: 'for middleware that exists for Express alone',
      },
      default: 'fastify',
      description: 'HTTP server under NestJS',
      requires: { express: ['express-server'] },
    },
  ],
  contribute: (project, slots) => {
    slots.dependencies.add('@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs');
    if (project.option('nest-adapter') === 'express') {
      slots.dependencies.add('@nestjs/platform-express', 'on-headers');
      slots.devDependencies.add('@types/on-headers');
    } else {
      slots.dependencies.add('@nestjs/platform-fastify');
      slots.devDependencies.add('fastify');
      slots.pins.add({ of: 'light-my-request', name: 'cookie', version: '1.1.1' });
    }
    slots.pins.add({ of: '@nestjs/common', name: 'file-type', version: '21.3.4' });
    slots.compilerOptions.set('experimentalDecorators', true);
    slots.lintRules.set('@typescript-eslint/no-extraneous-class', "['error', { allowWithDecorator: true }]");
    slots.moduleNames.set('file', '[plural].module.ts');
    slots.moduleNames.set('export', '[Plural]Module');
    slots.moduleNames.set('imported', 'by the modules that inject its services');
    addParts(project, slots);
    slots.docs.add({
      section: 'usage',
      title: 'The NestJS way of this repository',
      body: `A controller binds each method to an operation: \`@Operation(getProduct)\` gives it method and path, status, access,
validation, envelope and conditional requests, and the compiler checks what it takes and returns. A route without an
operation keeps the server from starting. Guards are global and asked in the order of \`src/app/app.module.ts\`; bodies
are read behind them. A module exports its service; one that injects it imports that module, by \`forwardRef\` alone where
both need each other: a second provider would be a second instance. Constructors name what they inject by \`@Inject\`, because not every tool that runs TypeScript
emits types for decorators.

Four packages of Nest are left out, because the contract asks for something else: \`@nestjs/config\` writes defaults into
the process, and the typed environment is checked before Nest starts; \`@nestjs/terminus\` has a body of its own for
probes; \`@nestjs/throttler\` counts by route and names its header fields in its own way; \`@nestjs/swagger\` would describe
the API a second time, beside the schemas that validate it. Nest's own pipe for Standard Schema lets pass what has no
schema, so \`InputPipe\` validates whole requests by their operation instead.`,
    });
  },
});
