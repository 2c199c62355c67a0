import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { AccessControl } from '../../platform/access-control.ts';
import { AppError, UnauthenticatedError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Principal } from '../../platform/principal.ts';
import { settleTry } from '../../platform/rate-limit/credentials.ts';
import { createAuthenticators } from '../authenticators.ts';
import { translateFrameworkError } from '../http/framework-failures.ts';

declare global {
  namespace Express {
    interface Request {
      /** Who calls; `undefined` for somebody who presents no credentials. */
      principal?: Principal | undefined;
    }
  }
}

/**
 * Who calls, for routes that need somebody.
 *
 * @throws UnauthenticatedError on a route that anybody may call and nobody in particular did
 */
export const principalOf = ({ principal }: Pick<Request, 'principal'>): Principal => {
  if (!principal) throw new UnauthenticatedError();
  return principal;
};

/** Makes what decides who calls and whether they may. */
export const createAccessControl = (platform: Platform): AccessControl =>
  new AccessControl({
    authenticators: createAuthenticators(platform),
    auditLog: platform.auditLog,
    clock: platform.clock,
  });

/** Finds out who calls, before the body is read. Whether they may is decided by `authorization`. */
export const authentication =
  (accessControl: AccessControl): RequestHandler =>
  (req, _res, next) => {
    const identified = req.operation && accessControl.identify(req.operation.access, req.headers);
    if (req.giveTryBack) settleTry(identified, req.giveTryBack);
    if (identified instanceof Promise) {
      identified.then((principal) => {
        req.principal = principal;
        next();
      }, next);
      return;
    }
    req.principal = identified;
    next();
  };

/** Tells those who are turned away for want of credentials, by whomever, which kinds there are. */
export const challenge =
  (accessControl: AccessControl): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    const refusal = translateFrameworkError(error, req);
    const unauthenticated = refusal instanceof AppError && refusal.kind === 'unauthenticated';
    if (unauthenticated && !res.headersSent) res.set('www-authenticate', accessControl.challenge(refusal));
    next(refusal);
  };
