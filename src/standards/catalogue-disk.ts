import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inOrder } from './assess.ts';
import type { Standard } from './standard.ts';

const folder = fileURLToPath(new URL('catalogue/', import.meta.url));

/** The files of all standards: every `catalogue/<group>/<id>.ts`, the id in lower case. */
export const standardFiles = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[\\/][a-z]+-\d\d\.ts$/.test(path))
    .sort()
    .map((path) => join(folder, path));

const readStandard = async (file: string): Promise<Standard> => {
  const module: unknown = await import(pathToFileURL(file).href);
  // The file has the standard as its default export; its type is checked where it is declared.
  return (module as { default: Standard }).default;
};

/** Discovers all standards on disk. The bundle has the same ones, compiled by `scripts/build.mjs`. */
export const readStandards = async (): Promise<Standard[]> =>
  inOrder(await Promise.all(standardFiles().map(readStandard)));
