import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestContext } from '../../../src/platform/context.ts';
import { createDatabase, type Db } from '../../../src/platform/database/database.ts';
import { DatabasePool, type PoolOptions } from '../../../src/platform/database/pool.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';

/** Far above what a busy machine needs to connect again, and far below what nobody would wait for. */
const RECOVERY_MS = 5000;

describe('the pool', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  const opened: DatabasePool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterAll(async () => {
    await database.close();
  });

  beforeEach(async () => {
    proxy = new TcpProxy(database.url);
    await proxy.start();
  });

  afterEach(async () => {
    proxy.thaw();
    await proxy.stop();
    for (const pool of opened.splice(0)) await pool.close();
  });

  const open = (options: Partial<PoolOptions> = {}) => {
    const lines: string[] = [];
    const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
    const pool = new DatabasePool({
      url: proxy.through(database.url),
      logger,
      max: 2,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 5000,
      lockTimeoutMs: 2000,
      slowQueryMs: 1000,
      preparedStatements: true,
      ...options,
    });
    opened.push(pool);
    return { pool, db: createDatabase({ pool }), log: () => lines.join('') };
  };

  const answer = async (db: Db, value = 1): Promise<number | undefined> => {
    const { rows } = await sql<{ value: number }>`select ${value}::integer as value`.execute(db);
    return rows[0]?.value;
  };

  /** Milliseconds until a query works again. */
  const recovery = async (db: Db): Promise<number> => {
    const start = performance.now();
    while (performance.now() - start < RECOVERY_MS) {
      if ((await answer(db).catch(() => undefined)) === 1) return performance.now() - start;
      await sleep(10);
    }
    return Infinity;
  };

  /** Has the server end all connections, and waits until the pool has heard of it. */
  const terminate = async (log: () => string): Promise<void> => {
    await administer(database.adminUrl, (client) =>
      client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    );
    await expect.poll(log).toContain('database connection lost');
  };

  it('survives that the server ends its idle connection, and says so once', async () => {
    const { db, pool, log } = open();
    // The connection is not the request's that happens to open it.
    await requestContext.run({ requestId: 'a-request', traceId: 'its-trace' }, () => answer(db));
    await terminate(log);

    expect(log()).not.toContain('a-request');
    expect(await recovery(db)).toBeLessThan(RECOVERY_MS);
    await expect(pool.ping()).resolves.toBeUndefined();
    expect(log().match(/database connection lost/g)).toHaveLength(1);
  });

  it('survives that the server ends a connection between two queries of a transaction', async () => {
    const { db, log } = open();
    const work = db.transaction().execute(async (transaction) => {
      await answer(transaction);
      await terminate(log);
      await answer(transaction);
    });

    await expect(work).rejects.toBeInstanceOf(UnavailableError);
    expect(await recovery(db)).toBeLessThan(RECOVERY_MS);
  });

  it('gives a connection that the server has ended to nobody else', async () => {
    const { db } = open({ max: 1 });
    const ended = sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
    const waiting = answer(db);

    await expect(ended).rejects.toBeInstanceOf(UnavailableError);
    expect(await waiting).toBe(1);
  });

  it('asks no server again that has become a replica', async () => {
    const { db } = open({ max: 1 });
    await sql`set default_transaction_read_only = on`.execute(db);

    await expect(sql`create table notes (id integer)`.execute(db)).rejects.toBeInstanceOf(UnavailableError);
    const { rows } = await sql`show default_transaction_read_only`.execute(db);
    expect(rows).toEqual([{ default_transaction_read_only: 'off' }]);
  });

  it('answers UnavailableError while the server is down, and works as soon as it is back', async () => {
    const { db, pool } = open();
    await answer(db);
    await proxy.stop();

    const results = await Promise.allSettled(Array.from({ length: 10 }, () => answer(db)));
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'SERVICE_UNAVAILABLE' } });
    await expect(pool.ping()).rejects.toBeInstanceOf(UnavailableError);

    await proxy.start();
    expect(await recovery(db)).toBeLessThan(RECOVERY_MS);
  });

  it('answers UnavailableError whatever keeps it from connecting', async () => {
    const reasons = {
      '3D000': (url: URL) => void (url.pathname = '/no_such_database'),
      '28P01': (url: URL) => void (url.password = 'wrong'),
    };
    for (const [code, change] of Object.entries(reasons)) {
      const url = new URL(database.url);
      change(url);
      const { pool } = open({ url: url.href });
      await expect(pool.ping()).rejects.toBeInstanceOf(UnavailableError);
      await expect(pool.ping()).rejects.toMatchObject({ cause: { code } });
    }
  });

  it('answers UnavailableError while its database takes no connections', async () => {
    const { pool } = open();
    const name = new URL(database.url).pathname.slice(1);
    const admin = new URL(database.adminUrl);
    admin.pathname = '/postgres';
    const allow = (allowed: boolean) =>
      administer(admin.href, (client) => client.query(`alter database "${name}" allow_connections ${String(allowed)}`));
    await allow(false);
    try {
      await expect(pool.ping()).rejects.toBeInstanceOf(UnavailableError);
    } finally {
      await allow(true);
    }
    await expect(pool.ping()).resolves.toBeUndefined();
  });

  it('does not hang on a server that does not answer', async () => {
    const { db } = open({ statementTimeoutMs: 500 });
    await answer(db);
    proxy.freeze();

    const askedAt = performance.now();
    await expect(answer(db)).rejects.toBeInstanceOf(UnavailableError);
    expect(performance.now() - askedAt).toBeLessThan(30_000);
    proxy.thaw();
    expect(await recovery(db)).toBeLessThan(RECOVERY_MS);
    expect(await answer(db, 2)).toBe(2);
  });

  it('answers UnavailableError when no connection gets free in time', async () => {
    const { db, pool } = open({ max: 1, connectTimeoutMs: 1000 });

    await db.connection().execute(async () => {
      await expect(answer(db)).rejects.toBeInstanceOf(UnavailableError);
      expect(pool.statistics()).toMatchObject({ max: 1, total: 1, idle: 0 });
    });
  });

  it('ends statements that take too long, and keeps the connection', async () => {
    const { db, pool } = open({ max: 1, statementTimeoutMs: 500 });

    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toBeInstanceOf(UnavailableError);
    expect(pool.statistics().total).toBe(1);
    expect(await answer(db)).toBe(1);
  });

  it('waits for a lock, and lets a transaction wait for its next statement, for so long', async () => {
    const { db } = open({ lockTimeoutMs: 500, statementTimeoutMs: 1000 });
    const lock = sql`select pg_advisory_xact_lock(1)`;
    const holding = db.transaction().execute(async (transaction) => {
      await lock.execute(transaction);
      await expect(lock.execute(db)).rejects.toMatchObject({ cause: { code: '55P03' } });
      await sleep(2500);
      await answer(transaction);
    });

    await expect(holding).rejects.toBeInstanceOf(UnavailableError);
    expect(await answer(db)).toBe(1);
  });

  it('logs and counts slow queries, without their values', async () => {
    const { db, pool, log } = open();
    await sql`select pg_sleep(1.1), ${'personal data'}::text`.execute(db);
    await answer(db);
    await sql`select nothing`.execute(db).catch(() => undefined);

    expect(pool.statistics()).toMatchObject({ queries: 3, slowQueries: 1, failedQueries: 1 });
    expect(log()).toContain('slow query');
    expect(log()).toContain('pg_sleep');
    expect(log()).not.toContain('personal data');
  });

  it('keeps using prepared statements after a migration changed their table', async () => {
    const { db } = open({ max: 1 });
    const migrate = (statement: string): Promise<unknown> =>
      administer(database.adminUrl, (client) => client.query(statement));
    await migrate('create table notes (id integer); grant select on notes to public; insert into notes values (1)');
    const read = () => sql`select * from notes where id = ${1}`.execute(db).then(({ rows }) => rows);
    expect(await read()).toEqual([{ id: 1 }]);

    await migrate("alter table notes add column text text default 'new'");

    expect(await read()).toEqual([{ id: 1, text: 'new' }]);
    expect(await read()).toEqual([{ id: 1, text: 'new' }]);
  });

  it('does not go on with a transaction that such a migration has ended', async () => {
    const { db } = open({ max: 1 });
    const migrate = (statement: string): Promise<unknown> =>
      administer(database.adminUrl, (client) => client.query(statement));
    await migrate('create table drafts (id integer); grant select on drafts to public; insert into drafts values (1)');
    const read = (from: Db) => sql`select * from drafts where id = ${1}`.execute(from).then(({ rows }) => rows);
    await read(db);
    await migrate("alter table drafts add column text text default 'new'");

    await expect(db.transaction().execute(read)).rejects.toBeInstanceOf(UnavailableError);
    expect(await read(db)).toEqual([{ id: 1, text: 'new' }]);
  });

  it('prepares a statement, but not every length of one', async () => {
    const { db } = open({ max: 1 });
    const prepared = () => sql`select statement from pg_prepared_statements`.execute(db).then(({ rows }) => rows);
    for (const length of [1, 2, 3]) {
      const values = Array.from({ length }, (_item, index) => String(index));
      await sql`select 1 where '0' in (${sql.join(values)})`.execute(db);
      await sql`select 1 where '0' = any(${values})`.execute(db);
      if (length > 1) await sql`values ${sql.join(values.map((value) => sql`(${value})`))}`.execute(db);
    }

    expect(await prepared()).toEqual([{ statement: "select 1 where '0' = any($1)" }]);
  });

  it('waits for queries under way when it is closed, and is closed once', async () => {
    let closed = 0;
    const { db, pool } = open({
      onClosed: () => {
        closed += 1;
        return Promise.resolve();
      },
    });
    await answer(db);
    const slow = sql`select pg_sleep(0.5)`.execute(db);
    await sleep(50);
    await Promise.all([pool.close(), pool.close()]);

    await expect(slow).resolves.toBeDefined();
    expect(closed).toBe(1);
  });
});
