import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { architectureDocuments } from '../../../scripts/architecture/documents/documents.ts';
import { operationalRoutes } from '../../../scripts/architecture/documents/operational-routes.ts';
import { readFacts } from '../../../scripts/architecture/facts/facts.ts';
import type { Table } from '../../../scripts/architecture/facts/schema-types.ts';
import { readRepository } from '../../../scripts/architecture/files.ts';
import { modules } from '../../../src/app/modules.ts';
import { brokenLinks, documentPaths, unknownNames, wordsOfSources, type Existing } from './support/named-things.ts';

const files = readRepository(process.cwd());
const facts = readFacts(files);
const operations = modules.flatMap((module) => module.operations);

/** PostgreSQL names keys that have no name in the migration. */
const namesOfKeys = ({ uniques }: Table): string[] => uniques.map(({ name }) => name);

const existing: Existing = {
  routes: new Set([
    ...operations.map(({ method, path }) => `${method} ${path}`),
    ...operationalRoutes(facts).map(({ path }) => `GET ${path}`),
  ]),
  scripts: facts.scripts,
  tables: new Set(facts.schema.tables.map(({ name }) => name)),
  words: new Set([...wordsOfSources(process.cwd()), ...facts.schema.tables.flatMap(namesOfKeys)]),
  exists: existsSync,
};

describe('the architecture documents', () => {
  it.each([...architectureDocuments(files)])('%s is current', (path, text) => {
    expect(readFileSync(path, 'utf8'), 'Run `npm run docs:architecture`, and commit what it writes.').toBe(text);
  });

  it('are the same for the same files, in whatever order they are read', () => {
    expect(architectureDocuments(new Map([...files].reverse()))).toEqual(architectureDocuments(files));
  });

  it('leave nothing of the migrations out', () => {
    expect(facts.schema.unread).toEqual([]);
  });
});

describe('every document', () => {
  it.each(documentPaths())('%s names only what exists', (path) => {
    expect(unknownNames(readFileSync(path, 'utf8'), existing)).toEqual([]);
  });

  it.each(documentPaths())('%s links only to what exists', (path) => {
    expect(brokenLinks(path, readFileSync(path, 'utf8'), existsSync)).toEqual([]);
  });
});

describe('the check of names', () => {
  it.each([
    ['a route', 'Call `GET /api/v1/nowhere`.'],
    ['a method of a route', 'Call `DELETE /health/live`.'],
    ['a script', 'Run `npm run no-such-script`.'],
    ['a variable', `Set \`${['NO', 'SUCH', 'VARIABLE'].join('_')}\`.`],
    ['a column', `It is in \`${['no', 'such', 'column'].join('_')}\`.`],
    ['a table', '### Table: nowhere'],
    ['a path', 'See `src/nowhere.ts`.'],
  ])('finds %s that does not exist', (_kind, text) => {
    expect(unknownNames(text, existing)).toHaveLength(1);
  });

  it('finds a link that leads nowhere', () => {
    expect(brokenLinks('docs/page.md', '[it](nowhere.md)', existsSync)).toEqual(['nowhere.md']);
  });

  it('leaves blocks of code alone', () => {
    expect(unknownNames('```sh\n`npm run no-such-script`\n```', existing)).toEqual([]);
  });
});
