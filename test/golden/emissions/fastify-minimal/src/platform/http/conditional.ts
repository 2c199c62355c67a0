import { hash } from 'node:crypto';
import { MalformedRequestError, PreconditionRequiredError } from '../errors.ts';

/** The strong validator of one version of a resource (RFC 9110 section 8.8.3). */
export const entityTag = (version: number): string => `"v${version}"`;

/** A weak validator for an answer that has no version of its own, such as a page of a collection. */
export const weakTag = (content: string): string => `W/"${hash('sha1', content, 'base64url')}"`;

const listed = (header: string): string[] => header.split(',').map((tag) => tag.trim());

const opaque = (tag: string): string => (tag.startsWith('W/') ? tag.slice(2) : tag);

/** Whether the client already has this version: weak comparison, as RFC 9110 section 13.1.2 asks for. */
export const matchesIfNoneMatch = (header: string | undefined, tag: string): boolean => {
  if (header === undefined) return false;
  return header.trim() === '*' || listed(header).some((known) => opaque(known) === opaque(tag));
};

const VERSION_TAG = /^"v([1-9]\d{0,8})"$/;

/**
 * The version that a change is based on, from the If-Match header. The service compares it with the stored one.
 *
 * @throws PreconditionRequiredError without the header (RFC 6585 section 3)
 * @throws MalformedRequestError when it is not a single entity tag. A strong tag of another form is the tag of no
 *   version we ever gave out: it gives version 0, which no row has.
 */
export const requireIfMatch = (header: string | undefined): number => {
  if (header === undefined) throw new PreconditionRequiredError();
  const tag = header.trim();
  if (!/^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(tag)) {
    throw new MalformedRequestError('If-Match must be the ETag of the version you read, such as "v3".', {
      field: 'if-match',
    });
  }
  return Number(VERSION_TAG.exec(tag)?.[1] ?? 0);
};

/**
 * The same where the header may be absent.
 *
 * @returns `undefined` without it
 * @throws MalformedRequestError when it is not a single entity tag
 */
export const acceptIfMatch = (header: string | undefined): number | undefined =>
  header === undefined ? undefined : requireIfMatch(header);
