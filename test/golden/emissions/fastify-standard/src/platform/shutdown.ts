import { setTimeout as sleep } from 'node:timers/promises';
import type { Drain } from './http/drain.ts';
import type { Platform } from './platform.ts';

interface ShutdownOptions {
  readonly platform: Platform;
  readonly drain: Drain;
  readonly server: { close(): Promise<void> };
}

/**
 * Stops without losing a request: readiness fails and answers carry `Connection: close`, while the listener stays open
 * for SHUTDOWN_GRACE seconds; then it closes, requests under way are answered, and last the pools close.
 */
const shutDown = async ({ platform, drain, server }: ShutdownOptions): Promise<void> => {
  drain.begin();
  await sleep(platform.env.SHUTDOWN_GRACE * 1000);
  await server.close();
  await platform.close();
};

/** A signal that comes again within this time is the same one: a terminal also tells the package manager, which passes it on. */
const REPEAT_MS = 1000;

/**
 * Ends the process in an orderly way on these signals, with exit code 0. It exits with 1 when that takes longer than
 * SHUTDOWN_TIMEOUT, and at once when somebody signals again. An error that nobody caught ends the process at once too:
 * nothing more can be answered from a state that cannot be trusted any more.
 */
export const shutDownOn = (signals: readonly NodeJS.Signals[], options: ShutdownOptions): void => {
  const { drain, platform } = options;
  const { logger, env } = platform;
  let signalledAt: number | undefined;

  const stop = async (): Promise<void> => {
    if (drain.begun) process.exit(1);
    setTimeout(() => {
      logger.error('stopping took too long: requests under way are cut off');
      process.exit(1);
    }, env.SHUTDOWN_TIMEOUT * 1000).unref();
    try {
      await shutDown(options);
      logger.info('stopped');
      process.exit(0);
    } catch (err) {
      logger.error({ err }, 'stopping failed');
      process.exit(1);
    }
  };

  for (const signal of signals) {
    process.on(signal, () => {
      const now = performance.now();
      if (signalledAt !== undefined && now - signalledAt < REPEAT_MS) return;
      signalledAt ??= now;
      logger.info({ signal }, drain.begun ? 'stopping at once' : 'stopping');
      void stop();
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (err: unknown) => {
      logger.fatal({ err }, event);
      process.exit(1);
    });
  }
};
