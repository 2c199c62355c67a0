import type { FastifyRequest } from 'fastify';
import { routePatternOf } from './route-pattern.ts';

/** The path a rule goes by: the pattern of the route, or the path itself when no route matches. */
export const pathOf = (request: FastifyRequest): string =>
  routePatternOf(request) ?? request.url.split('?', 1)[0] ?? '/';
