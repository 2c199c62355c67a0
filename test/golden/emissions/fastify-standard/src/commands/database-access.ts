import type { z } from 'zod';
import { loadVariables } from '../config/environment.ts';
import { environmentSchema } from '../config/schema.ts';
import type { Source } from '../config/source.ts';
import { createDatabase, type Db } from '../platform/database/database.ts';
import { locateDatabase, type DatabaseLocation } from '../platform/database/open-database-pool.ts';
import { DatabasePool } from '../platform/database/pool.ts';
import { createLogger } from '../platform/logging/logger.ts';

/** All that a command needs to reach the database: a job that migrates gets none of the secrets of the server. */
const databaseSchema = environmentSchema.pick({
  NODE_ENV: true,
  LOG_LEVEL: true,
  DATA_DIR: true,
  DATABASE_URL: true,
  DATABASE_MIGRATION_URL: true,
});

export type DatabaseEnvironment = z.infer<typeof databaseSchema>;

/** @throws EnvironmentError with a line for each of these variables that is missing or wrong */
export const loadDatabaseEnvironment = (source: Source): DatabaseEnvironment => loadVariables(databaseSchema, source);

/** Finds the server, and lets go of it when `work` is done. @throws EnvironmentError, and what `work` throws */
export const withServer = async <Result>(
  env: DatabaseEnvironment,
  say: (line: string) => void,
  work: (server: DatabaseLocation) => Promise<Result>,
): Promise<Result> => {
  const server = await locateDatabase(env, say);
  try {
    return await work(server);
  } finally {
    await server.release?.();
  }
};

/** Does `work` over one connection, with more time for a statement than the server has. @throws what `work` throws */
export const withDatabase = async <Result>(
  env: DatabaseEnvironment,
  url: string,
  work: (db: Db) => Promise<Result>,
): Promise<Result> => {
  const logger = createLogger(env);
  const limits = {
    max: 1,
    connectTimeoutMs: 5000,
    statementTimeoutMs: 30_000,
    slowQueryMs: 30_000,
    lockTimeoutMs: 5000,
  };
  const pool = new DatabasePool({ ...limits, url, logger, preparedStatements: false });
  try {
    return await work(createDatabase({ pool }));
  } finally {
    await pool.close();
  }
};
