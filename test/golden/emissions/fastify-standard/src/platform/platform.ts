import type { Environment } from '../config/environment.ts';
import { systemClock, type Clock } from './clock.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import { Resources } from './resources.ts';
import { HealthChecks } from './health/health.ts';
import { openDatabasePool, type DatabasePool } from './database/open-database-pool.ts';
import { createDatabase, type Db } from './database/database.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createRedis, type RedisConnection } from './redis/redis.ts';
import { createRateLimits, type RateLimits } from './rate-limit/rate-limits.ts';
import { createConfirmationAttempts, createLoginAttempts, type AttemptLimiter } from './rate-limit/attempt-limiter.ts';
import { createNoticeLimiter, type NoticeLimiter } from './rate-limit/notice-limiter.ts';
import { createIdempotency, type Idempotency } from './idempotency/idempotency.ts';
import { createAuditLog, type AuditLog } from './audit/database-audit-log.ts';
import { createOverloadGuard, type OverloadGuard } from './overload/overload-guard.ts';
import { createRevocations, type Revocations } from './database/revocation-channel.ts';
import { createPurge, type Purge } from './database/expired-rows.ts';
import { createBackgroundTasks, type BackgroundTasks } from './background-tasks.ts';
import { createPasswordHasher, type PasswordHasher } from './crypto/password-hasher.ts';
import { createSigningKeys, type SigningKeys } from './crypto/signing-keys.ts';
import { createAccessTokens, type AccessTokens } from './crypto/access-tokens.ts';

/** What every module builds on. Made once at start; modules take what they need of it. */
export interface Platform {
  readonly env: Environment;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly health: HealthChecks;
  readonly databasePool: DatabasePool;
  readonly database: Db;
  readonly mailer: Mailer;
  readonly metrics: Metrics;
  readonly redis: RedisConnection;
  readonly rateLimits: RateLimits;
  readonly loginAttempts: AttemptLimiter;
  readonly confirmationAttempts: AttemptLimiter;
  readonly notices: NoticeLimiter;
  readonly idempotency: Idempotency;
  readonly auditLog: AuditLog;
  readonly overload: OverloadGuard;
  readonly revocations: Revocations;
  readonly purge: Purge;
  readonly background: BackgroundTasks;
  readonly passwords: PasswordHasher;
  readonly signingKeys: SigningKeys;
  readonly accessTokens: AccessTokens;
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
  const mailer = resources.own(createMailer({ env, logger }));
  const metrics = createMetrics({ databasePool });
  const redis = resources.own(await createRedis({ env, logger }));
  const rateLimits = createRateLimits({ env, redis });
  const loginAttempts = createLoginAttempts({ env, redis });
  const confirmationAttempts = createConfirmationAttempts({ env, redis });
  const notices = createNoticeLimiter({ redis });
  const idempotency = resources.own(createIdempotency({ database, clock, logger }));
  const auditLog = createAuditLog({ database, clock });
  const overload = resources.own(createOverloadGuard({ env }));
  const revocations = resources.own(await createRevocations({ url: databasePool.url, logger }));
  const purge = resources.own(createPurge({ database, clock, logger }));
  const background = resources.own(createBackgroundTasks({ logger }));
  const passwords = createPasswordHasher({
    concurrency: env.PASSWORD_HASH_CONCURRENCY,
    queue: env.PASSWORD_HASH_QUEUE,
  });
  const signingKeys = createSigningKeys({ env, clock });
  const accessTokens = createAccessTokens({ env, signingKeys });
  return {
    env,
    logger,
    clock,
    health,
    databasePool,
    database,
    mailer,
    metrics,
    redis,
    rateLimits,
    loginAttempts,
    confirmationAttempts,
    notices,
    idempotency,
    auditLog,
    overload,
    revocations,
    purge,
    background,
    passwords,
    signingKeys,
    accessTokens,
  };
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
