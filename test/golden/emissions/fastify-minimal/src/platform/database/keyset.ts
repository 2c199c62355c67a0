import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { encodeCursor, malformedCursor, type Cursor, type Page, type PageRequest } from '../pagination.ts';
import { sqlStateOf } from './errors.ts';
import { scanInTurn } from './scans.ts';

/**
 * A column to sort by: its name, qualified where the query joins tables. With one that is nullable a page costs more the
 * further it is from the start: its rows lie in two stretches of the index, and PostgreSQL looks for only one.
 */
export type SortColumn = string | { readonly column: string; readonly nullable: true };

/** How a collection is walked through, whatever page of it is asked for. */
export interface KeysetOptions<Field extends string, Row, Item> {
  readonly columns: Readonly<Record<Field, SortColumn>>;
  /** The column that breaks ties; `id` unless said. */
  readonly id?: string;
  readonly map: (row: Row) => Item;
}

/** What tells where the next page starts. */
export interface KeysetColumns {
  readonly keyset_value: string | null;
  readonly keyset_id: string;
}

/** The rows of a page: from the cursor on, if there is one, and one more than it shows, to see whether others follow. */
export interface Stretch<Field extends string> extends Pick<PageRequest<Field>, 'sort' | 'cursor'> {
  readonly rows: number;
}

/**
 * Reads one page by keyset: it starts next to the row the cursor names instead of counting rows off, so that the last
 * page costs what the first one does (see `SortColumn` for the exception), and rows that come or go elsewhere do not shift
 * it.
 *
 * Rows without a value count as the greatest, as in PostgreSQL's default order, so a plain index on
 * `(column, id)` serves both directions.
 *
 * @param query the collection with its filters; without order and limit
 * @throws MalformedRequestError when the cursor holds what the column cannot
 */
export const keysetPage = async <DB, Tables extends keyof DB, Row, Field extends string, Item>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  { request, ...options }: KeysetOptions<Field, Row, Item> & { readonly request: PageRequest<Field> },
): Promise<Page<Item>> => {
  const stretch = stretchOf(request);
  const read = async () => (await inOrder(query, options, stretch).execute()) as (Row & KeysetColumns)[];
  const [rows, total] = await Promise.all([
    refusingBadCursor(request, read),
    request.includeTotal ? countRows(query) : undefined,
  ]);
  return pageOf(rows, request, { map: options.map, total });
};

/** What has to be read for a page. */
export const stretchOf = <Field extends string>({ sort, cursor, limit }: PageRequest<Field>): Stretch<Field> => ({
  sort,
  cursor,
  rows: limit + 1,
});

/** Puts the rows that were read into a page. */
export const pageOf = <Field extends string, Row, Item>(
  rows: readonly (Row & KeysetColumns)[],
  request: PageRequest<Field>,
  { map, total }: { readonly map: (row: Row) => Item; readonly total: number | undefined },
): Page<Item> => {
  const backward = request.cursor?.direction === 'backward';
  const full = rows.length > request.limit;
  const page = rows.slice(0, request.limit);
  if (backward) page.reverse();

  const cursorAt = (row: KeysetColumns | undefined, direction: Cursor['direction']): string | null =>
    row === undefined ? null : encodeCursor({ direction, value: row.keyset_value, id: row.keyset_id }, request.sort);
  const hasMore = page.length > 0 && (backward || full);
  const hasPrevious = backward ? full : request.cursor !== undefined;
  return {
    items: page.map(map),
    hasMore,
    nextCursor: hasMore ? cursorAt(page.at(-1), 'forward') : null,
    prevCursor: hasPrevious ? cursorAt(page[0], 'backward') : null,
    ...(total !== undefined && { total }),
  };
};

/** Sorts a collection and cuts a stretch out of it. */
export const inOrder = <DB, Tables extends keyof DB, Row, Field extends string, Item>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  { columns, id = 'id' }: KeysetOptions<Field, Row, Item>,
  { sort, cursor, rows }: Stretch<Field>,
): SelectQueryBuilder<DB, Tables, Row & KeysetColumns> => {
  const sortColumn = columns[sort.field];
  const column = sql.ref(typeof sortColumn === 'string' ? sortColumn : sortColumn.column);
  const tieBreaker = sql.ref(id);
  const descending = sort.descending !== (cursor?.direction === 'backward');
  const direction = descending ? sql`desc` : sql`asc`;
  const position = { column, id: tieBreaker, descending, nullable: typeof sortColumn !== 'string' };
  const ordered = query
    .$if(cursor !== undefined, (builder) => (cursor ? builder.where(isBeyond(cursor, position)) : builder))
    .orderBy(sql`${column} ${direction}`)
    .orderBy(sql`${tieBreaker} ${direction}`)
    .limit(rows)
    // As text, because a JavaScript number or date would lose digits.
    .select([sql<string | null>`${column}::text`.as('keyset_value'), sql<string>`${tieBreaker}::text`.as('keyset_id')]);
  // The builder cannot work out this type for a query it does not know.
  return ordered as unknown as SelectQueryBuilder<DB, Tables, Row & KeysetColumns>;
};

/** Reads, and says so when it is the cursor that the database cannot read. @throws MalformedRequestError */
export const refusingBadCursor = async <Result>(
  { cursor }: Pick<PageRequest, 'cursor'>,
  read: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await read();
  } catch (error) {
    // Class 22, data exception: the filters are validated, so it is the value of the cursor.
    if (cursor !== undefined && sqlStateOf(error)?.startsWith('22') === true) throw malformedCursor(error);
    throw error;
  }
};

interface Position {
  readonly column: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  readonly descending: boolean;
  readonly nullable: boolean;
}

/** The rows after the cursor's in the order of travel, where rows without a value come last, or descending first. */
const isBeyond = (cursor: Cursor, { column, id, descending, nullable }: Position): RawBuilder<SqlBool> => {
  const comparison = descending ? sql`<` : sql`>`;
  if (cursor.value === null) {
    const sameValue = sql`(${column} is null and ${id} ${comparison} ${cursor.id})`;
    return descending ? sql<SqlBool>`(${sameValue} or ${column} is not null)` : sql<SqlBool>`${sameValue}`;
  }
  const further = sql<SqlBool>`(${column}, ${id}) ${comparison} (${cursor.value}, ${cursor.id})`;
  return nullable && !descending ? sql<SqlBool>`(${further} or ${column} is null)` : further;
};

/** Counts a collection: a scan, for those who ask for it. @throws UnavailableError when too many ask at once */
export const countRows = async <DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
): Promise<number> => {
  const counting = query
    .clearSelect()
    .select(sql<number>`count(*)`.as('total'))
    .$castTo<{ total: number }>();
  const { total } = await scanInTurn(() => counting.executeTakeFirstOrThrow());
  return total;
};
