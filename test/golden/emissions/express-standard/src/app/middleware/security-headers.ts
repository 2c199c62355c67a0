import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { CONTENT_SECURITY_POLICY, securityHeaders as headersFor } from '../../platform/http/security-headers.ts';
import type { Platform } from '../../platform/platform.ts';

/** Headers of the table that helmet has no option for, or no option that takes their text. */
const besideHelmet = ['cache-control', 'permissions-policy', 'strict-transport-security', 'x-frame-options'];

/** The directives of a policy by their names, as helmet takes them. */
const directivesOf = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values];
    }),
  );

/**
 * Sets the security headers first, so that a route can replace one of them. They are those of the table in
 * `platform/http/security-headers.ts`, with its values: helmet sets those it has as they are there, a second handler the
 * others. Helmet's headers for browsers of the past are left out.
 */
export const securityHeaders = ({ env }: { readonly env: Pick<Platform['env'], 'NODE_ENV'> }): RequestHandler[] => {
  const table = Object.entries(headersFor(env.NODE_ENV === 'production'));
  const others = table.filter(([name]) => besideHelmet.includes(name));
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: directivesOf(CONTENT_SECURITY_POLICY) },
      strictTransportSecurity: false,
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xFrameOptions: false,
      xXssProtection: false,
    }),
    (_req, res, next) => {
      for (const [name, value] of others) res.setHeader(name, value);
      next();
    },
  ];
};
