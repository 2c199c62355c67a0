import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './support/imports.ts';
import { violationOf } from './support/layers.ts';

describe('architecture', () => {
  it('keeps every import of src within the layers', () => {
    const imports = sourceFiles('src').flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(0);

    const violations = imports.flatMap((entry) => {
      const violation = violationOf(entry);
      return violation === undefined ? [] : [`${entry.from} → ${entry.to}: ${violation}`];
    });
    expect(violations).toEqual([]);
  });

  it.each([
    ['src/modules/a/domain/a.ts', 'src/modules/a/application/a-service.ts'],
    ['src/modules/a/domain/a.ts', 'zod'],
    ['src/modules/a/application/a-service.ts', 'src/modules/a/persistence/a-table.ts'],
    ['src/modules/a/application/a-service.ts', 'src/platform/http/envelope.ts'],
    ['src/modules/a/application/a-service.ts', 'src/platform/database/database.ts'],
    ['src/modules/a/http/routes.ts', 'src/modules/a/persistence/a-table.ts'],
    ['src/modules/a/http/routes.ts', 'src/modules/b/application/b-service.ts'],
    ['src/platform/platform.ts', 'src/modules/a/index.ts'],
    ['src/modules/a/application/a-service.ts', 'src/app/module.ts'],
    ['src/platform/platform.ts', 'src/app/app.ts'],
  ])('refuses that %s imports %s', (from, to) => {
    expect(violationOf({ from, to })).toBeDefined();
  });

  it.each([
    ['src/modules/a/application/a-service.ts', 'src/modules/a/domain/a.ts'],
    ['src/modules/a/application/a-service.ts', 'src/modules/b/index.ts'],
    ['src/modules/a/domain/a.ts', 'src/platform/errors.ts'],
    ['src/modules/a/persistence/a-repository.ts', 'kysely'],
    ['src/modules/a/http/routes.ts', 'src/app/http/route.ts'],
    ['src/modules/a/index.ts', 'src/modules/a/persistence/a-repository.ts'],
    ['src/main.ts', 'src/app/app.ts'],
  ])('accepts that %s imports %s', (from, to) => {
    expect(violationOf({ from, to })).toBeUndefined();
  });
});
