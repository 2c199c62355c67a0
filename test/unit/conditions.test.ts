import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { featureFolders } from '../../src/compose/catalogue-disk.ts';
import { catalogue } from '../support/emitted.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const definitions = catalogue.features.map(({ definition }) => definition);
const known = new Set(
  definitions.flatMap(({ id, options = [] }) => [
    id,
    ...options.flatMap(({ name, values }) => Object.keys(values).map((value) => `${name}=${value}`)),
  ]),
);

/** What a template, or the declaration of a feature, asks the project for. */
const conditionsIn = (text: string): string[] =>
  [...text.matchAll(/\bproject\.has\('([^']+)'\)/g)].map(([, condition = '']) => condition);

describe('a condition of a template', () => {
  const asked = [
    ...featureFolders()
      .map((folder) => join(folder, 'feature.ts'))
      .map((file) => ({
        origin: relative(root, file),
        conditions: conditionsIn(readFileSync(file, 'utf8')),
      })),
    ...catalogue.features
      .flatMap(({ files }) => files)
      .map(({ origin, source, when }) => ({ origin, conditions: [...when, ...conditionsIn(source)] })),
  ];

  it('is a feature, or a choice, that there is', () => {
    const unknown = asked.flatMap(({ origin, conditions }) =>
      conditions.filter((condition) => !known.has(condition)).map((condition) => `${origin}: ${condition}`),
    );
    expect(unknown).toEqual([]);
  });
});
