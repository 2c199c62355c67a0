import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

import { systemCode } from './errors.ts';

/** Says which process holds something, so that another can tell whether it still runs. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** The moment the process started, in the kernel's own count; absent where the system does not tell. */
  readonly started?: string;
}

const FOREIGN_HOST_PATIENCE_MS = 10 * 60_000;
const CLOCK_TOLERANCE_MS = 5_000;

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  const started = statusOf(process.pid)?.started;
  return { pid: process.pid, host: hostname(), ...(started === undefined ? {} : { started }) };
}

/**
 * Whether the process that left its identity at `writtenAt` (milliseconds since the epoch) still runs. Process numbers
 * are used again, so the start is compared as well. Of another host, as in a container on a shared folder, nothing
 * can be known: it counts as running for ten minutes, many times what a run holds a lock without work.
 */
export function isRunning(identity: ProcessIdentity, writtenAt: number): boolean {
  if (identity.host !== hostname()) return Date.now() - writtenAt < FOREIGN_HOST_PATIENCE_MS;
  if (writtenAt < Date.now() - uptime() * 1000 - CLOCK_TOLERANCE_MS) return false;
  if (!isPresent(identity.pid)) return false;
  const status = statusOf(identity.pid);
  if (status === undefined) return true;
  return !status.isZombie && (identity.started === undefined || identity.started === status.started);
}

function isPresent(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return systemCode(error) === 'EPERM';
  }
}

/** What Linux tells of a process; fields as in proc(5), counted after the name, which may hold blanks. */
function statusOf(pid: number): { isZombie: boolean; started: string } | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    return started === undefined ? undefined : { isZombie: state === 'Z' || state === 'X', started };
  } catch {
    return undefined;
  }
}
