import { z } from 'zod';
import { origins } from '../platform/http/cors.ts';
import { trustedProxies } from '../platform/http/trusted-proxies.ts';
import {
  flag,
  milliseconds,
  nonNegativeTimeout,
  oneOf,
  port,
  positiveInteger,
  text,
  timeout,
  url,
} from './variables.ts';

/** Every variable the backend reads. `.env.example` says what each is for. */
export const environmentSchema = z.object({
  // Process
  NODE_ENV: oneOf(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DATA_DIR: text().default('.data'),
  SHUTDOWN_GRACE: nonNegativeTimeout().default(1),
  SHUTDOWN_TIMEOUT: timeout().default(25),
  // HTTP
  HOST: text().default('127.0.0.1'),
  PORT: port().default(3000),
  CORS_ORIGINS: origins().prefault(''),
  TRUST_PROXY: trustedProxies().prefault(''),
  // HTTP limits
  BODY_LIMIT: positiveInteger().default(102400),
  REQUEST_TIMEOUT: timeout().default(20),
  KEEP_ALIVE_TIMEOUT: timeout().default(75),
  MAX_CONNECTIONS: positiveInteger().default(10000),
  // Database
  DATABASE_URL: url(['postgres', 'postgresql']).optional(),
  DATABASE_MIGRATION_URL: url(['postgres', 'postgresql']).optional(),
  DATABASE_POOL_MAX: positiveInteger().default(10),
  DATABASE_CONNECT_TIMEOUT_MS: milliseconds().default(1000),
  DATABASE_STATEMENT_TIMEOUT_MS: milliseconds().default(5000),
  DATABASE_LOCK_TIMEOUT_MS: milliseconds().default(2000),
  DATABASE_SLOW_QUERY_MS: milliseconds().default(200),
  DATABASE_PREPARED_STATEMENTS: flag().default(true),
});

/** Variables that have to be given in production. */
export const requiredInProduction: readonly string[] = ['DATABASE_URL'];

/** Switches that cannot be off in production. */
export const onInProduction: readonly string[] = [];

/** Secrets, and the fewest characters each may have in production. */
export const secretLengths: Readonly<Record<string, number>> = {};
