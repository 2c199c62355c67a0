import type { FastifyRequest } from 'fastify';

/** In the order of the Allow header. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The methods that the path of a request has; none when no route has it. */
export const methodsOf = ({ server, url }: Pick<FastifyRequest, 'server' | 'url'>): readonly string[] => {
  const [path = '/'] = url.split('?', 1);
  return METHODS.filter((method) => Boolean(server.findRoute({ method, url: path })));
};
