import { describe, expect, it } from 'vitest';
import { MalformedRequestError, PreconditionRequiredError } from '../../../../src/platform/errors.ts';
import {
  acceptIfMatch,
  entityTag,
  matchesIfNoneMatch,
  requireIfMatch,
  weakTag,
} from '../../../../src/platform/http/conditional.ts';

describe('tags', () => {
  it('are strong for a version and weak for content', () => {
    expect(entityTag(3)).toBe('"v3"');
    expect(weakTag('content')).toMatch(/^W\/"[\w-]{27}"$/);
    expect(weakTag('content')).not.toBe(weakTag('other content'));
  });
});

describe('matchesIfNoneMatch', () => {
  it.each([
    ['"v3"', true],
    ['W/"v3"', true],
    ['"v1", "v3"', true],
    ['"v1",W/"v3" , "v4"', true],
    ['*', true],
    ['"v33"', false],
    ['v3', false],
    ['', false],
    [undefined, false],
  ])('compares %s weakly', (header, expected) => {
    expect(matchesIfNoneMatch(header, '"v3"')).toBe(expected);
  });
});

describe('requireIfMatch', () => {
  it('gives the version that the change is based on', () => {
    expect(requireIfMatch('"v3"')).toBe(3);
    expect(requireIfMatch(' "v12" ')).toBe(12);
  });

  it('takes a tag it never gave out for the tag of no version', () => {
    for (const tag of ['"abc"', '"v-1"', '"v01"', '"v1e3"', 'W/"v3"', '""']) expect(requireIfMatch(tag)).toBe(0);
  });

  it('demands the header', () => {
    expect(() => requireIfMatch(undefined)).toThrow(PreconditionRequiredError);
  });

  it('refuses what is not one entity tag', () => {
    for (const header of ['v3', '*', '"v1", "v2"', '', '"', '"v3']) {
      expect(() => requireIfMatch(header)).toThrow(MalformedRequestError);
    }
  });
});

describe('acceptIfMatch', () => {
  it('takes no header for no version in particular, and is strict with one', () => {
    expect([acceptIfMatch(undefined), acceptIfMatch('"v3"'), acceptIfMatch('"abc"')]).toEqual([undefined, 3, 0]);
    expect(() => acceptIfMatch('v3')).toThrow(MalformedRequestError);
  });
});
