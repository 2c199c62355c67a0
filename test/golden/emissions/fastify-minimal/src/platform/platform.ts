import type { Environment } from '../config/environment.ts';
import { systemClock, type Clock } from './clock.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import { Resources } from './resources.ts';
import { HealthChecks } from './health/health.ts';
import { openDatabasePool, type DatabasePool } from './database/open-database-pool.ts';
import { createDatabase, type Db } from './database/database.ts';

/** What every module builds on. Made once at start; modules take what they need of it. */
export interface Platform {
  readonly env: Environment;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly health: HealthChecks;
  readonly databasePool: DatabasePool;
  readonly database: Db;
  /** Closes everything the platform opened, in the opposite order. */
  close(): Promise<void>;
}

/** What tests put in place of the real thing. */
export interface PlatformOverrides {
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** Opens the parts in the order in which they build on each other. What has to be closed is handed to `resources`. */
const openParts = async (
  env: Environment,
  { logger = createLogger(env), clock = systemClock }: PlatformOverrides,
  resources: Resources,
): Promise<Omit<Platform, 'close'>> => {
  const health = new HealthChecks(logger);
  const databasePool = resources.own(await openDatabasePool({ env, logger, health }));
  const database = createDatabase({ pool: databasePool });
  return { env, logger, clock, health, databasePool, database };
};

/**
 * Opens everything the backend needs. When one part fails to open, those before it are closed again.
 *
 * @throws what the failing part throws
 */
export const createPlatform = async (env: Environment, overrides: PlatformOverrides = {}): Promise<Platform> => {
  const resources = new Resources();
  try {
    const parts = await openParts(env, overrides, resources);
    return { ...parts, close: () => resources.close() };
  } catch (error) {
    await resources.close();
    throw error;
  }
};
