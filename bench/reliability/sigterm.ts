import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer, type ServerCommand } from '../server/processes.ts';

const CLIENTS = 50;
const LOAD_MS = 1000;

interface Reply {
  readonly status: number;
  /** The server asked to open the next connection elsewhere. */
  readonly last: boolean;
}

const ask = (url: string, agent: Agent): Promise<Reply> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, last: response.headers.connection === 'close' });
      });
    }).once('error', reject);
  });

/** A client that asks without a pause on one connection until the server sends it away. */
const keepAsking = async (url: string): Promise<{ answered: number; failed: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let answered = 0;
  try {
    for (;;) {
      const { status, last } = await ask(url, agent);
      if (status !== 200) return { answered, failed: 1 };
      answered += 1;
      if (last) return { answered, failed: 0 };
    }
  } catch {
    return { answered, failed: 1 };
  } finally {
    agent.destroy();
  }
};

/** Stops a server under busy keep-alive clients. @returns how many of their requests failed, and how it ended */
export const stopUnderLoad = async (command: ServerCommand, path: string): Promise<string> => {
  const server = await startServer(command);
  const clients = Array.from({ length: CLIENTS }, () => keepAsking(server.url + path));
  await sleep(LOAD_MS);
  server.child.kill('SIGTERM');
  const begin = performance.now();
  const results = await Promise.all(clients);
  const exitCode = await server.exited;
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const sum = (member: 'answered' | 'failed'): number => results.reduce((total, result) => total + result[member], 0);
  return `${String(sum('failed'))} of ${String(sum('answered') + sum('failed'))} requests failed; exit code ${String(exitCode)} after ${seconds} s`;
};
