import { packageManagers, type PackageManager } from '../compose/answers.ts';

/**
 * The package manager that runs us, else npm.
 * @param userAgent `npm_config_user_agent`, which a package manager sets when it runs us
 */
export function detectPackageManager(userAgent: string): PackageManager {
  const name = /^([a-z]+)\/\S/.exec(userAgent)?.[1];
  return packageManagers.find((manager) => manager === name) ?? 'npm';
}
