import { operations } from './operations.ts';
import { request } from './client.ts';

/*
 * Routes of this backend that anybody may call, found by asking: the tests of what all routes have in common run
 * against whatever modules there are.
 */

interface Resource {
  readonly id: string;
  readonly _links: { readonly self: { readonly href: string } };
}

const find = async <Item>(
  items: readonly Item[],
  test: (item: Item) => Promise<boolean>,
): Promise<Item | undefined> => {
  for (const item of items) if (await test(item)) return item;
  return undefined;
};

/** The path of a collection that anybody may read. Fails without one. */
export const publicCollection = async (): Promise<string> => {
  const candidates = operations.filter(({ method, path, success }) => {
    return method === 'GET' && success.collection === true && !path.includes('{');
  });
  const found = await find(candidates, async ({ path }) => (await request('GET', path)).status === 200);
  if (!found) throw new Error('No collection can be read by everybody.');
  return found.path;
};

/** The path of a seeded resource that anybody may read: the oldest, which no other test deletes. Fails without one. */
export const publicResource = async (): Promise<string> => {
  const { body } = await request<readonly Resource[]>('GET', `${await publicCollection()}?limit=1&sort=createdAt`);
  const [first] = body.data;
  if (!first) throw new Error('The collection is empty: seed the database.');
  return first._links.self.href;
};

/** The path of a POST with a body that anybody may send, or nothing. */
export const publicBodyRoute = async (): Promise<string | undefined> => {
  const candidates = operations.filter(({ method, path, body }) => method === 'POST' && body && !path.includes('{'));
  const json = { 'content-type': 'application/json' };
  const found = await find(candidates, async ({ path }) => {
    const { status } = await request('POST', path, { raw: '{', headers: json });
    return status === 400;
  });
  return found?.path;
};
