import { z } from 'zod';
import { signingKeys } from '../platform/crypto/signing-key.ts';
import { origins } from '../platform/http/cors.ts';
import { trustedProxies } from '../platform/http/trusted-proxies.ts';
import {
  duration,
  flag,
  mailbox,
  milliseconds,
  nonNegativeInteger,
  nonNegativeTimeout,
  oneOf,
  port,
  positiveInteger,
  secret,
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
  PUBLIC_URL: url(['http', 'https']).default('http://localhost:3000'),
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
  // Mail
  MAIL_URL: url(['smtp', 'smtps', 'file']).optional(),
  MAIL_FROM: mailbox().default('Backend <no-reply@localhost>'),
  // Metrics
  METRICS_PORT: port().optional(),
  METRICS_TOKEN: secret().optional(),
  // Overload
  OVERLOAD_MAX_IN_FLIGHT: positiveInteger().default(100),
  OVERLOAD_MAX_WAITING: nonNegativeInteger().default(2000),
  OVERLOAD_MAX_EVENT_LOOP_DELAY: positiveInteger().default(200),
  // Redis
  REDIS_URL: url(['redis', 'rediss']).optional(),
  // Rate limits
  RATE_LIMIT_ENABLED: flag().default(true),
  RATE_LIMIT_ANONYMOUS: positiveInteger().default(300),
  RATE_LIMIT_USER: positiveInteger().default(600),
  RATE_LIMIT_AUTH: positiveInteger().default(60),
  // Log-in throttling
  LOGIN_ATTEMPTS_PER_ACCOUNT: positiveInteger().default(5),
  LOGIN_ATTEMPTS_PER_ADDRESS: positiveInteger().default(20),
  LOGIN_ATTEMPTS_WINDOW: timeout().default(900),
  LOGIN_ATTEMPTS_LONGEST_BLOCK: timeout().default(3600),
  // Accounts
  PASSWORD_MIN_LENGTH: positiveInteger().default(12),
  PASSWORD_HASH_CONCURRENCY: positiveInteger().default(2),
  PASSWORD_HASH_QUEUE: positiveInteger().default(64),
  SESSION_TTL: duration().default(2592000),
  SEED_PASSWORD: text().optional(),
  // Access tokens
  JWT_KEYS: signingKeys().optional(),
  JWT_ISSUER: text().optional(),
  JWT_AUDIENCE: text().default('api'),
  JWT_ACCESS_TTL: duration().default(900),
  JWT_REFRESH_TTL: duration().default(604800),
});

/** Variables that have to be given in production. */
export const requiredInProduction: readonly string[] = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'MAIL_URL',
  'MAIL_FROM',
  'JWT_KEYS',
];

/** Switches that cannot be off in production. */
export const onInProduction: readonly string[] = ['RATE_LIMIT_ENABLED'];

/** Secrets, and the fewest characters each may have in production. */
export const secretLengths: Readonly<Record<string, number>> = { METRICS_TOKEN: 32 };
