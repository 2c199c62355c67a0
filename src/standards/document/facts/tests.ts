import { posix } from 'node:path';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';
import { testFiles, testPlace } from './code-files.ts';

const most = 2;

const partsOf = (path: string): readonly string[] =>
  path
    .toLowerCase()
    .replace(/\.(test|spec)\.[cm]?[jt]sx?$/, '')
    .split('/');

/** Whether a path speaks of one of the words: a folder of that name, or a file that begins with it. */
const speaksOf = (path: string, words: readonly string[]): boolean =>
  partsOf(path).some((part) => words.some((word) => part === word || part.startsWith(`${word}-`)));

const places = (repository: Repository, paths: readonly string[]): readonly Place[] => {
  const found: Place[] = [];
  for (const path of paths) {
    const place = testPlace(repository, path);
    if (place !== undefined) found.push(place);
    if (found.length === most) break;
  }
  return found;
};

/** Tests of a module: those that lie in its folder or reach into it, then those named after it. */
export const testsOfModule = (repository: Repository, folder: string, name: string): readonly Place[] => {
  const files = testFiles(repository);
  const reaching = files.filter(
    (path) => path.startsWith(`${folder}/`) || (repository.text(path) ?? '').includes(`/${folder}/`),
  );
  const named = files.filter((path) => speaksOf(path, [name]));
  return places(repository, [...new Set([...reaching, ...named])]);
};

/** Tests of a component: those whose path speaks of it, else those that reach into the folder of its main file. */
export const testsOfComponent = (repository: Repository, words: readonly string[], main: string): readonly Place[] => {
  const named = testsOfWords(repository, words);
  return named.length > 0 ? named : testsOfModule(repository, posix.dirname(main), words[0] ?? '');
};

/** Tests whose path has one of the words. */
export const testsOfWords = (repository: Repository, words: readonly string[]): readonly Place[] =>
  places(
    repository,
    testFiles(repository).filter((path) => speaksOf(path, words)),
  );
