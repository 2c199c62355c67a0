import type { PackageManager } from './answers.ts';

const scriptWithArguments = /\bnpm run ((?:[\w:]+ )+)-- /g;
const script = /\bnpm run (?=\w)/g;

/**
 * Templates say how a script is run in the words of npm. This says it in those of another package manager: all of them
 * know `run`, and only npm wants `--` before the arguments of the script.
 */
export const inPackageManager = (text: string, manager: PackageManager): string =>
  manager === 'npm' ? text : text.replaceAll(scriptWithArguments, 'npm run $1').replaceAll(script, `${manager} run `);
