import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What exists, to hold the names in documents against. */
export interface Existing {
  /** `GET /api/v1/things/{id}`. */
  readonly routes: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  /** All words of the sources: names of variables, columns, indexes, metrics and codes. */
  readonly words: ReadonlySet<string>;
  readonly exists: (path: string) => boolean;
}

const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;
const ignored = new Set(['node_modules', 'dist', 'coverage', '.git', '.data', 'docs']);
/** What writes the documents cannot vouch for what it writes. */
const writer = 'scripts/architecture';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ignored.has(entry.name) || path.replaceAll('\\', '/').endsWith(writer)) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });

/** The words of all files of the repository but its documents. */
export const wordsOfSources = (root: string): ReadonlySet<string> => {
  const words = new Set<string>();
  for (const path of filesUnder(root)) {
    if (path.endsWith('.md') || path.endsWith('-lock.json') || path.endsWith('.lock')) continue;
    for (const [word] of readFileSync(path, 'utf8').matchAll(WORD)) words.add(word);
  }
  return words;
};

/** The documents of the repository: those of the root, and all under docs/. */
export const documentPaths = (): string[] => {
  const nested = existsSync('docs') ? readdirSync('docs', { recursive: true, encoding: 'utf8' }) : [];
  return [...readdirSync('.'), ...nested.map((path) => join('docs', path).replaceAll('\\', '/'))].filter(
    (path) =>
      // The work plan names what is still to be made; a test of its own holds it.
      path.endsWith('.md') && !path.startsWith('TODO'),
  );
};

const withoutFences = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');

/** What PostgreSQL and Node.js call their own things. */
const foreign = /^(?:pg|process|nodejs|shared)_/;

const checks: readonly ((name: string, existing: Existing) => string | undefined)[] = [
  (name, { routes }) => {
    const route = /^(?:GET|POST|PUT|PATCH|DELETE) \/[^\s?*…]+$/.exec(name)?.[0];
    return route === undefined || routes.has(route) ? undefined : `the route ${route}`;
  },
  (name, { scripts }) => {
    const script = /^(?:npm|pnpm|yarn|bun) run ([\w:-]+)/.exec(name)?.[1];
    return script === undefined || scripts.has(script) ? undefined : `the script ${script}`;
  },
  (name, { words }) => {
    const variable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.exec(name)?.[0];
    return variable === undefined || words.has(variable) ? undefined : `the variable or code ${variable}`;
  },
  (name, { words }) => {
    const identifier = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.exec(name)?.[0];
    if (identifier === undefined || foreign.test(identifier) || words.has(identifier)) return undefined;
    return `the table, column, index or metric ${identifier}`;
  },
  (name, { exists }) => {
    const path = /^(?:src|test|migrations|scripts|deploy|generators|docs|\.github)\/[\w./-]+$/.exec(name)?.[0];
    return path === undefined || exists(path) ? undefined : `the path ${path}`;
  },
];

/** The things a document names in code style, or by a heading of a table, that do not exist. */
export const unknownNames = (text: string, existing: Existing): string[] => {
  const prose = withoutFences(text);
  const names = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
  const tables = [...prose.matchAll(/^### Table: (\S+)$/gm)].map(([, name = '']) => name);
  return [
    ...names.flatMap((name) => checks.flatMap((check) => check(name, existing) ?? [])),
    ...tables.filter((name) => !existing.tables.has(name)).map((name) => `the table ${name}`),
  ];
};

/** The relative links of a document that lead nowhere. */
export const brokenLinks = (path: string, text: string, exists: Existing['exists']): string[] =>
  [...withoutFences(text).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !exists(join(path, '..', decodeURIComponent(target))));
