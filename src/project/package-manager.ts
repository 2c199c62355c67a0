import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;

export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

const LOCK_FILES: readonly (readonly [name: string, manager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** What the package manager is told by. */
export interface ManagerSigns {
  /** `npm_config_user_agent`, which a package manager sets when it runs us; by default that of this process. */
  readonly userAgent?: string | undefined;
  /** A folder whose lock file tells, if nothing runs us. */
  readonly folder?: string | undefined;
}

/** The package manager that runs us, else the one whose lock file is in the folder, else npm. */
export function detectPackageManager(signs: ManagerSigns = {}): PackageManager {
  const { userAgent = process.env.npm_config_user_agent ?? '', folder } = signs;
  const name = /^(npm|pnpm|yarn|bun)\/\S/.exec(userAgent)?.[1];
  const running = PACKAGE_MANAGERS.find((manager) => manager === name);
  if (running !== undefined) return running;
  if (folder === undefined) return 'npm';
  return LOCK_FILES.find(([lockFile]) => existsSync(join(folder, lockFile)))?.[1] ?? 'npm';
}
