import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '../../../src/platform/database/database.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';

describe('inTransaction', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    await administer(database.adminUrl, (client) =>
      client.query('create table counters (id integer primary key, value integer); grant all on counters to public'),
    );
  });

  afterAll(async () => {
    await database.close();
  });

  beforeEach(async () => {
    await sql`delete from counters`.execute(database.db);
    await sql`insert into counters values (1, 0), (2, 0)`.execute(database.db);
  });

  const values = async (): Promise<number[]> => {
    const { rows } = await sql<{ value: number }>`select value from counters order by id`.execute(database.db);
    return rows.map(({ value }) => value);
  };

  const set = (transaction: Transaction, id: number, value: number): Promise<unknown> =>
    sql`update counters set value = ${value} where id = ${id}`.execute(transaction);

  const readAndAdd = async (transaction: Transaction): Promise<void> => {
    const { rows } = await sql<{ value: number }>`select value from counters where id = 1`.execute(transaction);
    await set(transaction, 1, (rows[0]?.value ?? 0) + 1);
  };

  it('keeps all writes, or none', async () => {
    const broken = inTransaction(database.db, async (transaction) => {
      await set(transaction, 1, 5);
      throw new RangeError('no');
    });
    await expect(broken).rejects.toThrow(RangeError);
    expect(await values()).toEqual([0, 0]);

    await inTransaction(database.db, async (transaction) => {
      await set(transaction, 1, 5);
      await set(transaction, 2, 6);
    });
    expect(await values()).toEqual([5, 6]);
  });

  it('becomes a part of the transaction it is in', async () => {
    const outer = inTransaction(database.db, async (transaction) => {
      await inTransaction(transaction, (inner) => set(inner, 1, 5));
      throw new RangeError('no');
    });

    await expect(outer).rejects.toThrow(RangeError);
    expect(await values()).toEqual([0, 0]);
  });

  it('runs again what lost against another transaction', async () => {
    const add = (): Promise<void> =>
      inTransaction(database.db, readAndAdd, { isolation: 'serializable', attempts: 50 });

    await Promise.all(Array.from({ length: 8 }, add));

    expect(await values()).toEqual([8, 0]);
  });

  it('runs again after a deadlock', async () => {
    let waiting: (() => void) | undefined;
    const both = new Promise<void>((resolve) => (waiting = resolve));
    let arrived = 0;
    const meet = async (): Promise<void> => {
      arrived += 1;
      if (arrived === 2) waiting?.();
      if (arrived <= 2) await both;
    };
    const crossing = (first: number, second: number, value: number) =>
      inTransaction(database.db, async (transaction) => {
        await set(transaction, first, value);
        await meet();
        await set(transaction, second, value);
      });

    await Promise.all([crossing(1, 2, 7), crossing(2, 1, 8)]);

    const [first, second] = await values();
    expect(first).toBe(second);
  });

  it('gives up when it loses every time', async () => {
    let runs = 0;
    const losing = inTransaction(
      database.db,
      async (transaction) => {
        runs += 1;
        await sql`select value from counters`.execute(transaction);
        await inTransaction(database.db, (other) => set(other, 1, runs * 10));
        await set(transaction, 1, -1);
      },
      { isolation: 'repeatable read', attempts: 2 },
    );

    await expect(losing).rejects.toBeInstanceOf(UnavailableError);
    expect(runs).toBe(2);
  });
});
