import { readFile } from 'node:fs/promises';

/** The version of this package; in the bundle this module is replaced by the version itself. */
export const loadVersion = async (): Promise<string> => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  // Our own package.json, which npm keeps to its format.
  const { version } = JSON.parse(text) as { version: string };
  return version;
};
