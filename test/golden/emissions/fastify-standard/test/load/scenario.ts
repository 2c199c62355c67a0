import type { Request } from 'autocannon';
import { z } from 'zod';

/** The collections that anybody may read, the most wanted first. */
const collections: readonly string[] = ['/api/v1/categories', '/api/v1/products'];

const page = z.object({ data: z.array(z.object({ id: z.string() })) });

const idsOf = async (url: string, collection: string): Promise<string[]> => {
  const response = await fetch(`${url}${collection}?limit=100`);
  return page.parse(await response.json()).data.map((item) => item.id);
};

/** What visitors do: mostly they look at single items, a third of the time they page through lists. */
export const scenario = async (url: string): Promise<Request[]> => {
  const requests: Request[] = [{ method: 'GET', path: '/health/live' }];
  for (const collection of collections) {
    const ids = await idsOf(url, collection);
    const items = ids.slice(0, 20).map((id): Request => ({ method: 'GET', path: `${collection}/${id}` }));
    const lists = ['?limit=20', '?limit=20&sort=-createdAt', '?limit=100'].map((query): Request => ({
      method: 'GET',
      path: `${collection}${query}`,
    }));
    requests.push(...items, ...lists, ...lists, ...lists);
  }
  return requests;
};
