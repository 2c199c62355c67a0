import type { Request } from 'express';
import type { Client } from '../../modules/auth/index.ts';

/** Where a request came from. */
export const clientOf = (req: Pick<Request, 'ip' | 'headers'>): Client => ({
  address: req.ip ?? '',
  agent: req.headers['user-agent'],
});
