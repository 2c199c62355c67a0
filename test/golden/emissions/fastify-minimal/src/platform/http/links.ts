import { z } from 'zod';

/** A link to a resource of this server: a path, never a host name, so that a forged Host header cannot enter it. */
export interface Link {
  readonly href: string;
}

export const link = z.object({ href: z.string() }).meta({ id: 'Link', description: 'A path on this server.' });

/** The schema of a resource's `_links`: `self` and the related ones named. */
export const links = (...related: readonly string[]) =>
  z.object({ self: link, ...Object.fromEntries(related.map((name) => [name, link])) });

/** The path and query of a request: a client may send the whole URL with a host of its choice (RFC 9112 section 3.2.2). */
const pathAndQuery = (url: string): string => {
  if (url.startsWith('/')) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
};

/** The collection as it was asked for. */
export const linkToSelf = (url: string): Link => ({ href: pathAndQuery(url) });

/** The same collection at another cursor. */
export const linkTo = (url: string, cursor: string): Link => {
  const [path = '', query = ''] = pathAndQuery(url).split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return { href: `${path}?${parameters.toString()}` };
};
