import fc from 'fast-check';
import { Kysely, PostgresDialect, sql, type SqlBool } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keysetPage } from '../../../src/platform/database/keyset.ts';
import { prepareKeysetPage } from '../../../src/platform/database/prepared-keyset.ts';
import { MalformedRequestError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { decodeCursor, type PageRequest } from '../../../src/platform/pagination.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly rank: number | null;
}

interface Filters {
  readonly name?: string | undefined;
  readonly minRank?: number | undefined;
}

type Field = 'name' | 'rank';

const options = {
  columns: { name: 'things.name', rank: { column: 'things.rank', nullable: true } },
  id: 'things.id',
  map: ({ id, name, rank }: Row) => ({ id, name, rank }),
} as const;

describe('a prepared page', () => {
  let database: TestDatabase;
  let db: Kysely<{ things: Row }>;

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    db = new Kysely({ dialect: new PostgresDialect({ pool: database.pool.forKysely() }) });
    await administer(database.adminUrl, (client) =>
      client.query(`
        create table things (id uuid primary key, name text collate "C" not null, rank integer);
        insert into things
          select gen_random_uuid(), 'thing ' || n % 4, nullif(n % 7, 0) from generate_series(1, 40) n;
        grant select on things to public`),
    );
  });

  afterAll(async () => {
    await database.close();
  });

  const matching = ({ name, minRank }: Filters) => {
    let query = db.selectFrom('things').select(['id', 'name', 'rank']);
    if (name !== undefined) query = query.where('name', '=', name);
    if (minRank !== undefined) query = query.where('rank', '>=', minRank);
    return query;
  };

  const first = (changes: Partial<PageRequest<Field>> = {}): PageRequest<Field> => ({
    limit: 3,
    sort: { field: 'name', descending: false },
    includeTotal: false,
    ...changes,
  });

  it('is the page that a query built anew would read, wherever it starts', async () => {
    const read = prepareKeysetPage(db, matching, options);
    const requests = fc.record({
      limit: fc.integer({ min: 1, max: 6 }),
      sort: fc.record({ field: fc.constantFrom<Field>('name', 'rank'), descending: fc.boolean() }),
      includeTotal: fc.boolean(),
    });
    const filters = fc.record({
      name: fc.option(fc.constantFrom('thing 0', 'thing 3', 'none'), { nil: undefined }),
      minRank: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(requests, filters, async (request, filter) => {
        for (let next: string | null | undefined, pages = 0; next !== null && pages < 4; pages += 1) {
          const cursor = next === undefined ? undefined : decodeCursor(next, request.sort);
          const page = await read(filter, { ...request, cursor });
          expect(page).toEqual(await keysetPage(matching(filter), { ...options, request: { ...request, cursor } }));
          if (page.prevCursor !== null) {
            const back = { ...request, cursor: decodeCursor(page.prevCursor, request.sort) };
            expect(await read(filter, back)).toEqual(await keysetPage(matching(filter), { ...options, request: back }));
          }
          next = page.nextCursor;
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('has a query built once for each form', async () => {
    const build = vi.fn(matching);
    const read = prepareKeysetPage(db, build, options);

    await read({ minRank: 1 }, first());
    await read({ minRank: 4 }, first({ limit: 9 }));
    expect(build).toHaveBeenCalledTimes(1);

    await read({ name: 'thing 1' }, first());
    await read({}, first());
    await read({}, first({ sort: { field: 'name', descending: true } }));
    expect(build).toHaveBeenCalledTimes(4);
  });

  it('keeps so many forms and no more', async () => {
    const build = vi.fn(matching);
    const read = prepareKeysetPage<Record<string, number>, { things: Row }, 'things', Row, Field, Row>(
      db,
      () => build({}),
      options,
    );
    for (let form = 0; form < 150; form += 1) await read({ [`filter${form}`]: form }, first());
    build.mockClear();

    await read({ filter0: 0 }, first());
    expect(build).toHaveBeenCalledTimes(0);
    await read({ filter149: 0 }, first());
    await read({ filter149: 0 }, first());
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('searches and counts two at a time, and leaves the other connections to the rest', async () => {
    const slowly = ({ name }: Filters) =>
      name === undefined ? matching({}) : matching({ name }).where(sql<SqlBool>`(select pg_sleep(0.2)) is not null`);
    const read = prepareKeysetPage(db, slowly, { ...options, mayScan: ({ name }) => name !== undefined });
    const found = Promise.all(
      ['0', '1', '2', '3'].map((n) => read({ name: `thing ${n}` }, first({ includeTotal: true }))),
    );
    await read({}, first());
    const { total, idle } = database.pool.statistics();
    expect(total - idle).toBe(2);
    expect((await found).map((page) => page.total)).toEqual([10, 10, 10, 10]);
  });

  it('calls a cursor malformed that the column cannot hold', async () => {
    const cursor = { direction: 'forward', value: 'high', id: newId() } as const;
    const page = prepareKeysetPage(
      db,
      matching,
      options,
    )({}, first({ sort: { field: 'rank', descending: false }, cursor }));
    await expect(page).rejects.toBeInstanceOf(MalformedRequestError);
  });
});
