import { describe, expect, it } from 'vitest';
import { operationIds } from '../../templates/base/resources/files/generators/resource/check-derived.ts';
import { modelView } from '../../templates/base/resources/files/generators/resource/model-view.ts';
import {
  reservedComponents,
  reservedOperations,
  reservedTables,
} from '../../templates/base/resources/files/generators/resource/reserved.ts';
import { shopModel } from '../../templates/base/resources/models/shop.ts';
import { emitWith } from '../../test/support/emitted.ts';

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
});
