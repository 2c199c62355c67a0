import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { securityHeaders as headersFor } from '../../platform/http/security-headers.ts';
import type { Platform } from '../../platform/platform.ts';

const nothing = ["'none'"];

/** Headers of the list that helmet has no options for. */
const beyondHelmet = ['cache-control', 'permissions-policy'];

/**
 * Sets the security headers first, so that a route can replace one of them. The list is that of
 * `platform/http/security-headers.ts`; helmet's headers for browsers of the past are left out.
 */
export const securityHeaders = ({ env }: { readonly env: Pick<Platform['env'], 'NODE_ENV'> }): RequestHandler[] => {
  const production = env.NODE_ENV === 'production';
  const others = Object.entries(headersFor(production)).filter(([name]) => beyondHelmet.includes(name));
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: nothing, baseUri: nothing, formAction: nothing, frameAncestors: nothing },
      },
      strictTransportSecurity: production && { maxAge: 63_072_000, includeSubDomains: true },
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xFrameOptions: { action: 'deny' },
      xXssProtection: false,
    }),
    (_req, res, next) => {
      for (const [name, value] of others) res.setHeader(name, value);
      next();
    },
  ];
};
