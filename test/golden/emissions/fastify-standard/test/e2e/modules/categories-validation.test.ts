import { describe, expect, it } from 'vitest';
import { send } from '../support/resources.ts';
import { newCategory } from '../support/resources/categories.ts';

const route = '/api/v1/categories';

/** Values that each member must refuse. */
const invalid: Readonly<Record<string, readonly unknown[]>> = {
  name: ['', 'x'.repeat(101), 42, 'a\u0000b'],
  slug: ['', 'Not A Slug', 42],
};

describe('categories', () => {
  it.each(Object.keys(invalid))('are refused with a bad %s', async (member) => {
    const input = await newCategory();
    for (const value of invalid[member] ?? []) {
      const { status, body } = await send('POST', route, { json: { ...input, [member]: value } });
      expect([value, status, body.errors[0]?.code]).toEqual([value, 422, 'VALIDATION_FAILED']);
      expect(body.errors[0]?.field).toBe(member);
    }
  });
});
