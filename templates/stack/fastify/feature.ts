import { defineFeature, type Project } from '../../../src/compose/feature.ts';
import type { Slots } from '../../../src/compose/slots.ts';

const plugins = [
  { file: 'request-context', name: 'requestContext', order: 10 },
  { file: 'error-handler', name: 'errorHandler', order: 15 },
  { file: 'access-log', name: 'accessLog', order: 20 },
  { file: 'draining', name: 'draining', order: 25 },
  { file: 'security-headers', name: 'securityHeaders', order: 40 },
  { file: 'cors', name: 'cors', order: 50 },
  { file: 'request-target', name: 'requestTarget', order: 72 },
  { file: 'unmatched', name: 'unmatched', order: 80 },
  { file: 'json-bodies', name: 'jsonBodies', order: 90 },
  { file: 'validation', name: 'validation', order: 92 },
  { file: 'health', name: 'health', order: 100 },
] as const;

/** Plugins of other features; their files stand in `when/<feature>`. */
const pluginsOfFeatures = [
  { features: ['metrics'], file: 'metrics', name: 'metrics', order: 28 },
  { features: ['overload-protection'], file: 'overload-protection', name: 'overloadProtection', order: 52 },
  { features: ['identity'], file: 'access-control', name: 'accessControl', order: 54 },
  { features: ['rate-limiting', 'identity'], file: 'credential-limiting', name: 'credentialLimiting', order: 55 },
  { features: ['identity'], file: 'authentication', name: 'authentication', order: 60 },
  { features: ['rate-limiting'], file: 'rate-limiting', name: 'rateLimiting', order: 70 },
  { features: ['identity'], file: 'authorization', name: 'authorization', order: 75 },
  { features: ['idempotency'], file: 'idempotency', name: 'idempotency', order: 95 },
  { features: ['overload-protection'], file: 'admission', name: 'admission', order: 97 },
  { features: ['jwt'], file: 'jwks', name: 'jwks', order: 105 },
  { features: ['api-docs'], file: 'api-docs', name: 'apiDocs', order: 110 },
] as const;

const addPlugins = (project: Project, slots: Slots): void => {
  const chosen = pluginsOfFeatures.filter(({ features }) => features.every((feature) => project.has(feature)));
  for (const { file, name, order } of [...plugins, ...chosen]) {
    slots.plugins.add({
      name: file,
      import: name,
      from: `./plugins/${file}.ts`,
      register: `await app.register(${name}, options);`,
      order,
    });
  }
};

export default defineFeature({
  id: 'fastify',
  axis: 'stack',
  title: 'Fastify 5',
  description: 'The fastest of the three: plugins with clear scopes, hooks for every step of a request, schemas first',
  presets: ['minimal', 'standard', 'full'],
  contribute: (project, slots) => {
    slots.dependencies.add('@fastify/cors', 'fastify', 'fastify-plugin');
    slots.pins.add({ of: 'light-my-request', name: 'cookie', version: '1.1.1' });
    addPlugins(project, slots);
  },
});
