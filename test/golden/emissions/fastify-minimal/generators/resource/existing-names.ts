import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { operationIds } from './check-derived.ts';
import { read } from './existing.ts';
import type { EntityView } from './views.ts';

const filesBelow = (root: string, folder: string): string[] => {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).map((file) => `${folder}/${file.replaceAll(sep, '/')}`);
};

interface Names {
  /** What they are names of. */
  readonly what: string;
  /** Those of the new resource. */
  readonly names: readonly string[];
  /** Where others have theirs, and how these are found there: as the first group. */
  readonly files: readonly string[];
  readonly pattern: RegExp;
}

/** What is wrong with the names that a new resource would bring: the repository has them already. */
export const nameClashes = (root: string, view: EntityView): string[] => {
  const { name, plural, links, table } = view;
  const modules = filesBelow(root, 'src/modules').filter((file) => !file.startsWith(`src/modules/${plural.kebab}/`));
  const kinds: readonly Names[] = [
    {
      what: 'schema',
      names: [name.pascal, `${name.pascal}Input`],
      files: modules.filter((file) => file.endsWith('-schemas.ts')),
      pattern: /\.meta\(\{\s*id: '(\w+)'/g,
    },
    {
      what: 'operation',
      names: operationIds(view),
      files: modules.filter((file) => file.endsWith('-operations.ts')),
      pattern: /defineOperation\(\{\s*id: '(\w+)'/g,
    },
    {
      what: 'table',
      names: [table, ...links.map((link) => link.table)],
      files: filesBelow(root, 'migrations').filter((file) => !file.endsWith(`_create_${table}.ts`)),
      pattern: /(?:create table (?:if not exists )?"?|createTable\(')(\w+)/gi,
    },
  ];
  return kinds.flatMap(({ what, names, files, pattern }) =>
    files.flatMap((file) =>
      [...read(root, file).matchAll(pattern)]
        .flatMap(([, found = '']) => (names.includes(found) ? [found] : []))
        .map((found) => `The ${what} "${found}" is in ${file} already: choose another name.`),
    ),
  );
};
