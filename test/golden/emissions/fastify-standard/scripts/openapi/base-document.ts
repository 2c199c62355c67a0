import { spawnSync } from 'node:child_process';
import { FILE } from './document-file.ts';

/** What a command of Git prints, or nothing when it fails. */
export type Git = (...args: readonly string[]) => string | undefined;

const runGit: Git = (...args) => {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
};

/** The branch that a pull request goes to is not there, so nothing can be held against it. */
export class BaseBranchError extends Error {
  constructor(branch: string) {
    super(`The branch ${branch} cannot be read: the checkout has to fetch all branches ("fetch-depth: 0").`);
    this.name = 'BaseBranchError';
  }
}

/**
 * The document that a change is held against: that of the branch a pull request goes to, or of HEAD.
 *
 * @param target the branch a pull request goes to, or '' where there is none
 * @returns nothing where no document is committed yet
 * @throws BaseBranchError
 */
export const baseDocument = (target = process.env['GITHUB_BASE_REF'] ?? '', git = runGit): string | undefined => {
  if (target === '') return git('show', `HEAD:./${FILE}`);
  const branch = `origin/${target}`;
  // The checkout keeps no credentials, so it has fetched the branch already.
  if (git('rev-parse', '--verify', '--quiet', `${branch}^{commit}`) === undefined) throw new BaseBranchError(branch);
  return git('show', `${branch}:./${FILE}`);
};
