import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../server/postgres.ts';
import { answers, startServer, stopServer, type ServerCommand } from '../server/processes.ts';
import { median } from '../statistics.ts';

const OUTAGES = 5;
const CLIENTS = 10;
const OUTAGE_MS = 1000;

/** Keeps a server busy, and takes note of what it answers. */
const keepBusy = (url: string, statuses: Set<number>): (() => Promise<void>) => {
  const state = { busy: true };
  const client = async (): Promise<void> => {
    while (state.busy) {
      const response = await fetch(url);
      await response.arrayBuffer();
      statuses.add(response.status);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  return async () => {
    state.busy = false;
    await Promise.all(clients);
  };
};

/**
 * Ends the database under load, several times. Waits for it to accept connections again, which is what `pg_ctl` waits
 * for as well, before the time counts.
 * @returns how long the server needed afterwards, and what it answered in between
 */
export const recover = async (command: ServerCommand, path: string, cluster: Cluster): Promise<string> => {
  const server = await startServer(command);
  const statuses = new Set<number>();
  const stop = keepBusy(server.url + path, statuses);
  const times: number[] = [];
  for (let outage = 0; outage < OUTAGES; outage += 1) {
    await sleep(500);
    cluster.crash();
    await sleep(OUTAGE_MS);
    cluster.start();
    const back = performance.now();
    while (!(await answers(server.url + path))) await sleep(1);
    times.push(performance.now() - back);
  }
  await stop();
  const exitCode = await stopServer(server);
  const [typical, worst] = [median(times), Math.max(...times)].map((time) => time.toFixed(0));
  const seen = [...statuses].sort((a, b) => a - b).join(' and ');
  return `${String(typical)} ms, at worst ${String(worst)} ms; answers ${seen}; exit code ${String(exitCode)}`;
};
