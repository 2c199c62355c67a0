import fc from 'fast-check';
import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysetPage } from '../../../src/platform/database/keyset.ts';
import { MalformedRequestError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import { decodeCursor, type Page, type SortOrder } from '../../../src/platform/pagination.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly rank: number | null;
  readonly created_at: Date;
}

type Field = 'name' | 'price' | 'rank' | 'createdAt';

const columns = {
  name: 'things.name',
  price: 'things.price',
  rank: { column: 'things.rank', nullable: true },
  createdAt: 'things.created_at',
} as const;

const order = (row: Row, field: Field): string | number | null =>
  field === 'price' ? Number(row.price) : field === 'createdAt' ? row.created_at.getTime() : row[field];

/** What PostgreSQL's order is: nothing counts as the greatest, ties go by id. */
const compare = (field: Field) => (a: Row, b: Row) => {
  const [left, right] = [order(a, field), order(b, field)];
  if (left === right) return a.id < b.id ? -1 : 1;
  if (left === null || right === null) return left === null ? 1 : -1;
  return left < right ? -1 : 1;
};

describe('keysetPage', () => {
  let database: TestDatabase;
  let db: Kysely<{ things: Row }>;
  const executed: CompiledQuery[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    db = new Kysely({
      dialect: new PostgresDialect({ pool: database.pool.forKysely() }),
      log: ({ query }) => {
        executed.push(query);
      },
    });
    await administer(database.adminUrl, (client) =>
      client.query(`
        create table things (id uuid primary key, name text collate "C" not null, price numeric(10,2) not null,
          rank integer, created_at timestamptz(3) not null);
        grant select, insert, delete on things to public`),
    );
  });

  afterAll(async () => {
    await database.close();
  });

  const page = (sort: SortOrder<Field>, limit: number, cursor?: string | null): Promise<Page<Row>> =>
    keysetPage(db.selectFrom('things').select(['id', 'name', 'price', 'rank', 'created_at']), {
      request: { limit, sort, cursor: cursor ? decodeCursor(cursor, sort) : undefined, includeTotal: false },
      columns,
      id: 'things.id',
      map: ({ id, name, price, rank, created_at }) => ({ id, name, price, rank, created_at }),
    });

  const walk = async (sort: SortOrder<Field>, limit: number): Promise<Page<Row>[]> => {
    const pages = [await page(sort, limit)];
    for (let next = pages[0]?.nextCursor; next !== null && next !== undefined; next = pages.at(-1)?.nextCursor) {
      pages.push(await page(sort, limit, next));
    }
    return pages;
  };

  const walkBack = async (sort: SortOrder<Field>, limit: number, from: string | null): Promise<Page<Row>[]> => {
    const pages: Page<Row>[] = [];
    for (let previous = from; previous !== null; previous = pages[0]?.prevCursor ?? null) {
      pages.unshift(await page(sort, limit, previous));
    }
    return pages;
  };

  const fill = async (rows: readonly Row[]): Promise<void> => {
    await db.deleteFrom('things').execute();
    if (rows.length > 0)
      await db
        .insertInto('things')
        .values([...rows])
        .execute();
  };

  const rowsOf = (count: number): Row[] =>
    Array.from({ length: count }, (_item, index) => ({
      id: newId(),
      name: `thing ${index % 4}`,
      price: `${index % 5}.10`,
      rank: index % 3 === 0 ? null : index % 7,
      created_at: new Date(1_700_000_000_000 + (index % 6)),
    }));

  // Few different values, so that many rows tie.
  const arbitraryRows = fc.array(
    fc.record({
      id: fc.uuid(),
      name: fc.constantFrom('', 'a', 'B', 'ä', "o'b"),
      price: fc.constantFrom('0.10', '0.20', '10.00', '9.00'),
      rank: fc.option(fc.integer({ min: -1, max: 1 })),
      created_at: fc.integer({ min: 0, max: 3 }).map((offset) => new Date(1_700_000_000_000 + offset)),
    }),
    { maxLength: 25 },
  );

  it('passes every row once, in order, in both directions', async () => {
    const sorts = fc.record({
      field: fc.constantFrom<Field>('name', 'price', 'rank', 'createdAt'),
      descending: fc.boolean(),
    });
    const uniqueRows = arbitraryRows.map((rows) => [...new Map(rows.map((row) => [row.id, row])).values()]);
    await fc.assert(
      fc.asyncProperty(uniqueRows, sorts, fc.integer({ min: 1, max: 7 }), async (rows, sort, limit) => {
        await fill(rows);
        const expected = [...rows].sort(compare(sort.field));
        if (sort.descending) expected.reverse();

        const pages = await walk(sort, limit);
        expect(pages.flatMap(({ items }) => items)).toEqual(expected);
        expect(pages.slice(0, -1).every(({ hasMore, items }) => hasMore && items.length === limit)).toBe(true);
        expect(pages.at(-1)).toMatchObject({ hasMore: false, nextCursor: null });
        expect(pages[0]?.prevCursor).toBeNull();

        const last = pages.at(-1);
        const back = await walkBack(sort, limit, last?.prevCursor ?? null);
        expect([...back, last].map((part) => part?.items)).toEqual(pages.map(({ items }) => items));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is not shifted by rows that come and go elsewhere', async () => {
    const rows = rowsOf(20);
    await fill(rows);
    const sort = { field: 'name', descending: false } as const;
    const first = await page(sort, 5);

    await db
      .insertInto('things')
      .values({ ...rowsOf(1)[0], name: 'a first one' } as Row)
      .execute();
    await db
      .deleteFrom('things')
      .where('id', '=', first.items[0]?.id ?? '')
      .execute();
    const second = await page(sort, 5, first.nextCursor);

    expect(second.items).toEqual([...rows].sort(compare('name')).slice(5, 10));
  });

  it('goes on when the row at the cursor is gone', async () => {
    const rows = rowsOf(6);
    await fill(rows);
    const sort = { field: 'createdAt', descending: false } as const;
    const first = await page(sort, 2);
    await db
      .deleteFrom('things')
      .where('id', '=', first.items[1]?.id ?? '')
      .execute();

    expect((await page(sort, 2, first.nextCursor)).items).toEqual([...rows].sort(compare('createdAt')).slice(2, 4));
  });

  it('counts on request, with the filters', async () => {
    await fill(rowsOf(10));
    const query = db.selectFrom('things').select('id').where('rank', 'is', null);
    const request = { limit: 2, sort: { field: 'name', descending: false } as const, includeTotal: true };

    const result = await keysetPage(query, { request, columns, map: ({ id }) => id });

    expect(result).toMatchObject({ total: 4, hasMore: true });
    expect(result.items).toHaveLength(2);
  });

  it.each([
    ['price', 'cheap'],
    ['rank', '99999999999999999999'],
    ['createdAt', 'yesterday or so'],
    ['name', 'a\0b'],
  ] as const)('calls a cursor malformed whose %s cannot be one', async (field, value) => {
    await fill(rowsOf(3));
    const request = {
      limit: 2,
      sort: { field, descending: false },
      cursor: { direction: 'forward', value, id: newId() },
      includeTotal: false,
    } as const;
    const result = keysetPage(db.selectFrom('things').select('id'), { request, columns, map: ({ id }) => id });

    await expect(result).rejects.toBeInstanceOf(MalformedRequestError);
  });

  it('uses the index of the column, forward and backward', async () => {
    await administer(database.adminUrl, (client) =>
      client.query(`
        create index things_price_id on things (price, id);
        insert into things select gen_random_uuid(), 'x', n, null, now() from generate_series(1, 20000) n;
        analyze things`),
    );
    const request = { limit: 20, sort: { field: 'price', descending: false }, includeTotal: false } as const;
    for (const direction of ['forward', 'backward'] as const) {
      const cursor = { direction, value: '10000', id: newId() };
      const query = db.selectFrom('things').select('id');
      await keysetPage(query, { request: { ...request, cursor }, columns, id: 'things.id', map: ({ id }) => id });

      const { sql: text, parameters } = executed.at(-1) ?? { sql: '', parameters: [] };
      const plan = await administer(database.adminUrl, (client) => client.query('explain ' + text, [...parameters]));
      expect(JSON.stringify(plan.rows)).toContain('Index');
      expect(JSON.stringify(plan.rows)).not.toMatch(/Seq Scan|Sort/);
    }
  });
});
