import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/compose/answers.ts';
import { emittedFilesIn, filesIn, makeFolder, projectRoot, run, temporaryFolder } from '../cli/support.ts';
import { madeBySources } from './made-by-sources.ts';
import { packInto, unpackInto, type PackedPackage } from './packed.ts';

const folder = makeFolder();
let packed: PackedPackage;
let unpacked = '';

beforeAll(() => {
  packed = packInto(folder);
  unpacked = unpackInto(folder, packed);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the package', () => {
  it('holds the whole bundle, and nothing of the sources', () => {
    const built = readdirSync(join(projectRoot, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length));
    const paths = packed.files.map((file) => file.path);

    expect(paths.filter((path) => path.startsWith('dist/')).sort()).toEqual(built.sort());
    expect(
      paths.filter((path) => !path.startsWith('dist/') && !/^(?:package\.json|README\.md|LICENSE)$/.test(path)),
    ).toEqual([]);
  });

  it('is small, and needs no other package', () => {
    expect(packed.size).toBeLessThan(2_000_000);
    const manifest: unknown = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('scripts.postinstall');
  });

  it('has an executable entry', () => {
    expect(statSync(join(unpacked, 'dist/main.js')).mode & 0o111).toBe(0o111);
    expect(readFileSync(join(unpacked, 'dist/main.js'), 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  it('says whose code it holds', () => {
    const licences = readFileSync(join(unpacked, 'dist/THIRD-PARTY-LICENCES.txt'), 'utf8');
    for (const name of ['@clack/prompts', 'yaml', 'execa']) expect(licences).toContain(`${name} `);
  });
});

describe('what the package makes', () => {
  it.each([
    ...presets.map((preset) => ['fastify', preset] as const),
    ['express', 'standard'] as const,
    ['nestjs', 'standard'] as const,
  ])('is what the sources make, byte for byte: %s, %s', async (stack, preset) => {
    const cwd = temporaryFolder();
    const args = ['app', '--stack', stack, '--preset', preset, '--no-install', '--no-git'];

    const ended = await run(join(unpacked, 'dist/main.js'), args, { cwd });

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(emittedFilesIn(join(cwd, 'app'))).toEqual(await madeBySources({ stack, preset }));
  });

  it('takes a domain model', async () => {
    const cwd = temporaryFolder();
    const model = join(projectRoot, 'test/models/tiny.yaml');
    const ended = await run(join(unpacked, 'dist/main.js'), ['app', '--model', model, '--no-install', '--no-git'], {
      cwd,
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(filesIn(join(cwd, 'app')))).toContain('src/modules/as/index.ts');
  });
});
