import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** The connection to Redis. Its client is `undefined` when no REDIS_URL is configured. */
export interface RedisConnection {
  readonly client: Redis | undefined;
  close(): Promise<void>;
}

export interface RedisOptions {
  readonly env: { readonly REDIS_URL?: string | undefined };
  readonly logger: Logger;
}

const CONNECT_TIMEOUT_MS = 1000;
const COMMAND_TIMEOUT_MS = 500;
const LONGEST_RECONNECT_DELAY_MS = 1000;
const REFUSAL_LOG_INTERVAL_MS = 60_000;

/**
 * Connects in the background. Nothing waits for Redis: a command fails at once while there is no connection, and after
 * half a second when there is no answer, so that callers can fall back instead of queueing. A connection that has been
 * silent for that long is given up, so that only the first commands wait for a server that hangs.
 */
export const createRedis = async ({ env, logger }: RedisOptions): Promise<RedisConnection> => {
  if (env.REDIS_URL === undefined) return { client: undefined, close: () => Promise.resolve() };
  // Loaded only here: a process without Redis saves its memory, and the time to load it.
  const { Redis: Client } = await import('ioredis');
  const logRefusal = refusalLog(logger);
  const client = new Client(env.REDIS_URL, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_RECONNECT_DELAY_MS),
    // The one place that every error reply passes: callers fall back and do not tell.
    reconnectOnError: (error) => {
      logRefusal(error);
      return false;
    },
  });
  logStateChanges(client, logger);
  return {
    client,
    close: async () => {
      // QUIT would wait for a server that does not answer; nothing that is stored there needs the last word.
      client.disconnect();
      await Promise.resolve();
    },
  };
};

/** One line when Redis goes and one when it comes back, however often the client tries in between. */
const logStateChanges = (client: Redis, logger: Logger): void => {
  let available: boolean | undefined;
  client.on('ready', () => {
    if (available === false) logger.info('Redis is back');
    available = true;
  });
  client.on('error', (error: Error) => {
    if (available !== false) logger.warn({ err: error }, 'Redis does not answer: each process counts for itself');
    available = false;
  });
};

/**
 * One line a minute while a server that answers refuses commands: its memory is full, it has become a replica, or this
 * user may not. To be told that it does not know a script yet is how ioredis learns to send it.
 */
const refusalLog = (logger: Logger): ((error: Error) => void) => {
  let loggedAt: number | undefined;
  return (error) => {
    if (error.message.startsWith('NOSCRIPT')) return;
    const now = performance.now();
    if (loggedAt !== undefined && now - loggedAt < REFUSAL_LOG_INTERVAL_MS) return;
    loggedAt = now;
    logger.warn({ err: error }, 'Redis refuses commands: each process counts for itself');
  };
};
