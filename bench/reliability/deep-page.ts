import { z } from 'zod';
import { load } from '../server/load.ts';
import { startServer, stopServer, type ServerCommand } from '../server/processes.ts';

const CONNECTIONS = 10;
const list = '/api/v1/products?limit=20';
const sort = 'createdAt';

const page = z.object({
  meta: z.object({ _links: z.object({ next: z.object({ href: z.string() }).optional() }) }),
});

const nextOf = async (url: string): Promise<string> => {
  const { meta } = page.parse(await (await fetch(url)).json());
  if (meta._links.next === undefined) throw new Error(`${url} has no next page.`);
  return meta._links.next.href;
};

const cursorParts = z.tuple([z.string(), z.literal(1), z.unknown(), z.string()]);

/** The path of the last page: nobody walks there, so the cursor of the first page in the opposite order is turned. */
const lastPage = async (url: string): Promise<string> => {
  const [, query = ''] = (await nextOf(`${url}${list}&sort=-${sort}`)).split('?', 2);
  const text = Buffer.from(new URLSearchParams(query).get('cursor') ?? '', 'base64url').toString();
  const [, ...position] = cursorParts.parse(JSON.parse(text));
  const cursor = Buffer.from(JSON.stringify([sort, ...position])).toString('base64url');
  return `${list}&sort=${sort}&cursor=${cursor}`;
};

/** Reads the first and the last page of a long list. @returns the times of both, and their ratio */
export const readDeep = async (command: ServerCommand, seconds: number): Promise<string> => {
  const server = await startServer(command);
  try {
    const first = `${list}&sort=${sort}`;
    const last = await lastPage(server.url);
    const time = async (path: string): Promise<number> =>
      (await load(server, [{ method: 'GET', path }], { connections: CONNECTIONS, seconds })).p50;
    await time(first);
    const [near, deep] = [await time(first), await time(last)];
    return `${near.toFixed(1)} ms → ${deep.toFixed(1)} ms: ${(deep / near).toFixed(2)} times as long`;
  } finally {
    await stopServer(server);
  }
};
