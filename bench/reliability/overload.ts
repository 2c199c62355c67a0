import { load } from '../server/load.ts';
import { startServer, stopServer, type ServerCommand } from '../server/processes.ts';

const USUAL = 50;
const TIMES = 10;

/** Drives a server with its usual load, and with ten times that. @returns rates and latencies of both */
export const overload = async (command: ServerCommand, path: string, seconds: number): Promise<string> => {
  const server = await startServer(command);
  try {
    const requests = [{ method: 'GET' as const, path }];
    await load(server, requests, { connections: USUAL, seconds: 2 });
    const usual = await load(server, requests, { connections: USUAL, seconds });
    const heavy = await load(server, requests, { connections: USUAL * TIMES, seconds });
    const kept = ((heavy.requestsPerSecond / usual.requestsPerSecond) * 100).toFixed(0);
    return [
      `${kept} % of the rate kept (${usual.requestsPerSecond.toFixed(0)} → ${heavy.requestsPerSecond.toFixed(0)} a second)`,
      `p99 ${usual.p99.toFixed(0)} → ${heavy.p99.toFixed(0)} ms`,
      `${String(heavy.refused)} refused, ${String(heavy.failed)} failed`,
    ].join('; ');
  } finally {
    await stopServer(server);
  }
};
