import { describe, expect, it } from 'vitest';
import { send } from '../support/resources.ts';
import { newNote } from '../support/resources/notes.ts';

const route = '/api/v1/notes';

/** Values that each member must refuse. */
const invalid: Readonly<Record<string, readonly unknown[]>> = {
  title: ['', 'x'.repeat(201), 42, 'a\u0000b'],
  body: ['x'.repeat(10_001), 42, 'a\u0000b'],
  isPinned: ['true', 1],
};

describe('notes', () => {
  it.each(Object.keys(invalid))('are refused with a bad %s', async (member) => {
    const input = await newNote();
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
    const input = await newNote();
    const { status, body } = await send('POST', route, { json: { ...input, title: text } });
    expect([status, body.data['title']]).toEqual([201, text]);
  });

  it('are the same however their letters were typed', async () => {
    const typed = 'Cafe\u0301 \u1112\u1161\u11AB';
    const input = await newNote();
    const { body } = await send('POST', route, { json: { ...input, title: typed } });
    expect(body.data['title']).toBe('Caf\u00E9 \uD55C');
  });
});
