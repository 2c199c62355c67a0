import type { PackageManager } from './answers.ts';

const scriptWithArguments = /\bnpm run ((?:[\w:]+ )+)-- /g;
const script = /\bnpm run (?=\w)/g;
const addition = /\bnpm install --save-dev (?=\S)/g;

const additions: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add --save-dev',
  yarn: 'yarn add --dev',
  bun: 'bun add --dev',
};

/**
 * Templates say how a script is run, and a tool installed, in the words of npm. This says it in those of another package
 * manager: all of them know `run`, and only npm wants `--` before the arguments of the script.
 */
export const inPackageManager = (text: string, manager: PackageManager): string =>
  manager === 'npm'
    ? text
    : text
        .replaceAll(scriptWithArguments, 'npm run $1')
        .replaceAll(script, `${manager} run `)
        .replaceAll(addition, `${additions[manager]} `);
