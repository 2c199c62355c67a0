import { basename } from 'node:path';
import type { Problem } from '../compose/resolve.ts';
import { problem } from '../options/given.ts';
import { workTreeState } from '../project/git.ts';
import { OWN_NAMES } from '../tree/work-place.ts';

/** What is not committed in a folder: it could not be told from our changes afterwards, or would be lost under them. */
export const uncommittedProblems = async (folder: string): Promise<readonly Problem[]> => {
  const state = await workTreeState(folder);
  if (state.kind === 'unknown') {
    const message = `Git cannot tell whether there are uncommitted changes: ${state.message}`;
    return [problem('directory', message)];
  }
  if (state.kind !== 'dirty') return [];
  const reason = 'has changes that are not committed; commit or stash them first.';
  return state.paths
    .filter((path) => !OWN_NAMES.has(basename(path)))
    .map((path) => problem('directory', `${path}: ${reason}`));
};
