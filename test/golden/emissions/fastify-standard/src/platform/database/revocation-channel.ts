import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import pg from 'pg';

import type { Logger } from '../logging/logger.ts';
import type { Revocation, Revocations, RevocationSubscriber } from '../revocation.ts';
import type { Db, Transaction } from './database.ts';
import { inTransaction } from './transaction.ts';

export type { Revocations } from '../revocation.ts';

const CHANNEL = 'revocations';
const RECONNECT_MS = 500;
/** A broken connection goes unnoticed for twice this long at most. */
const BEAT_MS = 2000;

/** Runs a transaction whose revocations reach all processes when it commits, and none when it does not. */
export const withRevocations = async <Result>(
  { database, revocations }: { database: Db; revocations: Revocations },
  work: (transaction: Transaction, revoke: (revocation: Revocation) => Promise<void>) => Promise<Result>,
): Promise<Result> => {
  let revoked: Revocation[] = [];
  const result = await inTransaction(database, (transaction) => {
    // It may be run again, and what was rolled back revokes nothing.
    revoked = [];
    return work(transaction, async (revocation) => {
      revoked.push(revocation);
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(revocation)})`.execute(transaction);
    });
  });
  // The notification comes back to this process too, but the next request may be faster.
  for (const revocation of revoked) revocations.announce(revocation);
  return result;
};

/** Revocations only: the beats of other processes, and whatever else is sent here, mean nothing. */
const parse = (payload: string): Revocation | undefined => {
  try {
    const value: unknown = JSON.parse(payload);
    if (typeof value !== 'object' || value === null) return undefined;
    if ('userId' in value && typeof value.userId === 'string') return { userId: value.userId };
    if ('sessionId' in value && typeof value.sessionId === 'string') return { sessionId: value.sessionId };
    return undefined;
  } catch {
    return undefined;
  }
};

/**
 * Revocations over LISTEN / NOTIFY on a connection of its own. It sends itself a beat over the same channel: one that
 * does not come back shows a broken connection, and also a pooler in between that does not pass notifications on. The
 * beat goes by a second connection, as the revocations of others do: what a connection sends itself, it hears with the
 * answer, also through such a pooler. Not by the pool: a queue there must not add to itself by ending what is remembered.
 */
class RevocationChannel implements Revocations {
  live = false;
  readonly #subscribers: RevocationSubscriber[] = [];
  readonly #url: string;
  readonly #logger: Logger;
  readonly #speaker: pg.Pool;
  readonly #ownBeat = randomUUID();
  #heard = true;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** Whether the log says that it is lost: one line, however often it tries to come back. */
  #reportedLost = false;

  constructor(url: string, logger: Logger) {
    this.#url = url;
    this.#logger = logger;
    const limits = { max: 1, connectionTimeoutMillis: BEAT_MS, query_timeout: BEAT_MS, keepAlive: true };
    this.#speaker = new pg.Pool({ connectionString: url, ...limits });
    // The next beat shows it, and an error that nobody listens to ends the process.
    this.#speaker.on('error', () => undefined);
  }

  subscribe(subscriber: RevocationSubscriber): void {
    this.#subscribers.push(subscriber);
  }

  announce(revocation: Revocation): void {
    for (const subscriber of this.#subscribers) subscriber.revoked(revocation);
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: BEAT_MS,
      query_timeout: BEAT_MS,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', (error) => {
      this.#lost(client, error);
    });
    client.on('end', () => {
      this.#lost(client);
    });
    client.on('notification', ({ payload }) => {
      if (client === this.#client) this.#received(payload ?? '');
    });
    try {
      await client.connect();
      await client.query('listen revocations');
      this.#heard = true;
      this.#beat(client);
    } catch (error) {
      this.#lost(client, error);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.live = false;
    clearTimeout(this.#timer);
    await Promise.allSettled([this.#client?.end(), this.#speaker.end()]);
  }

  #received(payload: string): void {
    if (payload === this.#ownBeat) {
      this.#heard = true;
      if (!this.live) this.#missed();
      this.live = true;
      if (this.#reportedLost) this.#logger.info('revocation channel is back');
      this.#reportedLost = false;
      return;
    }
    const revocation = parse(payload);
    if (revocation) this.announce(revocation);
  }

  #missed(): void {
    for (const subscriber of this.#subscribers) subscriber.missed();
  }

  #beat(client: pg.Client): void {
    if (client !== this.#client) return;
    if (!this.#heard) {
      this.#lost(client, new Error('The last beat did not come back in time.'));
      return;
    }
    this.#heard = false;
    // Not when it was sent, which may take as long: two beats are all the time there is.
    this.#schedule(BEAT_MS, () => {
      this.#beat(client);
    });
    this.#speaker.query('select pg_notify($1, $2)', [CHANNEL, this.#ownBeat]).catch((error: unknown) => {
      this.#lost(client, error);
    });
  }

  #lost(client: pg.Client, error?: unknown): void {
    if (client !== this.#client || this.#closed) return;
    this.live = false;
    this.#client = undefined;
    if (!this.#reportedLost) {
      const message = 'revocation channel lost: accounts are read from the database until it is back';
      this.#logger.warn({ err: error }, message);
    }
    this.#reportedLost = true;
    client.end().catch(() => undefined);
    this.#schedule(RECONNECT_MS, () => void this.connect());
  }

  #schedule(delayMs: number, task: () => void): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(task, delayMs).unref();
  }
}

/** Opens the channel. When the database is away it keeps trying; nothing is remembered until it is there. */
export const createRevocations = async ({ url, logger }: { url: string; logger: Logger }): Promise<Revocations> => {
  const channel = new RevocationChannel(url, logger);
  await channel.connect();
  return channel;
};
