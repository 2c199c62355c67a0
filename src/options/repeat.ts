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

/** A path as a word that no program takes for an option of its own. */
export const pathWord = (path: string): string => (path.startsWith('-') ? `./${path}` : path);

const flag = (name: string, value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`--${name}`, value];

/** A command line of this version, started by a package manager, quoted for a POSIX shell. */
const commandLine = (packageManager: PackageManager, version: string, words: readonly string[]): string =>
  [`${runners[packageManager]} create-backend-architect@${version}`, ...words.map(shellQuote)].join(' ');

const installFlags = ({ install }: OptionValues): readonly string[] => (install === false ? ['--no-install'] : []);

const conflictFlags = ({ onConflict }: OptionValues): readonly string[] =>
  flag('on-conflict', onConflict === 'fail' ? undefined : onConflict);

const featureFlags = (options: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(options).flatMap(([name, value]) => flag(name, value));

/** What of a run is not in the answers but belongs to its repetition. */
export interface RepeatContext {
  readonly version: string;
  readonly directory: string;
  /** The name does not follow from the folder. */
  readonly nameWasGiven: boolean;
  readonly values: OptionValues;
  /** The path of the domain model, from the current folder. */
  readonly modelFile?: string;
}

/** The one command that creates the same repository without questions. */
export const repeatCommand = (answers: Answers, context: RepeatContext): string => {
  const { version, directory, nameWasGiven, values, modelFile } = context;
  const words = [
    pathWord(directory),
    '--yes',
    ...flag('name', nameWasGiven ? answers.name : undefined),
    ...flag('preset', answers.preset),
    ...flag('stack', answers.stack),
    ...flag('database', answers.database),
    ...flag('auth', answers.auth.length === 0 ? 'none' : answers.auth.join(',')),
    ...flag('with', answers.with.join(',')),
    ...flag('without', answers.without.join(',')),
    ...featureFlags(answers.options),
    ...flag('model', modelFile && pathWord(modelFile)),
    ...flag('package-manager', answers.packageManager),
    ...installFlags(values),
    ...(values.git === false ? ['--no-git'] : []),
    ...conflictFlags(values),
  ];
  return commandLine(answers.packageManager, version, words);
};

/** What is added, and how. */
export interface RepeatedAddition {
  readonly features: readonly string[];
  /** Choices for options that the features bring along. */
  readonly options: Readonly<Record<string, string>>;
  readonly values: OptionValues;
}

/** The one command that adds the same features without questions. */
export const repeatAddCommand = (
  { features, options, values }: RepeatedAddition,
  packageManager: PackageManager,
  version: string,
): string =>
  commandLine(packageManager, version, [
    'add',
    ...features,
    '--yes',
    ...featureFlags(options),
    ...installFlags(values),
    ...conflictFlags(values),
  ]);

/** The one command that checks the same again. */
export const repeatCheckCommand = (values: OptionValues, version: string): string =>
  commandLine('npm', version, [
    'check',
    ...flag('group', values.group?.join(',')),
    ...flag('id', values.id?.join(',')),
    ...flag('fail-on', values.failOn),
    ...(values.write === undefined ? [] : [values.write ? '--write' : '--no-write']),
    ...flag('sarif', values.sarif && pathWord(values.sarif)),
  ]);

/** The one command that runs a generator with the same words again. */
export const repeatGenerateCommand = (name: string, words: readonly string[], version: string): string =>
  commandLine('npm', version, ['generate', name, ...words]);
