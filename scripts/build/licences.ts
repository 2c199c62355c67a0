import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Chunk {
  readonly type: string;
  readonly moduleIds?: readonly string[];
}

const packageOf = (id: string): string | undefined =>
  /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/').replace(/^\0/, ''))?.[1];

const textOf = (folder: string): string => {
  // Written by npm when it installed the package.
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return [`${name ?? ''} ${version ?? ''} (${license ?? ''})`, text].filter((part) => part !== '').join('\n\n');
};

/** The licences of all packages that are in a bundle: their texts must go where the code goes. */
export const licencesOf = (output: readonly Chunk[]): string => {
  const folders = output.flatMap((chunk) => (chunk.moduleIds ?? []).map(packageOf));
  const packages = [...new Set(folders)].filter(
    (folder) => folder !== undefined && existsSync(join(folder, 'package.json')),
  );
  const texts = packages.filter((folder) => folder !== undefined).map(textOf);
  return `${texts.sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};
