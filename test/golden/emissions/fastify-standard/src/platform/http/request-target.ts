import { MalformedRequestError } from '../errors.ts';

const ABSOLUTE_FORM = /^https?:\/\/[^/?#]+/i;

/** Letters, digits, `-`, `.`, `_` and `~`, percent-encoded without need. */
const ENCODED_UNRESERVED = /%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/gi;

/** What the router goes by: a path and perhaps a query, and nothing that could be spelt in two ways. */
const isPlain = (target: string): boolean => target.startsWith('/') && !target.includes('%');

const decodes = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * The path and query of a request target, spelt in one way, so that whatever routes, limits, logs or links goes by the
 * same text: without scheme and host (RFC 9112 section 3.2.2), and with characters that need no encoding as they are
 * (RFC 3986 section 6.2.2.2). It refuses nothing: what `targetFault` finds is answered after the request was counted.
 *
 * A path that cannot be decoded would be refused by the router, before anything else. It becomes one that can be, with
 * a query that cannot: the fault is still there.
 */
export const normalizeTarget = (target: string): string => {
  if (isPlain(target)) return target;
  const rest = target.replace(ABSOLUTE_FORM, '');
  const [path = '', ...query] = (rest.startsWith('/') || rest === '*' ? rest : `/${rest}`).split('?');
  if (!decodes(path)) return `${path.replaceAll('%', '%25')}?%`;
  const spelt = path.replaceAll(ENCODED_UNRESERVED, (code) => decodeURIComponent(code));
  return [spelt, ...query].join('?');
};

/**
 * What makes a target meaningless, if anything: a broken percent-encoding, which one parser would drop and the next one
 * keep, or a fragment, which clients do not send (RFC 9112 section 3.2).
 *
 * @param target as `normalizeTarget` leaves it
 */
export const targetFault = (target: string): MalformedRequestError | undefined => {
  if (target.includes('#')) return new MalformedRequestError('The URL has a fragment.');
  if (!target.includes('%') || decodes(target)) return undefined;
  return new MalformedRequestError('The URL is not encoded correctly.');
};
