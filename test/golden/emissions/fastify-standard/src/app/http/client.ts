import type { FastifyRequest } from 'fastify';

import type { Client } from '../../modules/auth/index.ts';
import { addressOf } from './address.ts';

/** Where a request came from. */
export const clientOf = (request: FastifyRequest): Client => ({
  address: addressOf(request),
  agent: request.headers['user-agent'],
});
