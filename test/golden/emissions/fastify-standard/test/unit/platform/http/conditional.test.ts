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
  it('gives the versions that the change may be based on', () => {
    expect(requireIfMatch('"v3"')).toEqual([3]);
    expect(requireIfMatch(' "v12" ')).toEqual([12]);
    expect(requireIfMatch('"v1", "v2","v3" , ,"a,b"')).toEqual([1, 2, 3]);
    expect(requireIfMatch(' * ')).toBe('any');
  });

  it('takes a weak tag, and one it never gave out, for the tag of no version', () => {
    for (const tag of ['"abc"', '"v-1"', '"v01"', '"v1e3"', 'W/"v3"', '""', '"*"']) {
      expect(requireIfMatch(tag)).toEqual([]);
      expect(requireIfMatch(`${tag}, "v2"`)).toEqual([2]);
    }
  });

  it('demands the header', () => {
    expect(() => requireIfMatch(undefined)).toThrow(PreconditionRequiredError);
  });

  it('refuses what is no list of entity tags', () => {
    for (const header of ['v3', '*, "v1"', '"v1" "v2"', '"v1""v2"', '"v1", v2', '', ',', '"', '"v3', '"v1", "']) {
      expect(() => requireIfMatch(header), header).toThrow(MalformedRequestError);
    }
  });

  it('names the header as the documentation does', () => {
    const entries = [expect.objectContaining({ field: 'If-Match' })];
    expect(() => requireIfMatch('v3')).toThrow(expect.objectContaining({ entries }));
  });
});

describe('acceptIfMatch', () => {
  it('takes no header for no version in particular, and is strict with one', () => {
    expect([acceptIfMatch(undefined), acceptIfMatch('"v3"'), acceptIfMatch('"abc"')]).toEqual(['any', [3], []]);
    expect(() => acceptIfMatch('v3')).toThrow(MalformedRequestError);
  });
});
