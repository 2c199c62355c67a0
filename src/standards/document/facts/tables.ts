import { isProduct } from './code-files.ts';
import type { Repository } from '../../repository/repository.ts';
import { once } from '../../facts/once.ts';
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

/** The names in the type of the database. */
const addedIn = (text: string): readonly string[] =>
  [...text.matchAll(/interface Database\s*\{([^}]*)/g)].flatMap(([, members = '']) =>
    [...members.matchAll(/(\w+)\s*:/g)].map(([, name = '']) => name),
  );

/** The files that may say what tables there are. */
const tableFilesIn = once((repository) =>
  repository.files.filter((path) => isProduct(path) && /table|entity|schema|model/i.test(path)),
);

/** The files that add a table to the type of the database, by its name: whoever adds it there owns it. */
const declarationsIn = once((repository) => {
  const paths = new Map<string, string[]>();
  for (const path of tableFilesIn(repository)) {
    for (const name of addedIn(repository.text(path) ?? '')) paths.set(name, [...(paths.get(name) ?? []), path]);
  }
  return paths;
});

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
  const own = tableFilesIn(repository).filter((path) => path.startsWith(`${folder}/`));
  const text = (path: string): string => repository.text(path) ?? '';
  return tables.filter(({ table: { name } }) => {
    const declaring = declarationsIn(repository).get(name);
    return declaring !== undefined
      ? declaring.some((path) => own.includes(path))
      : own.some((path) => speaksOf(path, text(path), name));
  });
};
