import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitProject } from '../../generators/project/emit-project.ts';
import { packageManagers, presets, type Preset } from '../../src/compose/answers.ts';
import { readCatalogue } from '../../src/compose/catalogue-disk.ts';
import { completeAnswers } from '../../src/options/answers.ts';
import { filesIn, makeFolder, projectRoot, run, temporaryFolder } from '../cli/support.ts';
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
  const emitted = async (preset: Preset): Promise<Record<string, string>> => {
    const catalogue = await readCatalogue();
    const features = catalogue.features.map((feature) => feature.definition);
    const given = new Map([['preset', { value: preset, origin: 'test' }]]);
    const answers = completeAnswers(given, { features, packageName: 'app', runner: packageManagers[0] });
    const { files } = await emitProject(answers, catalogue);
    return Object.fromEntries([...files].map(([path, { content }]) => [path, Buffer.from(content).toString('latin1')]));
  };

  it.each(presets)('is what the sources make, byte for byte: %s', async (preset) => {
    const cwd = temporaryFolder();
    const args = ['app', '--preset', preset, '--no-install', '--no-git'];

    const ended = await run(join(unpacked, 'dist/main.js'), args, { cwd });

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const files = filesIn(join(cwd, 'app'));
    delete files['.env'];
    expect(files).toEqual(await emitted(preset));
  });

  it('takes a domain model', async () => {
    const cwd = temporaryFolder();
    const ended = await run(join(unpacked, 'dist/main.js'), ['app', '--model', 'none.yaml', '--json'], { cwd });
    expect(ended.code).toBe(2);
  });
});
