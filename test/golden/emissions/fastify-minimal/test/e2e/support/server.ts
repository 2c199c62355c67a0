import { spawn, type ChildProcess } from 'node:child_process';
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
  /** What it wrote last: log lines, and whatever else. */
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

/** Characters kept of the output: a load test makes the server write for as long as it runs. */
const MOST_OUTPUT = 1_000_000;

/** Starts the built server, with the limits it has in production, and waits until it listens, be it ready or not. */
export const launchServer = async (
  database: DatabaseAddress,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> => {
  const child = spawn(process.execPath, startArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      // A port of the system's choice: one that was free a moment ago may be another server's by now.
      PORT: '0',
      DATABASE_URL: database.url,
      RATE_LIMIT_ENABLED: 'false',
      ...environment,
    },
  });
  const server = handleOf(child);
  return { ...server, url: await untilListening(server) };
};

const handleOf = (child: ChildProcess): Omit<RunningServer, 'url'> => {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-MOST_OUTPUT);
    });
  }
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  return {
    exited,
    output: () => output,
    signal: (signal) => child.kill(signal),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};

/** The URL in the log line with a message, or nothing before it is written. */
export const urlIn = (output: string, message: string): string | undefined =>
  new RegExp(`"url":"([^"]+)","msg":"${message}"`).exec(output)?.[1];

const untilListening = async ({ exited, output, signal }: Omit<RunningServer, 'url'>): Promise<string> => {
  const end = Date.now() + START_TIMEOUT_MS;
  const ended = exited.then(() => true);
  for (;;) {
    const url = urlIn(output(), 'listening');
    if (url !== undefined) return url;
    if (Date.now() > end || (await Promise.race([ended, sleep(20, false)]))) break;
  }
  signal('SIGKILL');
  throw new Error(`The server does not listen. It wrote:\n${output()}`);
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
