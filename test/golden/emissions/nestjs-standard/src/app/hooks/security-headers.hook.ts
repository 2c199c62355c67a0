import { securityHeaders as headersFor } from '../../platform/http/security-headers.ts';
import type { Platform } from '../../platform/platform.ts';
import type { RequestHook } from '../http/request.ts';

/** Sets the fixed security headers first, so that a route can replace one of them. */
export const securityHeaders = ({ env }: Platform): RequestHook => {
  const headers = Object.entries(headersFor(env.NODE_ENV === 'production'));
  return (_request, response) => {
    for (const [name, value] of headers) response.header(name, value);
  };
};
