import type { Change, TableParts } from '../facts/schema-types.ts';
import type { Migration } from '../facts/schema.ts';
import { code, codes, count } from './markdown.ts';

const namesOf = ({ columns, uniques, checks, foreignKeys }: TableParts): string => {
  const names = [...columns, ...uniques, ...checks, ...foreignKeys].map(({ name }) => name);
  return names.length === 0 ? 'a primary key' : codes(names);
};

type TableChange = Exclude<Extract<Change, { readonly table: string }>, { kind: 'create table' }>;

const textOf = (change: TableChange): string => {
  const table = code(change.table);
  switch (change.kind) {
    case 'add':
      return `adds ${namesOf(change.parts)} to ${table}`;
    case 'drop column':
    case 'drop constraint':
      return `drops ${code(change.name)} of ${table}`;
    case 'alter column':
      return `changes ${code(change.name)} of ${table}`;
    case 'rename column':
      return `renames ${code(change.name)} of ${table} to ${code(change.to)}`;
    case 'rename table':
      return `renames ${table} to ${code(change.to)}`;
    case 'drop table':
      return `drops ${table}`;
    case 'update rows':
      return `updates rows of ${table}`;
    case 'delete rows':
      return `deletes rows of ${table}`;
    case 'truncate table':
      return `truncates ${table}`;
    case 'lock table':
      return `locks ${table}`;
  }
};

/** What a migration does, in a few words; what belongs to the tables that it creates is a part of them. */
export const contentOf = ({ changes }: Migration): string => {
  const created = changes.flatMap((change) => (change.kind === 'create table' ? [change.table] : []));
  const indexes = changes.filter(({ kind }) => kind === 'create index').length;
  const altered = changes.flatMap((change) =>
    'table' in change && change.kind !== 'create table' && !created.includes(change.table) ? [textOf(change)] : [],
  );
  const others = changes.filter(({ kind }) => kind === 'other').length;
  return [
    created.length === 0 ? '' : `creates ${codes(created)}`,
    indexes === 0 ? '' : count(indexes, 'index', 'indexes'),
    altered.join(', '),
    others === 0 ? '' : count(others, 'other statement'),
  ]
    .filter((text) => text !== '')
    .join('; ');
};
