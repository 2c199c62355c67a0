import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './app/server.ts';
import { loadEnvironment } from './config/environment.ts';
import { Drain } from './platform/http/drain.ts';
import { createPlatform, type Platform } from './platform/platform.ts';
import { shutDownOn } from './platform/shutdown.ts';

/** Seconds between two tries of the start checks: the database may come up, or be migrated, after this process. */
const START_CHECK_INTERVAL = 1;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} Cause: ${reasonOf(error.cause)}`;
};

const completeStart = async ({ health, logger }: Platform, drain: Drain): Promise<void> => {
  let reported: string | undefined;
  while (!drain.begun && !health.started) {
    try {
      await health.completeStart();
    } catch (err) {
      const reason = reasonOf(err);
      if (reason !== reported) logger.warn({ err }, 'not ready yet');
      reported = reason;
      await sleep(START_CHECK_INTERVAL * 1000);
    }
  }
};

const serve = async (platform: Platform): Promise<void> => {
  const drain = new Drain();
  const server = await startServer(platform, drain);
  shutDownOn(['SIGTERM', 'SIGINT'], { platform, drain, server });
  platform.logger.info({ url: server.url }, 'listening');
  await completeStart(platform, drain);
  if (platform.health.started) platform.logger.info('ready');
};

const start = async (): Promise<void> => {
  const platform = await createPlatform(loadEnvironment());
  try {
    await serve(platform);
  } catch (error) {
    await platform.close();
    throw error;
  }
};

try {
  await start();
} catch (error) {
  process.stderr.write(`The server did not start. ${reasonOf(error)}\n`);
  process.exit(1);
}
