import type { Column, Table } from './schema-types.ts';

/** Bytes of one row, and of its entries in all indexes. */
export interface RowSize {
  readonly row: number;
  readonly indexes: number;
}

/** Texts are taken to be a quarter of what they may be, within these bounds. */
export const textBounds = { least: 8, most: 200, withoutLimit: 48 } as const;

const ROW_HEADER = 24;
const LINE_POINTER = 4;
const INDEX_HEADER = 8;
const INDEX_FILL = 0.9;

const fixed: readonly (readonly [pattern: RegExp, width: number, align: number])[] = [
  [/^uuid/, 16, 1],
  [/^(?:timestamp|timestamptz|int8|bigint|double|float8)/, 8, 8],
  [/^(?:integer|int4|int\b|date|real)/, 4, 4],
  [/^(?:int2|smallint)/, 2, 2],
  [/^bool/, 1, 1],
  [/^(?:numeric|decimal)/, 8, 1],
  [/^(?:tsvector|jsonb?)/, textBounds.most, 1],
];

const textWidth = (type: string): number => {
  const limit = /\((\d+)\)/.exec(type)?.[1];
  if (limit === undefined) return textBounds.withoutLimit;
  return Math.min(textBounds.most, Math.max(textBounds.least, Math.ceil(Number(limit) / 4)), Number(limit));
};

const widthOf = ({ type }: Column): { readonly width: number; readonly align: number } => {
  const found = fixed.find(([pattern]) => pattern.test(type));
  return found === undefined ? { width: textWidth(type) + 1, align: 1 } : { width: found[1], align: found[2] };
};

const aligned = (offset: number, align: number): number => Math.ceil(offset / align) * align;

const sum = (columns: readonly Column[], start: number): number =>
  columns.reduce((offset, column) => {
    const { width, align } = widthOf(column);
    return aligned(offset, align) + width;
  }, start);

/** The names in an index or key, for instance `lower(email)` or `created_at desc`, as columns of the table. */
const columnsOf = (table: Table, names: readonly string[]): Column[] =>
  names.flatMap((name) => table.columns.filter((column) => new RegExp(`\\b${column.name}\\b`).test(name)));

/** What PostgreSQL takes for a row by its documented layout: header, columns with alignment, line pointer. */
export const sizeOf = (table: Table): RowSize => {
  const keys = [
    table.primaryKey,
    ...table.uniques.map(({ columns }) => columns),
    ...table.indexes.map(({ columns }) => columns),
  ];
  const entries = keys
    .map((names) => aligned(sum(columnsOf(table, names), INDEX_HEADER), 8) + LINE_POINTER)
    .map((bytes) => bytes / INDEX_FILL);
  return {
    row: aligned(sum(table.columns, ROW_HEADER), 8) + LINE_POINTER,
    indexes: Math.round(entries.reduce((total, bytes) => total + bytes, 0)),
  };
};
