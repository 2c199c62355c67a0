import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Db } from '../../../src/platform/database/database.ts';
import { prepare } from '../../../src/platform/database/prepare.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** A query of two values and one constant, whose values come in another order than their members. */
const sumIn = (db: Db) => (values: { first: number; second: number }) =>
  db
    .selectNoFrom(sql<number>`${values.second}::integer * 10 + ${values.first}::integer + ${100}::integer`.as('sum'))
    .where(sql`${values.first}::integer`, '>', 0);

describe('a prepared query', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
  });

  afterAll(async () => {
    await database.close();
  });

  it('runs with the values of each call, wherever they stand, and is built once', async () => {
    const build = vi.fn(sumIn(database.db));
    const sum = prepare(database.db, build);

    expect((await sum({ first: 1, second: 2 })).rows).toEqual([{ sum: 121 }]);
    expect((await sum({ second: 4, first: 3 })).rows).toEqual([{ sum: 143 }]);
    expect((await sum({ first: 0, second: 1 })).rows).toEqual([]);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('keeps the values of calls at the same time apart', async () => {
    const sum = prepare(database.db, sumIn(database.db));
    const calls = Array.from({ length: 50 }, (_item, index) => sum({ first: index + 1, second: 0 }));

    const sums = (await Promise.all(calls)).flatMap(({ rows }) => rows.map((row) => row.sum));

    expect(sums).toEqual(Array.from({ length: 50 }, (_item, index) => 101 + index));
  });
});
