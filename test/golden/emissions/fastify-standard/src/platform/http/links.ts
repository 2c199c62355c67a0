import { z } from 'zod';

/** A link to a resource of this server: a path, never a host name, so that a forged Host header cannot enter it. */
export interface Link {
  readonly href: string;
}

export const link = z.object({ href: z.string() }).meta({ id: 'Link', description: 'A path on this server.' });

/** The schema of a resource's `_links`: `self` and the related ones named. */
export const links = (...related: readonly string[]) =>
  z.object({ self: link, ...Object.fromEntries(related.map((name) => [name, link])) });

/** The same collection at another cursor. */
export const linkTo = (url: string, cursor: string): Link => {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return { href: `${path}?${parameters.toString()}` };
};
