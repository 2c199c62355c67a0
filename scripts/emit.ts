/**
 * Emits a repository from the templates on disk, without install: `npm run emit -- <folder> [--stack …]`.
 * For work on templates: what the folder held before, apart from node_modules and .data, is replaced.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageManagers, presets, type Answers } from '../src/compose/answers.ts';
import { readCatalogue } from '../src/compose/catalogue-disk.ts';
import { derive } from '../src/compose/derive.ts';
import { emit } from '../src/compose/emit.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stack: { type: 'string', default: 'fastify' },
    database: { type: 'string', default: 'postgres' },
    auth: { type: 'string', default: 'jwt' },
    preset: { type: 'string', default: 'standard' },
    with: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    'package-manager': { type: 'string', default: 'npm' },
    model: { type: 'string' },
    option: { type: 'string', multiple: true, default: [] },
  },
});
const [target] = positionals;
if (target === undefined) throw new Error('usage: npm run emit -- <folder> [options]');

const commaList = (text: string): string[] => text.split(',').filter((id) => id !== '');
const oneOf = <Value extends string>(allowed: readonly Value[], value: string): Value => {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`"${value}" is none of ${allowed.join(', ')}`);
  return found;
};

const readModel = async (file: string): Promise<unknown> => {
  const { parseModel } = await import('../src/model/parse.ts');
  const result = parseModel(readFileSync(file, 'utf8'), file);
  if ('problems' in result) throw new Error(result.problems.map((problem) => problem.message).join('\n'));
  return result.model;
};

const folder = resolve(target);
const answers: Answers = {
  name: folder.split('/').at(-1) ?? 'backend',
  preset: oneOf(presets, values.preset),
  stack: values.stack,
  database: values.database,
  auth: commaList(values.auth),
  with: commaList(values.with),
  without: commaList(values.without),
  packageManager: oneOf(packageManagers, values['package-manager']),
  options: Object.fromEntries(
    values.option.map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
  ),
  ...(values.model === undefined ? {} : { model: await readModel(values.model) }),
};

const { emission, features } = await derive(emit(answers, await readCatalogue()));
const kept = new Set(['node_modules', '.data', '.git', 'package-lock.json']);
if (existsSync(folder)) {
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { recursive: true });
}
for (const [path, file] of emission) {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, file.content, { mode: file.mode ?? 0o644 });
}
const shared = fileURLToPath(new URL('../.cache/emitted/node_modules', import.meta.url));
const linked = join(folder, 'node_modules');
if (existsSync(shared) && !existsSync(linked)) symlinkSync(shared, linked);
console.log(`${String(emission.size)} files with ${features.join(', ')}`);
