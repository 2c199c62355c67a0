import type { FastifyRequest } from 'fastify';

/** Stands behind a parameter, which Fastify would otherwise also find in nothing: `/items/` is no item. */
export const SOMETHING = '([^]+)';

/** The pattern of the path: it groups requests, and holds no ids or tokens. `undefined` for an unknown path. */
export const routePatternOf = ({ routeOptions: { url } }: FastifyRequest): string | undefined =>
  // CORS has a route for whatever is asked by OPTIONS.
  url === '*' ? undefined : url?.replaceAll(SOMETHING, '');
