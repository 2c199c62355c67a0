import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, resolveConfig } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitWith } from '../support/emitted.ts';
import { combinations } from './combinations.ts';

const matrixFolder = fileURLToPath(new URL('../../.cache/matrix', import.meta.url));
const sharedModules = fileURLToPath(new URL('../../.cache/emitted/node_modules', import.meta.url));

const typeErrorsOf = (folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const compiler = join(sharedModules, 'typescript', 'bin', 'tsc');
    const child = spawn(process.execPath, [compiler, '--noEmit', '-p', '.'], { cwd: folder });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => {
      resolve(output);
    });
  });

const formatted = /\.(ts|js|mjs|json|ya?ml)$/;

const unformattedOf = async (folder: string, files: ReadonlyMap<string, { content: string }>): Promise<string[]> => {
  const options = await resolveConfig(join(folder, 'package.json'));
  const verdicts = await Promise.all(
    [...files]
      .filter(([path]) => formatted.test(path) && path !== '.backend-architect.json')
      .map(async ([path, { content }]) => ((await check(content, { ...options, filepath: path })) ? [] : [path])),
  );
  return verdicts.flat();
};

describe('matrix', () => {
  beforeAll(() => {
    rmSync(matrixFolder, { recursive: true, force: true });
    mkdirSync(matrixFolder, { recursive: true });
    if (!existsSync(sharedModules)) throw new Error('Run "npm run shared-install" first.');
    symlinkSync(sharedModules, join(matrixFolder, 'node_modules'));
  });

  it('has every stack with and without auth', () => {
    expect(combinations.length).toBeGreaterThan(10);
  });

  it.concurrent.each(combinations)('$title is formatted and type-checks', async ({ title, answers }) => {
    const { emission } = emitWith(answers);
    const folder = join(matrixFolder, title.replaceAll(/[^\w+=-]+/g, '_'));
    for (const [path, file] of emission) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), file.content);
    }
    expect(await unformattedOf(folder, emission)).toEqual([]);
    expect(await typeErrorsOf(folder)).toBe('');
    rmSync(folder, { recursive: true });
  });
});
