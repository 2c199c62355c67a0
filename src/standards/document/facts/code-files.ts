import { isCode } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';

/** Whether a file holds tests. */
const isTest = (path: string): boolean => /\.(test|spec)\.[cm]?[jt]sx?$/.test(path) || /(^|\/)__tests__\//.test(path);

/** Whether a file belongs to what runs in production: code that is no test, no generator and no configuration. */
export const isProduct = (path: string): boolean =>
  isCode(path) &&
  !isTest(path) &&
  path.includes('/') &&
  !/^(test|tests|e2e|spec|generators|scripts|migrations|seeds|bench|docs|examples?|tools)\//.test(path);

/** The product's files. */
export const productFiles = (repository: Repository): readonly string[] => repository.files.filter(isProduct);

/** The test files. */
export const testFiles = (repository: Repository): readonly string[] => repository.files.filter(isTest);

const lineOf = (text: string, pattern: RegExp): number | undefined => {
  const index = text.split('\n').findIndex((line) => pattern.test(line));
  return index === -1 ? undefined : index + 1;
};

/** Where a file begins to say something to others: its first export, else its first line. */
export const exportPlace = (repository: Repository, path: string): Place => ({
  path,
  line: lineOf(repository.text(path) ?? '', /^(export\b|module\.exports\b|exports\.)/) ?? 1,
});

/** The first test of a file that is not skipped. */
export const testPlace = (repository: Repository, path: string): Place | undefined => {
  const text = repository.text(path) ?? '';
  if (/^\s*(describe|suite)\.skip\b/m.test(text)) return undefined;
  const line = lineOf(text, /^\s*(it|test)(\.(each|for|concurrent|sequential)\b|\()/);
  return line === undefined ? undefined : { path, line };
};
