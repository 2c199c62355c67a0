import { describe, expect, it } from 'vitest';
import { create, idsAt, itemsAt, send, unique, type Resource } from '../support/resources.ts';
import { newNote, someNote } from '../support/resources/notes.ts';

const route = '/api/v1/notes';
const unknownId = '00000000-0000-7000-8000-000000000000';
const sorts = ['title', '-title', 'createdAt', '-createdAt'];

describe('lists of notes', () => {
  it.each(sorts)('are listed by %s', async (sort) => {
    const { status, body } = await send<readonly Resource[]>('GET', `${route}?limit=2&sort=${sort}`);
    expect([status, body.meta.sort, body.meta.pagination?.limit]).toEqual([200, sort, 2]);
    expect(body.data.every((item) => item._links['self']?.href === `${route}/${item.id}`)).toBe(true);
  });

  it('are paged by the longest title', async () => {
    const longest = [unique(), unique()].map((n) => `${'\u6f22'.repeat(193)}${n}`);
    for (const text of longest) {
      const input = await newNote();
      await create(route, { ...input, title: text });
    }
    const path = `${route}?limit=1&sort=-title`;
    const { body } = await send<readonly Resource[]>('GET', path);
    expect(await idsAt(body.meta._links?.['next']?.href ?? '')).toHaveLength(1);
  });

  it('are not found by an unknown id', async () => {
    const { status } = await send('GET', `${route}/${unknownId}`);
    expect(status).toBe(404);
  });

  it('are narrowed by isPinned', async () => {
    const { id, isPinned: value } = await someNote();
    await create(route, { ...(await newNote()), isPinned: value !== true });
    const query = new URLSearchParams({ limit: '100', isPinned: String(value) });
    const found = await itemsAt(`${route}?${query.toString()}`);
    expect(found.map((item) => item.id)).toContain(id);
    expect(found.filter((item) => item['isPinned'] !== value)).toEqual([]);
  });

  it('are found by their words', async () => {
    const input = await newNote();
    const { body } = await send('POST', route, { json: input });
    const words = new URLSearchParams({ limit: '100', q: input.title });
    expect(await idsAt(`${route}?${words.toString()}`)).toContain(body.data.id);
    expect(await idsAt(`${route}?q=nosuchwordanywhere`)).toEqual([]);
  });

  it.each(['-without', 'with or -without', '!'])('are not searched without a word to find: %s', async (q) => {
    const { status, body } = await send('GET', `${route}?${new URLSearchParams({ q }).toString()}`);
    expect([status, body.errors[0]?.code, body.errors[0]?.field]).toEqual([422, 'VALIDATION_FAILED', 'q']);
  });
});
