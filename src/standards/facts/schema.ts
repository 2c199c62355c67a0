import type { Place } from '../standard.ts';

export interface Column {
  readonly name: string;
  /** In lower case: `uuid`, `varchar`, `timestamptz`. */
  readonly type: string;
  readonly notNull: boolean;
  readonly place: Place;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
}

export interface Table {
  readonly name: string;
  readonly place: Place;
  readonly columns: Column[];
  primaryKey: readonly string[];
  readonly uniques: (readonly string[])[];
  readonly foreignKeys: ForeignKey[];
  readonly checks: Place[];
}

export interface Index {
  readonly name: string | undefined;
  readonly table: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
  /** Over a part of the rows only. */
  readonly partial: boolean;
  /** `gin`, `gist`, …; the database's usual one unless said. */
  readonly method: string | undefined;
  /** What it is for, when a comment beside it or in the database says so. */
  purpose: string | undefined;
  readonly place: Place;
}

/** The other statements that standards ask for: triggers, policies, grants. */
export interface SchemaStatement {
  /** The words it begins with, in lower case: `create trigger`, `enable row level security`. */
  readonly words: string;
  readonly place: Place;
}

/** What the migrations make. */
export interface Schema {
  readonly tables: Map<string, Table>;
  readonly indexes: Index[];
  readonly comments: Map<string, { readonly text: string; readonly place: Place }>;
  readonly statements: SchemaStatement[];
}

export const emptySchema = (): Schema => ({ tables: new Map(), indexes: [], comments: new Map(), statements: [] });

export const emptyTable = (name: string, place: Place): Table => ({
  name,
  place,
  columns: [],
  primaryKey: [],
  uniques: [],
  foreignKeys: [],
  checks: [],
});
