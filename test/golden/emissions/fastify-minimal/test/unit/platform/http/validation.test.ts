import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ValidationError, type ErrorEntry } from '../../../../src/platform/errors.ts';
import { validate } from '../../../../src/platform/http/validation.ts';

const schema = z.strictObject({ name: z.string().min(3), items: z.array(z.strictObject({ quantity: z.int() })) });

const entriesOf = (input: unknown): readonly ErrorEntry[] => {
  try {
    validate(schema, input);
  } catch (error) {
    if (error instanceof ValidationError) return error.entries;
    throw error;
  }
  throw new Error('The input was accepted.');
};

describe('validate', () => {
  it('gives the parsed value', () => {
    expect(validate(z.strictObject({ n: z.string().transform(Number) }), { n: '7' })).toEqual({ n: 7 });
  });

  it('has one entry for each offending field, by its path', () => {
    const entries = entriesOf({ name: 'x', items: [{ quantity: 1 }, { quantity: 1.5 }], other: 1, more: 2 });
    expect(entries.map(({ field }) => field).sort()).toEqual(['items.1.quantity', 'more', 'name', 'other']);
    expect(new Set(entries.map(({ code }) => code))).toEqual(new Set(['VALIDATION_FAILED']));
  });

  it('names no field when the whole is wrong', () => {
    for (const input of [null, undefined, [], 'text', 1]) {
      const [entry, ...rest] = entriesOf(input);
      expect([entry?.field, rest]).toEqual([undefined, []]);
    }
  });

  it('repeats nothing of a hostile input but the beginning of its names', () => {
    const entries = entriesOf({ name: '<script>', items: '<script>', ['x'.repeat(10_000)]: 1 });
    expect(JSON.stringify(entries)).not.toContain('<script>');
    expect(JSON.stringify(entries).length).toBeLessThan(1000);
  });

  it('bounds the number of entries', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_value, index) => [`unknown${index}`, 1]));
    expect(entriesOf({ name: 'long enough', items: [], ...many })).toHaveLength(50);
  });
});
