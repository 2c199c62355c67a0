import { z } from 'zod';

/** A link to a resource of this server: a path, never a host name, so that a forged Host header cannot enter it. */
export interface Link {
  readonly href: string;
}

export const link = z.object({ href: z.string() }).meta({ id: 'Link', description: 'A path on this server.' });

/** The schema of a resource's `_links`: `self` and the related ones named. */
export const links = (...related: readonly string[]) =>
  z.object({ self: link, ...Object.fromEntries(related.map((name) => [name, link])) });

/** The collection as it was asked for. @param url path and query, as `normalizeTarget` leaves them: without a host */
export const linkToSelf = (url: string): Link => ({ href: url });

/** The same collection at another cursor. @param url path and query, as `normalizeTarget` leaves them: without a host */
export const linkTo = (url: string, cursor: string): Link => {
  // Only the first question mark ends the path: a query may hold others (RFC 3986 section 3.4).
  const [path = '', ...query] = url.split('?');
  const parameters = new URLSearchParams(query.join('?'));
  parameters.set('cursor', cursor);
  return { href: `${path}?${parameters.toString()}` };
};
