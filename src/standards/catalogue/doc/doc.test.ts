import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../facts/operations.ts';
import { withFiles } from '../../repository/memory-repository.ts';
import type { Repository } from '../../repository/repository.ts';
import { broken, removed, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';

/** The document that `npm run openapi` writes after the install, as far as the check reads it. */
const openApiDocument = (repository: Repository): string => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { path, method } of operations(repository)) (paths[path] ??= {})[method.toLowerCase()] = {};
  return JSON.stringify({ openapi: '3.1.0', paths });
};

let emitted: Repository;

beforeAll(async () => {
  const repository = await shop();
  emitted = withFiles(repository, { 'openapi.json': openApiDocument(repository) });
});

const plan = 'TODO_backend-architect.md';
const pages = 'docs/architecture';

const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  ['DOC-01', 'no plan', { [plan]: removed }],
  ['DOC-01', 'a chapter less', { [plan]: replaced('## Commands', '## Other') }],
  [
    'DOC-01',
    'an ID that is there twice',
    { [plan]: (text) => `${text}\n- [ ] **API-99 [x]**: a\n- [ ] **API-99 [x]**: b\n` },
  ],
  ['DOC-01', 'no test', { 'test/unit/work-plan.test.ts': skipped }],
  ['DOC-02', 'a page less', { [`${pages}/caching-strategy.md`]: removed }],
  ['DOC-02', 'a page that says nothing', { [`${pages}/scaling-strategy.md`]: () => '# Scaling strategy\n' }],
  [
    'DOC-02',
    'pages that nobody holds against the sources',
    { 'scripts/checks.json': replaced('docs:architecture -- --check', 'docs:architecture') },
  ],
  ['DOC-03', 'no containers', { [`${pages}/system-specification.md`]: replaced(/C4\w+/, 'flowchart') }],
  [
    'DOC-03',
    'its diagram in a comment',
    { [`${pages}/database-schema.md`]: replaced(/```mermaid[\s\S]*?```/, (diagram) => `<!--\n${diagram}\n-->`) },
  ],
  ['DOC-04', 'no requirements', { [`${pages}/requirements.md`]: removed }],
  ['DOC-04', 'no service levels', { [`${pages}/requirements.md`]: replaced(/^## Service levels$/m, '## Something') }],
  ['DOC-05', 'no file for an agent', { '.opencode/agents/backend-architect.md': removed }],
  ['DOC-05', 'a placeholder', { 'AGENTS.md': (text) => `${text}\nRun {{command}}.\n` }],
  ['DOC-05', 'a command that is not there', { 'AGENTS.md': (text) => `${text}\nRun \`npm run nothing\`.\n` }],
  ['DOC-06', 'no document', { 'openapi.json': removed }],
  ['DOC-06', 'a stale document', { 'openapi.json': replaced('"/api/v1/products":', '"/api/v1/goods":') }],
  ['DOC-06', 'no comparison', { 'scripts/checks.json': replaced('openapi:diff', 'openapi') }],
  ['DOC-07', 'no costs', { [`${pages}/cost-notes.md`]: removed }],
];

describe('an emitted repository', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('meets DOC-0%s', async (number) => {
    expect(await verdictOf(emitted, `DOC-0${String(number)}`)).toMatchObject({ status: 'met' });
  });

  it.each(breaks)('does not meet %s with %s', async (id, _how, change) => {
    expect(await verdictOf(broken(emitted, change), id)).toMatchObject({ status: 'unmet' });
  });
});
