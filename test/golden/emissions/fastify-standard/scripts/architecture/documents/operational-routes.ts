import type { Facts } from '../facts/facts.ts';

/** A route beside the API: for operators, tools and other servers. */
export interface OperationalRoute {
  readonly path: string;
  readonly answer: string;
}

/** The routes that stand outside of `/api`, as far as this repository has them. */
export const operationalRoutes = ({ parts, constants, healthChecks }: Facts): readonly OperationalRoute[] => [
  { path: '/health/live', answer: '200 while the process can serve; asks nothing' },
  { path: '/health/ready', answer: `200, or 503 while starting, draining, or without ${healthChecks.join(', ')}` },
  { path: '/health/startup', answer: '503 until the migrations are verified, then 200' },
  ...(parts.metrics
    ? [{ path: '/metrics', answer: 'Prometheus text; in production by token, or on a port of its own' }]
    : []),
  ...(parts.apiDocs
    ? [
        { path: '/openapi.json', answer: 'the OpenAPI 3.1 document, made of the schemas that validate' },
        { path: '/docs', answer: 'a page to browse it' },
      ]
    : []),
  ...(parts.accessTokens
    ? [
        {
          path: '/.well-known/jwks.json',
          answer: `the public keys, to be kept for ${constants.keySetSeconds ?? 0} seconds`,
        },
      ]
    : []),
];
