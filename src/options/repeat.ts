import type { Answers, PackageManager } from '../compose/answers.ts';
import type { OptionValues } from './given.ts';

const runners: Readonly<Record<PackageManager, string>> = {
  npm: 'npx',
  pnpm: 'pnpm dlx',
  yarn: 'yarn dlx',
  bun: 'bunx',
};

/** Quotes a word for a POSIX shell, only where it needs it. */
export const shellQuote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

const flag = (name: string, value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`--${name}`, value];

/** What of a run is not in the answers but belongs to its repetition. */
export interface RepeatContext {
  readonly version: string;
  readonly directory: string;
  /** The name does not follow from the folder. */
  readonly nameWasGiven: boolean;
  readonly values: OptionValues;
  /** The domain model, relative to the current folder. */
  readonly modelFile?: string;
}

/** The one command that repeats a run without questions. */
export const repeatCommand = (answers: Answers, context: RepeatContext): string => {
  const { version, directory, nameWasGiven, values, modelFile } = context;
  const target = directory.startsWith('-') ? `./${directory}` : directory;
  const words = [
    target,
    '--yes',
    ...flag('name', nameWasGiven ? answers.name : undefined),
    ...flag('preset', answers.preset),
    ...flag('stack', answers.stack),
    ...flag('database', answers.database),
    ...flag('auth', answers.auth.length === 0 ? 'none' : answers.auth.join(',')),
    ...flag('with', answers.with.join(',')),
    ...flag('without', answers.without.join(',')),
    ...Object.entries(answers.options).flatMap(([name, value]) => flag(name, value)),
    ...flag('model', modelFile),
    ...flag('package-manager', answers.packageManager),
    ...(values.install === false ? ['--no-install'] : []),
    ...(values.git === false ? ['--no-git'] : []),
    ...flag('on-conflict', values.onConflict === 'fail' ? undefined : values.onConflict),
  ];
  return [`${runners[answers.packageManager]} create-backend-architect@${version}`, ...words.map(shellQuote)].join(' ');
};
