/**
 * Bundles the command: a tiny entry, a chunk for each command, and all templates compiled. No package is left to be
 * installed beside it. `--root` and `--out` serve tests, which bundle a catalogue of their own.
 */
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { register } from 'tsx/esm/api';

const projectRoot = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({ options: { root: { type: 'string' }, out: { type: 'string' } } });
const root = resolve(values.root ?? projectRoot);
const out = resolve(values.out ?? join(projectRoot, 'dist'));

// From here on, TypeScript can be imported.
register();
const { escapeToAscii } = await import('./build/ascii.ts');
const { compiledModules } = await import('./build/compiled-modules.ts');
const { licencesOf } = await import('./build/licences.ts');
const { modules, templates, derived } = await compiledModules(root);

const replaceModules = {
  name: 'compiled-modules',
  resolveId: (id) => (modules.has(id) ? id : undefined),
  load: (id) => modules.get(id),
};

const asciiOnly = {
  name: 'ascii-only',
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = escapeToAscii(chunk.code);
  },
};

/** What creating a repository needs: one chunk, since each costs a millisecond to find and load. */
const coreFolders = ['src/compose/', 'src/options/', 'src/project/', 'src/tree/', 'src/cli/create/', 'generators/'];
const coreModules = /^src\/cli\/(?!main|load-|compiled-|help|version|generate|list|schema|completion)[^/]+\.ts$/;
const lazyModules = /^src\/options\/(?:plain-yaml|completion|json-schema|help)\b/;
/** What only runs into a folder that holds something need. */
const mergeModules = /^src\/tree\/(?:edit-json|merge-(?:file|json|lines|package|text))\.ts$/;
/** Of the standards, what everybody names. */
const planModules = /^src\/standards\/document\/(?:plan-path|derive-plan)\.ts$/;
const isCore = (id) => {
  const path = relative(projectRoot, id).replaceAll('\\', '/');
  if (path.includes('node_modules/validate-npm-package-name/') || planModules.test(path)) return true;
  return (
    !lazyModules.test(path) &&
    !mergeModules.test(path) &&
    (coreModules.test(path) || coreFolders.some((folder) => path.startsWith(folder)))
  );
};

const isDerivation = (id) => /[\\/]templates[\\/][^\\/]+[\\/][^\\/]+[\\/]files[\\/]scripts[\\/]/.test(id);
const isCatalogue = (id) => /compiled-catalogue|[\\/]templates[\\/]/.test(id) && !isDerivation(id);

/** What holds a repository against the standards; loaded when a plan is written. */
const isStandards = (id) => /[\\/]src[\\/]standards[\\/]/.test(id);

const bundle = await rolldown({
  input: { main: join(projectRoot, 'src/cli/main.ts') },
  platform: 'node',
  // The other format of jsonc-parser asks for its own files in a way that no bundler sees.
  resolve: { mainFields: ['module', 'main'] },
  plugins: [replaceModules, asciiOnly],
  // What is left unused of a library is not worth its start-up time.
  treeshake: true,
});
// Whoever runs the old bundle meanwhile finds it whole.
const staged = `${out}.${String(process.pid)}`;
const { output } = await bundle.write({
  dir: staged,
  // Modules of the older kind load without a queue, and their imports of Node.js only what they use: 13 ms of 130.
  format: 'cjs',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    groups: [
      { name: 'core', test: isCore },
      { name: 'catalogue', test: isCatalogue },
      { name: 'standards', test: isStandards },
    ],
  },
  // Errors are told apart, and shown in stacks, by the names of their classes.
  minify: {
    compress: { keepNames: { function: false, class: true } },
    mangle: { keepNames: { function: false, class: true } },
    codegen: true,
  },
});
await bundle.close();
await writeFile(join(staged, 'package.json'), '{ "type": "commonjs" }\n');
await writeFile(join(staged, 'templates.json'), templates);
await writeFile(join(staged, 'derived.json'), derived);
await writeFile(join(staged, 'THIRD-PARTY-LICENCES.txt'), licencesOf(output));
await chmod(join(staged, 'main.js'), 0o755);
await rm(out, { recursive: true, force: true });
await rename(staged, out);
