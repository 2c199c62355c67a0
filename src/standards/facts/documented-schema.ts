import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { sectionsOf, type Section } from './markdown.ts';
import { migrations } from './migrations.ts';
import { occurrencesOf } from './occurrences.ts';
import { once } from './once.ts';
import type { Table } from './schema.ts';

const page = 'docs/architecture/database-schema.md';

/** Something of the schema that the page on it has and that no migration makes. */
export interface Undone {
  readonly kind: 'index' | 'constraint';
  readonly what: string;
  readonly place: Place;
}

/** What the migrations say outside of comments on the schema. */
const migrationTexts = once((repository): ReadonlySet<string> => {
  const sources = migrations(repository).all.flatMap(({ path }) => repository.source(path) ?? []);
  return new Set(sources.flatMap((source) => occurrencesOf(source).map(({ text }) => text)));
});

const different = (prose: string, pattern: RegExp): number =>
  new Set([...prose.matchAll(pattern)].map(([whole]) => whole)).size;

const lostConstraints = (section: Section, table: Table): Undone[] => {
  const lost = (what: string, told: number, made: number): Undone[] =>
    told > made ? [{ kind: 'constraint', what: `${what} of ${table.name}`, place: section.place }] : [];
  const references = [...section.prose.matchAll(/→ `[\w.]+`/g)].length;
  const keyColumns = table.foreignKeys.reduce((sum, { columns }) => sum + columns.length, 0);
  return [
    ...lost('a CHECK', different(section.prose, /CHECK `[^`]+`/g), table.checks.length),
    ...lost('a foreign key', references, keyColumns),
  ];
};

const lostIndexes = (repository: Repository, section: Section): Undone[] => {
  const { indexes } = migrations(repository).schema;
  const texts = migrationTexts(repository);
  return [...section.prose.matchAll(/^\| `(\w+)` \| (?:unique )?(?:btree|gin|gist|brin|hash)\b/gm)].flatMap(
    ([, name = '']): Undone[] =>
      indexes.some((index) => index.name === name) || (name.endsWith('_key') && texts.has(name))
        ? []
        : [{ kind: 'index', what: name, place: section.place }],
  );
};

const lostIn = (repository: Repository, section: Section): Undone[] => {
  const name = /^Table: (\w+)$/.exec(section.heading)?.[1];
  if (name === undefined) return [];
  const table = migrations(repository).schema.tables.get(name);
  if (table === undefined) return [{ kind: 'constraint', what: `the table ${name}`, place: section.place }];
  return [...lostConstraints(section, table), ...lostIndexes(repository, section)];
};

/**
 * What `docs/architecture/database-schema.md` promises and no migration makes. It is written from the migrations, so it
 * still has what somebody dropped from one of them.
 */
export const undoneSchema = once((repository): readonly Undone[] =>
  repository.choices === undefined
    ? []
    : sectionsOf(page, repository.text(page) ?? '').flatMap((section) => lostIn(repository, section)),
);
