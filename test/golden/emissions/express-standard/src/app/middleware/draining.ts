import type { RequestHandler } from 'express';
import onHeaders from 'on-headers';
import type { Drain } from '../../platform/http/drain.ts';

/** While the server goes away, asks each client to open its next connection elsewhere. */
export const draining =
  (drain: Drain): RequestHandler =>
  (_req, res, next) => {
    onHeaders(res, () => {
      if (drain.begun) res.setHeader('connection', 'close');
    });
    next();
  };
