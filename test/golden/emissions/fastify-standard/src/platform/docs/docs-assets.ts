import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { startScript } from './docs-page.ts';

/** A file of the documentation page. */
export interface DocsAsset {
  readonly contentType: string;
  readonly body: Buffer;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** The files that may be asked for. A name that is not listed never reaches the file system. */
const packaged: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', JAVASCRIPT],
  ['favicon-32x32.png', 'image/png'],
]);

const { resolve } = createRequire(import.meta.url);

const load = async (name: string): Promise<DocsAsset | undefined> => {
  if (name === 'start.js') return { contentType: JAVASCRIPT, body: Buffer.from(startScript) };
  const contentType = packaged.get(name);
  if (contentType === undefined) return undefined;
  return { contentType, body: await readFile(resolve(`swagger-ui-dist/${name}`)) };
};

const loaded = new Map<string, DocsAsset>();

/** Reads a file of the page by its name, once. `undefined` when there is no such file. */
export const docsAsset = async (name: string): Promise<DocsAsset | undefined> => {
  const asset = loaded.get(name) ?? (await load(name));
  if (asset) loaded.set(name, asset);
  return asset;
};
