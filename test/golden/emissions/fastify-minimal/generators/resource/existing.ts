import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pluralize from 'pluralize';
import type { EntityModel, RelationModel } from './model.ts';
import { nameView } from './names.ts';

/** The repository lacks something that the new resource needs. */
export class MissingPartError extends Error {
  constructor(what: string, remedy: string) {
    super(`${what} ${remedy}`);
    this.name = 'MissingPartError';
  }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The plural of a name in PascalCase; one that looks the same gets `Items`. */
export const pluralOf = (name: string): string => {
  const words = nameView(name).words.split(' ');
  const last = words.pop() ?? '';
  const plural = pluralize.plural(last);
  return [...words, plural === last ? `${last}Items` : plural].map(capital).join('');
};

/** The text of a file; empty when there is none. */
export const read = (root: string, path: string): string => {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/**
 * An entity that a relation refers to, as far as its files show it.
 *
 * @throws MissingPartError when the repository has no such module, or one that was made by hand
 */
export const targetOf = (root: string, relation: RelationModel): EntityModel => {
  const plural = nameView(pluralOf(relation.target));
  const name = nameView(relation.target);
  const needed = [`src/modules/${plural.kebab}/index.ts`, `test/support/fixtures/${plural.kebab}.ts`];
  const missing = needed.find((file) => !existsSync(join(root, file)));
  if (missing !== undefined) {
    throw new MissingPartError(
      `"${relation.name}" refers to ${relation.target}, but there is no ${missing}.`,
      'Make that resource first.',
    );
  }
  const domain = read(root, `src/modules/${plural.kebab}/domain/${name.kebab}.ts`);
  const operations = read(root, `src/modules/${plural.kebab}/http/${plural.kebab}-operations.ts`);
  const guardsReading = new RegExp(`permission\\(['"]${plural.kebab}:read['"]\\)`);
  return {
    name: relation.target,
    plural: plural.pascal,
    description: `${name.sentence}.`,
    fields: [],
    ...(/^ {2}readonly userId: string;$/m.test(domain) && { owner: 'user' as const }),
    ...(guardsReading.test(operations) && { access: { read: 'permission' as const } }),
  };
};

const firstEntity = 1000;

/** The number of the next migration. */
export const nextMigration = (root: string): string => {
  const numbers = readdirSync(join(root, 'migrations')).map((file) => Number.parseInt(file, 10));
  return String(Math.max(firstEntity - 1, ...numbers.filter(Number.isInteger)) + 1);
};
