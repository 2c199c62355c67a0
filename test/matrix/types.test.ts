import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputFileSync } from 'fs-extra/esm';
import { check, resolveConfig, type Options } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/compose/answers.ts';
import { emitWith } from '../support/emitted.ts';
import { typeErrorsOf } from '../support/type-errors.ts';
import { combinations, refused } from './combinations.ts';

const matrixFolder = fileURLToPath(new URL('../../.cache/matrix', import.meta.url));
const sharedModules = fileURLToPath(new URL('../../.cache/emitted/node_modules', import.meta.url));

const formatted = /\.(ts|js|mjs|json|ya?ml)$/;

/** Verdicts by options, path and text: most files are the same in many combinations. */
const verdicts = new Map<string, Promise<boolean>>();

const isFormatted = (content: string, options: Options): Promise<boolean> => {
  const key = JSON.stringify([options, content]);
  const verdict = verdicts.get(key) ?? check(content, options);
  verdicts.set(key, verdict);
  return verdict;
};

const unformattedOf = async (folder: string, files: ReadonlyMap<string, { content: string }>): Promise<string[]> => {
  const options = await resolveConfig(join(folder, 'package.json'));
  const unformatted = await Promise.all(
    [...files]
      .filter(([path]) => formatted.test(path))
      .map(async ([path, { content }]) => ((await isFormatted(content, { ...options, filepath: path })) ? [] : [path])),
  );
  return unformatted.flat();
};

describe('matrix', () => {
  beforeAll(() => {
    rmSync(matrixFolder, { recursive: true, force: true });
    mkdirSync(matrixFolder, { recursive: true });
    if (!existsSync(sharedModules)) throw new Error('Run "npm run shared-install" first.');
    symlinkSync(sharedModules, join(matrixFolder, 'node_modules'));
  });

  it('has every stack with and without auth', () => {
    const cells = new Set(combinations.map(({ title }) => title));
    const expected = ['express', 'fastify', 'nestjs'].flatMap((stack) =>
      ['none', 'jwt'].flatMap((auth) => presets.map((preset) => `${stack} postgres ${auth} ${preset}`)),
    );
    expect(expected.filter((title) => !cells.has(title))).toEqual([]);
  });

  it('has every optional feature switched on and off, but for what cannot be had', () => {
    const off = 'postgres jwt standard -metrics';
    expect(combinations.map(({ title }) => title)).toEqual(expect.arrayContaining([`express ${off}`, `nestjs ${off}`]));
    // Orders are those of the sample shop, of which the smallest emission has another one.
    const expected = ['express', 'fastify', 'nestjs'].map((stack) => `${stack} postgres none minimal +ordering`);
    expect(refused).toEqual(expected);
  });

  it.concurrent.each(combinations)('$title is formatted and type-checks', async ({ title, answers }) => {
    const { emission } = emitWith(answers);
    const folder = join(matrixFolder, title.replaceAll(/[^\w+=-]+/g, '_'));
    for (const [path, file] of emission) {
      outputFileSync(join(folder, path), file.content);
    }
    expect(await unformattedOf(folder, emission)).toEqual([]);
    expect(await typeErrorsOf(folder)).toBe('');
    rmSync(folder, { recursive: true });
  });
});
