import { describe, expect, it } from 'vitest';
import { send } from '../support/resources.ts';
import { newProduct } from '../support/resources/products.ts';

const route = '/api/v1/products';

/** Values that each member must refuse. */
const invalid: Readonly<Record<string, readonly unknown[]>> = {
  name: ['', 'x'.repeat(201), 42, 'a\u0000b'],
  description: ['x'.repeat(10_001), 42, 'a\u0000b'],
  price: ['abc', 12.5, '1.111', '-1'],
  stock: ['1', 1.5, 3_000_000_000, -1],
  isActive: ['true', 1],
  categoryId: ['not-a-uuid', 42],
};

describe('products', () => {
  it.each(Object.keys(invalid))('are refused with a bad %s', async (member) => {
    const input = await newProduct();
    for (const value of invalid[member] ?? []) {
      const { status, body } = await send('POST', route, { json: { ...input, [member]: value } });
      expect([value, status, body.errors[0]?.code]).toEqual([value, 422, 'VALIDATION_FAILED']);
      expect(body.errors[0]?.field).toBe(member);
    }
  });

  it.each([
    "'; drop table users; --",
    '<script>alert(1)</script>',
    '${7*7} {{7*7}} %00 %s',
    '\u202Eright to left \u{1F9EA} \u00E9',
    '../../etc/passwd',
  ])('keep %s as it is', async (text) => {
    const input = await newProduct();
    const { status, body } = await send('POST', route, { json: { ...input, name: text } });
    expect([status, body.data['name']]).toEqual([201, text]);
  });

  it('are the same however their letters were typed', async () => {
    const typed = 'Cafe\u0301 \u1112\u1161\u11AB';
    const input = await newProduct();
    const { body } = await send('POST', route, { json: { ...input, name: typed } });
    expect(body.data['name']).toBe('Caf\u00E9 \uD55C');
  });
});
