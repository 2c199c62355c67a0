import { isDeepStrictEqual } from 'node:util';
import type { RunningServer } from './processes.ts';

/** What is another value in every answer, or in every server, for the same work. */
const volatile: ReadonlySet<string> = new Set(['requestId', 'timestamp', 'nextCursor', 'next']);

const settled = (name: string, value: unknown): unknown => (volatile.has(name) ? typeof value : value);

const bodyOf = async (url: string): Promise<unknown> => JSON.parse(await (await fetch(url)).text(), settled);

/**
 * Makes sure that the servers answer with the same bodies: a ratio between servers of which one does less says nothing.
 *
 * @throws Error that names the first server with another body
 */
export const assertSameBodies = async (servers: readonly RunningServer[], paths: readonly string[]): Promise<void> => {
  const [first, ...others] = servers;
  if (first === undefined) return;
  for (const path of paths) {
    const body = await bodyOf(first.url + path);
    for (const { name, url } of others) {
      if (!isDeepStrictEqual(await bodyOf(url + path), body)) {
        throw new Error(`${path}: ${name} does not answer what ${first.name} does.`);
      }
    }
  }
};
