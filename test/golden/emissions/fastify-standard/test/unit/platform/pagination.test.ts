import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedRequestError } from '../../../src/platform/errors.ts';
import { decodeCursor, encodeCursor, longestCursor, type Cursor } from '../../../src/platform/pagination.ts';

const sort = { field: 'price', descending: true };
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const id = '0190a5b0-1111-7abc-8def-0123456789ab';

describe('cursors', () => {
  it('come back as they were', () => {
    const cursors: fc.Arbitrary<Cursor> = fc.record({
      direction: fc.constantFrom('forward', 'backward'),
      value: fc.option(fc.string({ unit: 'grapheme', maxLength: 200 })),
      id: fc.uuid(),
    });
    fc.assert(
      fc.property(cursors, fc.boolean(), (cursor, descending) => {
        const order = { field: 'name', descending };
        expect(decodeCursor(encodeCursor(cursor, order), order)).toEqual(cursor);
      }),
    );
  });

  it('can stand in a URL as they are', () => {
    expect(encodeCursor({ direction: 'forward', value: 'ÿþ?&=/+', id }, sort)).toMatch(/^[\w-]+$/);
  });

  it.each([
    ['nothing', ''],
    ['text', 'not a cursor'],
    ['no list', encoded({ a: 1 })],
    ['too few parts', encoded(['-price', 1, '2'])],
    ['too many parts', encoded(['-price', 1, '2', id, 'x'])],
    ['an id that is none', encoded(['-price', 1, '2', "' or 1=1"])],
    ['a value that is no text', encoded(['-price', 1, { $gt: 1 }, id])],
    ['a direction that is none', encoded(['-price', 2, '2', id])],
    ['one of ours, with something after it', `${encoded(['-price', 1, '2', id])}!`],
    ['one of ours, padded', `${encoded(['-price', 1, '2', id])}=`],
    ['too long', encoded(['-price', 1, 'x'.repeat(longestCursor), id])],
  ])('are refused when made up: %s', (_what, text) => {
    expect(() => decodeCursor(text, sort)).toThrow(MalformedRequestError);
  });

  it('are refused for another order, with the reason', () => {
    const cursor = encodeCursor({ direction: 'forward', value: '1', id }, sort);

    expect(() => decodeCursor(cursor, { ...sort, descending: false })).toThrow(/another sort order/);
    expect(() => decodeCursor(cursor, { ...sort, field: 'name' })).toThrow(/another sort order/);
  });

  it('never make anything but a MalformedRequestError of what a client sends', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(encoded)), (text) => {
        try {
          decodeCursor(text, sort);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedRequestError);
          expect(error).toHaveProperty('entries.0.field', 'cursor');
        }
      }),
    );
  });
});
