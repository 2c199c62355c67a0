import { packageManagers, type PackageManager } from '../compose/answers.ts';

/** The package manager that runs us, by the variable that it sets for what it runs; else npm. */
export function detectPackageManager(userAgent = process.env.npm_config_user_agent ?? ''): PackageManager {
  const name = /^([a-z]+)\/\S/.exec(userAgent)?.[1];
  return packageManagers.find((manager) => manager === name) ?? 'npm';
}
