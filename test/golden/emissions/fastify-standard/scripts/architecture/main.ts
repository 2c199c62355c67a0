/** Writes docs/architecture from the sources; with `--check`, fails when a document is stale instead. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { architectureDocuments, FOLDER } from './documents/documents.ts';
import { readRepository } from './files.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const written = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const stale = [...architectureDocuments(readRepository(process.cwd()))].filter(
  ([path, text]) => written(path) !== text,
);

if (stale.length === 0) {
  console.log(`${FOLDER} is current.`);
} else if (values.check) {
  console.error(`Stale: ${stale.map(([path]) => path).join(', ')}. Run "npm run docs:architecture" and commit it.`);
  process.exitCode = 1;
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(`Written: ${stale.map(([path]) => path).join(', ')}`);
}
