import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operationIds } from '../../templates/base/resources/files/generators/resource/check-derived.ts';
import { modelView } from '../../templates/base/resources/files/generators/resource/model-view.ts';
import {
  reservedComponents,
  reservedFunctions,
  reservedOperations,
  reservedTables,
  reservedTypes,
} from '../../templates/base/resources/files/generators/resource/reserved.ts';
import { memberVariable } from '../../templates/base/resources/files/generators/resource/variable-names.ts';
import { shopModel } from '../../templates/base/resources/models/shop.ts';
import { emitWith } from '../../test/support/emitted.ts';
import { parseModel } from './parse.ts';
import { ownPermissions } from './permission-problems.ts';

const { emission } = emitWith({ preset: 'full' });
const sources = [...emission].filter(([path]) => path.endsWith('.ts') && !path.startsWith('test/'));
const { entities } = modelView(shopModel, { has: () => true });

/** What the first group of an expression finds in files, each once and in order. */
const found = (expression: RegExp, path: RegExp): string[] => {
  const texts = sources.filter(([name]) => path.test(name)).map(([, { content }]) => content);
  const names = texts.flatMap((text) => [...text.matchAll(expression)].map(([, name = '']) => name));
  return [...new Set(names)].sort();
};

const without = (names: readonly string[], derived: readonly string[]): string[] =>
  names.filter((name) => !derived.includes(name));

describe('the names that the backend has for itself', () => {
  it('are all schemas of its OpenAPI document that no model brings', () => {
    const derived = entities.flatMap(({ name }) => [name.pascal, `${name.pascal}Input`]);
    const components = without(found(/\.meta\(\{\s*id: '(\w+)'/g, /^src\//), derived);
    expect(components).toEqual([...reservedComponents].sort());
  });

  it('are all operations that no model brings', () => {
    const operations = found(/defineOperation\(\{\s*id: '(\w+)'/g, /^src\//);
    expect(without(operations, entities.flatMap(operationIds))).toEqual([...reservedOperations].sort());
    expect(operations).toEqual(expect.arrayContaining(entities.flatMap(operationIds)));
  });

  it('are among its tables', () => {
    const tables = found(/\.createTable\('(\w+)'\)/g, /^migrations\//);
    expect(tables).toContain('refresh_tokens');
    expect(tables.filter((table) => !reservedTables.has(table))).toEqual([]);
  });

  it('are its modules, in snake case', () => {
    const modules = [...emission.keys()].flatMap((path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? []);
    const own = without(
      [...new Set(modules)],
      entities.map(({ plural }) => plural.kebab),
    );
    expect(own).toContain('audit-events');
    expect(own.filter((name) => !reservedTables.has(name.replaceAll('-', '_')))).toEqual([]);
  });

  it('are the permissions that no entity of a model has', () => {
    const derived = entities.flatMap(({ permissions }) => Object.values(permissions));
    const asked = without(found(/\bpermission\('([^']+)'\)/g, /^src\//), derived);
    expect(asked).toEqual([...ownPermissions].sort());
  });
});

const freight = (): ReturnType<typeof modelView> & { files: [string, string][] } => {
  const parsed = parseModel(
    readFileSync(new URL('../../test/models/freight.yaml', import.meta.url), 'utf8'),
    'freight',
  );
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const files = [...emitWith({ preset: 'full', model: parsed.model }).emission];
  return {
    ...modelView(parsed.model, { has: () => true }),
    files: files.map(([path, { content }]): [string, string] => [path, content]),
  };
};

const view = freight();
const ownNames = view.entities.flatMap(({ name, plural, parts }) =>
  [name, plural, ...parts.flatMap((part) => [part.name, part.plural])].flatMap(({ pascal, camel, constant }) => [
    pascal,
    camel,
    constant,
  ]),
);

/** The names that a file imports, but for those that are made from entities. */
const importedBy = (content: string): string[] =>
  [...content.matchAll(/^import (?:type )?\{([^}]*)\}/gm)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '' && !ownNames.some((own) => name.includes(own)));

/** The files that are made for each entity. */
const filesOf = view.entities.flatMap(({ name, plural }) => {
  const test = new RegExp(
    `^test/.*/(?:modules|fixtures|resources)/(?:${name.kebab}|${plural.kebab})(?:-[a-z]+)?(?:\\.test)?\\.ts$`,
  );
  return view.files
    .filter(([path]) => path.startsWith(`src/modules/${plural.kebab}/`) || test.test(path))
    .map(([path, content]) => ({ name, path, content, imported: importedBy(content) }));
});

describe('the names that the code of an entity has beside its own', () => {
  it('are no type of an entity, where that type is used', () => {
    const beside = filesOf
      .filter(({ name, content }) => new RegExp(`\\b${name.pascal}\\b`).test(content))
      .filter(({ path }) => !path.includes('/http/') && !path.endsWith('/index.ts'))
      .flatMap(({ imported }) => imported.filter((name) => /^[A-Z]/.test(name)));
    expect(beside).toContain('NotFoundError');
    expect([...new Set(beside)].filter((name) => !reservedTypes.has(name)).sort()).toEqual([]);
  });

  it('are no variable', () => {
    const beside = filesOf.flatMap(({ imported }) => imported.filter((name) => /^[a-z]/.test(name)));
    expect(beside).toContain('newId');
    const made = (name: string): boolean => /(?:Link|Of)$/.test(name);
    expect([...new Set(beside)].filter((name) => !made(name) && memberVariable(name) === name)).toEqual([]);
  });

  it.each([...reservedFunctions])('has %s where the functions of an entity are made', (name) => {
    expect(view.files.some(([, content]) => new RegExp(`\\b${name}\\b`).test(content))).toBe(true);
  });
});
