import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { FileChange } from '../standard.ts';

const patchOf = ({ path, before, after }: FileChange): string =>
  createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    before ?? '',
    after,
    undefined,
    undefined,
    {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    },
  );

/** Changes of files as one patch that `git apply` takes. */
export const patchText = (changes: readonly FileChange[]): string => changes.map(patchOf).join('');

/** A fence that nothing in the text can close. */
export const fence = (language: string, text: string): readonly string[] => {
  const longest = Math.max(0, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const mark = '`'.repeat(Math.max(3, longest + 1));
  return [`${mark}${language}`, ...text.replace(/\n$/, '').split('\n'), mark];
};
