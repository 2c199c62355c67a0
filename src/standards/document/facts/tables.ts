import { isProduct } from './code-files.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Index, Schema, Table } from '../../facts/schema.ts';
import type { BackendModule } from './modules.ts';

/** A table with its indexes. */
export interface TableFacts {
  readonly table: Table;
  readonly indexes: readonly Index[];
}

/** The tables that the migrations make, by name. */
export const tablesIn = (schema: Schema): readonly TableFacts[] =>
  [...schema.tables.values()]
    .map((table) => ({ table, indexes: schema.indexes.filter((index) => index.table === table.name) }))
    .toSorted((a, b) => (a.table.name < b.table.name ? -1 : 1));

const escaped = (name: string): string => name.replaceAll(/\W/g, '\\$&');

/** The type of the database names the table: whoever adds it there owns it. */
const adds = (text: string, table: string): boolean =>
  new RegExp(`interface Database\\s*\\{[^}]*\\b${escaped(table)}\\s*:`).test(text);

/** A file about tables or entities has the name as a word of its own. */
const speaksOf = (path: string, text: string, table: string): boolean =>
  /table|entity|schema|model/i.test(path) && new RegExp(`\\b${escaped(table)}\\b`).test(text);

/**
 * The tables that belong to a module: those that its own files declare. Where nothing in the repository declares a
 * table, those that speak of it.
 */
export const tablesOfModule = (
  repository: Repository,
  { folder }: BackendModule,
  tables: readonly TableFacts[],
): readonly TableFacts[] => {
  const files = repository.files.filter((path) => isProduct(path) && /table|entity|schema|model/i.test(path));
  const own = files.filter((path) => path.startsWith(`${folder}/`));
  const text = (path: string): string => repository.text(path) ?? '';
  return tables.filter(({ table: { name } }) => {
    const declaring = files.filter((path) => adds(text(path), name));
    return declaring.length > 0
      ? declaring.some((path) => own.includes(path))
      : own.some((path) => speaksOf(path, text(path), name));
  });
};
