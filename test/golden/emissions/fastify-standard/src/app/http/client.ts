import type { FastifyRequest } from 'fastify';

import type { Client } from '../../modules/auth/index.ts';

/** Where a request came from. */
export const clientOf = (request: FastifyRequest): Client => ({
  address: request.ip,
  agent: request.headers['user-agent'],
});
