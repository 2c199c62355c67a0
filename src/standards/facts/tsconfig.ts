import { posix } from 'node:path';
import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { recordOf, textOf } from './values.ts';
import { yamlDocument } from './yaml-document.ts';

/** An option of the compiler, and the file that sets it. */
export interface CompilerOption {
  readonly value: unknown;
  readonly place: Place;
}

/** JSON as compilers take it is YAML, but for its comments. */
const withoutComments = (text: string): string =>
  text.replaceAll(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (whole, string: string | undefined) => string ?? whole.replaceAll(/[^\n]/g, ' '),
  );

/** An option that `tsconfig.json` sets, itself or by a file of the repository that it extends. */
export const compilerOption = (
  repository: Repository,
  name: string,
  path = 'tsconfig.json',
  depth = 0,
): CompilerOption | undefined => {
  const text = repository.text(path);
  if (text === undefined || depth > 5) return undefined;
  const document = yamlDocument(repository, path, withoutComments(text));
  const config = recordOf(document?.value);
  const value = recordOf(config.compilerOptions)[name];
  if (document !== undefined && value !== undefined) return { value, place: document.at('compilerOptions', name) };
  const base = textOf(config.extends);
  if (base?.startsWith('.') !== true) return undefined;
  const target = posix.join(posix.dirname(path), base);
  return compilerOption(repository, name, repository.has(target) ? target : `${target}.json`, depth + 1);
};
