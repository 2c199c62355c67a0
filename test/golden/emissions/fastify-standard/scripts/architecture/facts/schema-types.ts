/** A column as the migrations leave it. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default?: string;
  /** The expression it is computed from. */
  readonly generated?: string;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
  readonly onDelete?: string;
}

export interface Check {
  readonly name: string;
  readonly expression: string;
}

export interface Unique {
  readonly name: string;
  readonly columns: readonly string[];
  /** An index that was built beforehand and becomes that of the constraint. */
  readonly usingIndex?: string;
}

export interface Index {
  readonly name: string;
  readonly table: string;
  readonly method: string;
  readonly unique: boolean;
  /** Columns or expressions. */
  readonly columns: readonly string[];
  readonly where?: string;
  readonly purpose?: string;
}

/** What belongs to a table, as one statement or several of them say. */
export interface TableParts {
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly uniques: readonly Unique[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
}

export interface Table extends TableParts {
  readonly name: string;
  /** The migration that created it. */
  readonly migration: string;
  readonly indexes: readonly Index[];
  readonly comment?: string;
}

/** What one statement of a migration does to the schema. */
export type Change =
  | { readonly kind: 'create table'; readonly table: string; readonly parts: TableParts }
  /** `checksRows`: the rows that are there are held against it at once. */
  | { readonly kind: 'add'; readonly table: string; readonly parts: TableParts; readonly checksRows: boolean }
  | { readonly kind: 'drop table'; readonly table: string }
  | { readonly kind: 'rename table'; readonly table: string; readonly to: string }
  | { readonly kind: 'drop column' | 'drop constraint'; readonly table: string; readonly name: string }
  | { readonly kind: 'rename column'; readonly table: string; readonly name: string; readonly to: string }
  | {
      readonly kind: 'alter column';
      readonly table: string;
      readonly name: string;
      readonly change: Partial<Pick<Column, 'type' | 'nullable'>> & { readonly default?: string | null };
    }
  /** `prepared`: it may have been made beforehand, without a lock. */
  | { readonly kind: 'create index'; readonly index: Index; readonly prepared: boolean }
  /** `prepared`: it may have been dropped beforehand, without a lock. */
  | { readonly kind: 'drop index'; readonly name: string; readonly prepared: boolean }
  | { readonly kind: 'update rows' | 'delete rows' | 'truncate table' | 'lock table'; readonly table: string }
  | { readonly kind: 'comment'; readonly on: string; readonly name: string; readonly text: string }
  /** Functions, triggers, grants, new rows: no part of a table's shape. */
  | { readonly kind: 'other' }
  /** It may change a table (`alters`, if that much is known), but in a way that is not understood here. */
  | { readonly kind: 'unread'; readonly text: string; readonly alters?: string };

/** Stands for the table of a statement that does not show which one it changes. */
export const anyTable = 'any table';

export const noParts: TableParts = { columns: [], primaryKey: [], uniques: [], checks: [], foreignKeys: [] };

/** Parts of one table, joined in order. */
export const joinParts = (parts: readonly TableParts[]): TableParts => ({
  columns: parts.flatMap(({ columns }) => columns),
  primaryKey: parts.flatMap(({ primaryKey }) => primaryKey),
  uniques: parts.flatMap(({ uniques }) => uniques),
  checks: parts.flatMap(({ checks }) => checks),
  foreignKeys: parts.flatMap(({ foreignKeys }) => foreignKeys),
});
