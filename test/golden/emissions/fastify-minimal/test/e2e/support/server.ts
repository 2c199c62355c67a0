import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '../../../package.json' with { type: 'json' };
import { patience } from '../../support/patience.ts';

/** How a server reaches its database. */
export interface DatabaseAddress {
  readonly url: string;
  readonly migrationUrl: string;
}

/** A built server in a process of its own. */
export interface RunningServer {
  readonly url: string;
  /** What it wrote so far: log lines, and whatever else. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves with the exit code; `null` when a signal ended the process. */
  readonly exited: Promise<number | null>;
  /** Ends it with SIGTERM and waits. */
  stop(): Promise<void>;
}

/** What follows `node` in the command that starts the server in production. */
const startArguments = manifest.scripts.start.split(' ').slice(1);

const START_TIMEOUT_MS = 60_000;

/** A port that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port to listen on.');
  return address.port;
};

/** Starts the built server on a free port, with the limits it has in production, without waiting for it. */
export const launchServer = async (
  database: DatabaseAddress,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> => {
  const port = await freePort();
  const child = spawn(process.execPath, startArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: database.url,
      RATE_LIMIT_ENABLED: 'false',
      ...environment,
    },
  });
  return handleOf(child, `http://127.0.0.1:${port}`);
};

const handleOf = (child: ChildProcess, url: string): RunningServer => {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  return {
    url,
    exited,
    output: () => output,
    signal: (signal) => child.kill(signal),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};

const answers = async (url: string): Promise<boolean> => {
  try {
    const { ok } = await fetch(url);
    return ok;
  } catch {
    return false;
  }
};

/**
 * Waits until a path answers 2xx.
 *
 * @throws Error with the server's output when it does not within the time
 */
export const untilOk = async (server: RunningServer, path: string, timeoutMs = START_TIMEOUT_MS): Promise<void> => {
  const end = Date.now() + timeoutMs;
  while (!(await answers(server.url + path))) {
    if (Date.now() > end) throw new Error(`${path} was not answered in time. The server wrote:\n${server.output()}`);
    await sleep(50);
  }
};

/** Waits until a server is ready. @throws Error with its output when it ends before, or is not in time */
export const untilReady = async (server: RunningServer): Promise<void> => {
  const code = await Promise.race([untilOk(server, '/health/ready'), server.exited]);
  if (code !== undefined) throw new Error(`The server ended with code ${String(code)}:\n${server.output()}`);
};

/** Starts the built server with the patience of a test, and waits until it is ready. */
export const startServer = async (
  database: DatabaseAddress,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> => {
  const server = await launchServer(database, { ...patience, ...environment });
  await untilReady(server);
  return server;
};
