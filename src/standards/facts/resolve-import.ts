import { once } from './once.ts';
import type { Repository } from '../repository/repository.ts';
import { recordOf, textsOf } from './values.ts';

const endings = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

/** The file that an import names, or nothing when it is a package or not there. */
export const resolveImport = (repository: Repository, from: string, specifier: string): string | undefined => {
  const target = specifier.startsWith('.') ? joined(from, specifier) : aliased(repository, specifier);
  if (target === undefined) return undefined;
  const bases = [target, target.replace(/\.([cm]?)jsx?$/, '.$1ts'), target.replace(/\.jsx?$/, '.tsx')];
  const inFolder = target === '' ? 'index' : `${target}/index`;
  return [...bases, inFolder]
    .flatMap((base) => endings.map((ending) => base + ending))
    .find((path) => repository.has(path));
};

const joined = (from: string, specifier: string): string | undefined => {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

/** The paths of `tsconfig.json`: the beginning of a specifier, and what stands there instead. */
const aliases = once((repository): readonly (readonly [prefix: string, folder: string])[] => {
  const options = recordOf(recordOf(relaxedJson(repository.text('tsconfig.json'))).compilerOptions);
  const base = typeof options.baseUrl === 'string' ? options.baseUrl : '.';
  return Object.entries(recordOf(options.paths)).flatMap(([pattern, targets]) =>
    textsOf(targets).map((target) => {
      const folder = joined(`${base}/file`.replace(/^\.\//, ''), target.replace(/\*$/, '')) ?? '';
      return [pattern.replace(/\*$/, ''), folder === '' ? '' : `${folder}${target.endsWith('*') ? '/' : ''}`] as const;
    }),
  );
});

const aliased = (repository: Repository, specifier: string): string | undefined => {
  const found = aliases(repository).find(([prefix]) => prefix !== '' && specifier.startsWith(prefix));
  return found && found[1] + specifier.slice(found[0].length);
};

/** JSON with comments and commas at the ends of lists, as compilers take it; `undefined` when it does not parse. */
const relaxedJson = (text: string | undefined): unknown => {
  if (text === undefined) return undefined;
  const plain = text
    .replaceAll(
      /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (_whole, string: string | undefined) => string ?? '',
    )
    .replaceAll(/,(\s*[}\]])/g, '$1');
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
};
