import { hash } from 'node:crypto';
import { MalformedRequestError, PreconditionRequiredError } from '../errors.ts';
import type { ExpectedVersion } from '../expected-version.ts';

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

const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** The tags of a list (RFC 9110 section 5.6.1); none when the text is anything else. */
const entityTags = (header: string): readonly string[] => {
  const around = header.split(ENTITY_TAG);
  const isList = around.every(
    (text, index) => /^[\t ,]*$/.test(text) && (index === 0 || index === around.length - 1 || text.includes(',')),
  );
  return (isList && header.match(ENTITY_TAG)) || [];
};

const VERSION_TAG = /^"v([1-9]\d{0,8})"$/;

/**
 * The versions that a change may be based on, from the If-Match header (RFC 9110 section 13.1.1): the change is made
 * if the stored one is among them. Weak tags, and those we never gave out, are the tags of no version.
 *
 * @throws PreconditionRequiredError without the header (RFC 6585 section 3)
 * @throws MalformedRequestError when it is neither `*` nor a list of entity tags
 */
export const requireIfMatch = (header: string | undefined): ExpectedVersion => {
  if (header === undefined) throw new PreconditionRequiredError();
  if (header.trim() === '*') return 'any';
  const tags = entityTags(header);
  if (tags.length === 0) {
    throw new MalformedRequestError('If-Match must be the ETag of the version you read, such as "v3".', {
      field: 'If-Match',
    });
  }
  return tags.flatMap((tag) => {
    const version = VERSION_TAG.exec(tag)?.[1];
    return version === undefined ? [] : [Number(version)];
  });
};

/**
 * The same where the header may be absent, which is as good as `*`.
 *
 * @throws MalformedRequestError when it is neither `*` nor a list of entity tags
 */
export const acceptIfMatch = (header = '*'): ExpectedVersion => requireIfMatch(header);
