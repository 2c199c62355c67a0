import { serverEntries } from './facts/entries.ts';
import { lostImportOf } from './facts/lost-imports.ts';
import { once } from './facts/once.ts';
import { serverCode } from './facts/used.ts';
import type { Repository } from './repository/repository.ts';
import type { Verdict } from './standard.ts';
import { unmet } from './verdicts.ts';

const serverFiles = once((repository) => new Set(serverCode(repository).files));

/**
 * What was found is worth nothing when it cannot be loaded, because a file that it imports is gone. Asked of
 * repositories of ours alone: in others a file may be made by a tool that is not known here.
 */
export const unlessLost = (repository: Repository, verdict: Verdict): Verdict => {
  if (verdict.status !== 'met' || repository.choices === undefined) return verdict;
  const paths = [...verdict.evidence, ...verdict.tests].map(({ path }) => path);
  const inServer = paths.some((path) => serverFiles(repository).has(path));
  const lost = lostImportOf(repository, [...paths, ...(inServer ? serverEntries(repository) : [])]);
  return lost === undefined
    ? verdict
    : unmet(`${lost.place.path} imports ${lost.specifier}, which is not there: what shows it cannot run.`, [
        lost.place,
      ]);
};
