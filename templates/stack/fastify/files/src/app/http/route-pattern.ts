import type { FastifyRequest } from 'fastify';

/** The pattern of the path: it groups requests, and holds no ids or tokens. `undefined` for an unknown path. */
export const routePatternOf = ({ routeOptions: { url } }: FastifyRequest): string | undefined =>
  // CORS has a route for whatever is asked by OPTIONS.
  url === '*' ? undefined : url;
