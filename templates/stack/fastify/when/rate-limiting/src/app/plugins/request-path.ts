import type { FastifyRequest } from 'fastify';

/** The path a rule goes by: the pattern of the route, or the path itself when no route or only a wildcard matches. */
export const pathOf = (request: FastifyRequest): string => {
  const pattern = request.routeOptions.url;
  if (pattern !== undefined && !pattern.includes('*')) return pattern;
  return request.url.split('?', 1)[0] ?? '/';
};
