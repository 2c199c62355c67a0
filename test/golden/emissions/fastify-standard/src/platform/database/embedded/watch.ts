import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.ts';
import type { EmbeddedServer } from './server.ts';

const pauseMs = 500;
const mostFailures = 10;

interface WatchOptions {
  readonly server: EmbeddedServer;
  /** Where the users of the server know it to be. */
  readonly port: number;
  /** To be held by whoever changes the server. */
  readonly lock: string;
  readonly isReleased: () => boolean;
  readonly say: (line: string) => void;
}

/**
 * Starts the server again when somebody ended it, such as the kernel for want of memory, until it is released. It keeps
 * no process alive, and gives up when the server does not start.
 */
export const watch = async ({ server, port, lock, isReleased, say }: WatchOptions): Promise<void> => {
  const restart = async (): Promise<void> => {
    // Another process that uses it may have been faster.
    if (isReleased() || server.isRunning()) return;
    await server.start(port);
    say(`Embedded PostgreSQL had ended, and was started again at 127.0.0.1:${port}`);
  };
  for (let failures = 0; failures < mostFailures;) {
    await sleep(pauseMs, undefined, { ref: false });
    if (isReleased()) return;
    if (server.isRunning()) continue;
    try {
      await withLock(lock, restart);
      failures = 0;
    } catch (error) {
      // What is left of the killed server may need a moment to end.
      failures += 1;
      if (failures === mostFailures) say(String(error));
    }
  }
};
