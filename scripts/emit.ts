/**
 * Emits a repository from the templates on disk, without install: `npm run emit -- <folder> [options of create]`.
 * For work on templates: what the folder held before, apart from node_modules and .data, is replaced.
 */
import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputFileSync } from 'fs-extra/esm';
import { readCreateInput } from '../src/cli/create/input.ts';
import { resolveRun } from '../src/cli/create/resolve-run.ts';
import { readCatalogue } from '../src/compose/catalogue-disk.ts';
import { derive } from '../src/compose/derive.ts';
import { emit } from '../src/compose/emit.ts';

const catalogue = await readCatalogue();
const definitions = catalogue.features.map(({ definition }) => definition);
const input = await readCreateInput(process.argv.slice(2), process.cwd(), definitions);
const { answers, target } = await resolveRun(input, catalogue, process.cwd());

const { emission, features } = await derive(emit(answers, catalogue));
const folder = target.path;
const kept = new Set(['node_modules', '.data', '.git', 'package-lock.json']);
if (existsSync(folder)) {
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { recursive: true });
}
for (const [path, file] of emission) {
  outputFileSync(join(folder, path), file.content, { mode: file.mode ?? 0o644 });
}
const shared = fileURLToPath(new URL('../.cache/emitted/node_modules', import.meta.url));
const linked = join(folder, 'node_modules');
if (existsSync(shared) && !existsSync(linked)) symlinkSync(shared, linked);
console.log(`${String(emission.size)} files with ${features.join(', ')}`);
