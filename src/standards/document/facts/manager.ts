import { packageManagers, type PackageManager } from '../../../compose/answers.ts';
import type { Repository } from '../../repository/repository.ts';

const locks: readonly { readonly lock: string; readonly name: PackageManager }[] = [
  { lock: 'pnpm-lock.yaml', name: 'pnpm' },
  { lock: 'yarn.lock', name: 'yarn' },
  { lock: 'bun.lock', name: 'bun' },
  { lock: 'bun.lockb', name: 'bun' },
];

/** The package manager of a repository: that of its lock file, else the one that its README speaks of, else npm. */
export const managerOf = (repository: Repository): PackageManager => {
  const locked = locks.find(({ lock }) => repository.has(lock))?.name;
  const spoken = /\b(pnpm|yarn|bun) run /.exec(repository.text('README.md') ?? '')?.[1];
  return locked ?? packageManagers.find((name) => name === spoken) ?? 'npm';
};
