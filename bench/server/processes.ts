import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a server is started. It listens on the port in `PORT`. */
export interface ServerCommand {
  readonly name: string;
  readonly cwd: string;
  /** Arguments of Node.js. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once requests can be served. */
  readonly readyPath: string;
}

/** A server in a process of its own. */
export interface RunningServer {
  readonly name: string;
  readonly url: string;
  /** From the start of the process to the first 200, in milliseconds. */
  readonly startMs: number;
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
}

const START_TIMEOUT_MS = 30_000;

/** A port that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port to listen on.');
  return address.port;
};

/** Whether a URL answers 200. */
export const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
};

/** Starts a server and waits until it is ready. @throws Error when it is not within 30 seconds */
export const startServer = async ({ name, cwd, args, env, readyPath }: ServerCommand): Promise<RunningServer> => {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${String(port)}`;
  while (!(await answers(url + readyPath))) {
    if (child.exitCode !== null || performance.now() - begin > START_TIMEOUT_MS) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not become ready.`);
    }
    await sleep(2);
  }
  return { name, url, startMs: performance.now() - begin, child, exited };
};

/** Ends a server and waits for its end. @returns its exit code */
export const stopServer = async ({ child, exited }: RunningServer): Promise<number | null> => {
  child.kill('SIGTERM');
  return exited;
};

/** Resident memory of a server in MB. */
export const memoryOf = ({ child }: RunningServer): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024;

/** Linux counts the time of a process in hundredths of a second: fields 14 and 15 of proc_pid_stat(5). */
const TICK_MS = 10;

/** How long a server has kept a CPU busy so far, in milliseconds; `NaN` where the system does not tell. */
export const cpuOf = ({ child }: RunningServer): number => {
  try {
    const stat = readFileSync(`/proc/${String(child.pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
};
