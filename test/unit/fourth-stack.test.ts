import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeature } from '../../src/compose/catalogue-disk.ts';
import type { Catalogue } from '../../src/compose/catalogue.ts';
import { emit } from '../../src/compose/emit.ts';
import { optionsOf, valuesOf } from '../../src/options/feature-choices.ts';
import { catalogue as ours, defaultAnswers, writeRepository, type EmittedRepository } from '../support/emitted.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fourth = await readFeature(root, join(root, 'test/fixtures/fourth-stack'));
const catalogue: Catalogue = { ...ours, features: [...ours.features, fourth] };
const definitions = catalogue.features.map(({ definition }) => definition);
const stacks = ours.features.map(({ definition }) => definition).filter(({ axis }) => axis === 'stack');

const emitOn = (changes: Partial<typeof defaultAnswers>) =>
  emit({ ...defaultAnswers, stack: 'bare', preset: 'minimal', auth: [], ...changes }, catalogue);

describe('a fourth stack, by its folder alone', () => {
  let repository: EmittedRepository;
  beforeAll(async () => {
    repository = await writeRepository(emitOn({ with: ['architecture-docs'] }));
  });
  afterAll(() => repository.remove());

  const textOf = (path: string): string => readFileSync(join(repository.folder, path), 'utf8');

  it('is offered beside the others, with its options', () => {
    const options = optionsOf('create', definitions);
    const stack = options.find(({ key }) => key === 'stack');
    expect(stack && valuesOf(stack, definitions)).toContainEqual({
      value: 'bare',
      title: 'Bare Node.js',
      description: 'No framework at all',
    });
    expect(options.find(({ key }) => key === 'bareParser')).toMatchObject({ group: 'stack', feature: 'bare' });
  });

  it('brings its packages, and what an install needs to know of them', () => {
    expect(JSON.parse(textOf('package.json'))).toMatchObject({
      dependencies: { 'bare-router': '1.2.3' },
      overrides: { 'bare-router': { cookie: '1.1.1' } },
      allowScripts: { 'bare-router': false },
    });
    for (const { id } of stacks) expect(textOf('package.json')).not.toContain(`"${id}`);
  });

  it('names and composes the HTTP part of modules in its own way', () => {
    expect(textOf('src/app/modules.ts')).toContain("import { notesParts } from '../modules/notes/http/parts.ts';");
    expect(textOf('src/app/app.ts')).toContain("import { health } from './health.ts';");
    expect(textOf('generators/resource/templates/src/modules/[plural]/http/parts.ts.ejs')).toContain('entity.plural');
  });

  it('is what the documents speak of', () => {
    expect(textOf('docs/architecture/system-specification.md')).toContain('on Bare Node.js and PostgreSQL');
  });

  it('gets its thin parts of features', () => {
    const { emission } = emitOn({ with: ['rate-limiting'] });
    expect(emission.has('src/app/limits.ts')).toBe(true);
    expect(emission.has('src/platform/rate-limit/tiers.ts')).toBe(true);
  });

  it('compiles with everything that is shared', async () => {
    expect(await repository.run('typecheck')).toBe('');
  });
});

describe('outside of its folder', () => {
  // The server under Express, which a stack and an adapter have in common, is theirs.
  const shared = join('templates', 'capability', 'express-server');
  const folders = ['base', 'database', 'capability', 'auth', 'delivery'];
  const files = folders
    .flatMap((axis) =>
      readdirSync(join(root, 'templates', axis), { recursive: true, encoding: 'utf8' }).map((file) =>
        join('templates', axis, file),
      ),
    )
    .concat(readdirSync(join(root, 'src/compose'), { encoding: 'utf8' }).map((file) => join('src/compose', file)))
    .filter((file) => /\.(?:ts|ejs)$/.test(file) && !file.endsWith('.test.ts') && !file.startsWith(shared));

  it.each(stacks.map(({ id }) => id))('%s is no condition of anything', (id) => {
    const names = new RegExp(`['"\`/=]${id}['"\`/]`);
    expect(files.filter((file) => names.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
