import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../../options/given.ts';
import { repeatGenerateCommand } from '../../options/repeat.ts';
import { suggest } from '../../options/suggest.ts';
import type { Invocation } from '../command.ts';
import { UsageError } from '../failures.ts';
import { loadVersion } from '../load-version.ts';
import { showWhenSlow } from '../progress.ts';
import { readArguments } from '../read-arguments.ts';
import { describeGenerators } from './describe.ts';
import { wordsIn } from './words.ts';

/** A generator, and the words for it. */
export interface GenerateRequest {
  readonly name: string;
  readonly words: readonly string[];
}

/** The generators of a repository: the folders of `generators/` that hold a generator. */
const generatorsIn = (folder: string): readonly string[] => {
  const root = join(folder, 'generators');
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && readdirSync(join(root, entry.name)).some((file) => /^generator\.[jt]s$/.test(file)),
    )
    .map((entry) => entry.name)
    .sort();
};

/**
 * Splits what is for us from what only the generator knows, which stands behind `--`.
 * @throws UsageError for a flag in front of it that we do not know
 */
export const splitWords = (argv: readonly string[]): { name: string | undefined; words: readonly string[] } => {
  const end = argv.indexOf('--');
  const ours = end === -1 ? argv : argv.slice(0, end);
  const [name, ...words] = readArguments('generate', ours, Infinity).positionals;
  return { name, words: end === -1 ? words : [...words, ...argv.slice(end)] };
};

const requestIn = (name: string, line: string): GenerateRequest | { readonly refusal: string } => {
  const words = wordsIn(line);
  if (words === undefined) return { refusal: 'A quote is left open.' };
  try {
    return { name, words: splitWords([name, ...words]).words };
  } catch (error) {
    if (error instanceof UsageError) return { refusal: error.message };
    throw error;
  }
};

/** Asks for what was not given, where the generator takes something. */
const ask = async (
  candidates: readonly string[],
  plop: string,
  { cwd, terminal, cancellation }: Invocation,
): Promise<GenerateRequest> => {
  const { signal } = cancellation;
  const loading = describeGenerators(plop, join(cwd, 'plopfile.js'), { cwd, signal });
  const described = await showWhenSlow(terminal, 'Loading the generators', loading, signal);
  const generators = candidates.map(
    (name) => described.find((one) => one.name === name) ?? { name, description: '', asks: false },
  );
  const [first, ...others] = generators;
  if (first !== undefined && others.length === 0 && !first.asks) return { name: first.name, words: [] };
  const version = await loadVersion();
  const commandOf = (name: string, line: string): { command: string } | { refusal: string } => {
    const request = requestIn(name, line);
    return 'refusal' in request ? request : { command: repeatGenerateCommand(name, request.words, version) };
  };
  const { askGeneration } = await import('../wizard/ask-generation.ts');
  const { name, line } = await askGeneration({ version, generators, cancellation, commandOf });
  const request = requestIn(name, line);
  if ('refusal' in request) throw new Error(request.refusal);
  return request;
};

/**
 * Decides which generator runs, and with which words: a person is asked for what is not given.
 * @param plop path of its program
 * @throws UsageError when there is no such generator, or none was named and nobody can be asked
 */
export const decideRequest = async (
  { name, words }: ReturnType<typeof splitWords>,
  plop: string,
  invocation: Invocation,
): Promise<GenerateRequest> => {
  const known = generatorsIn(invocation.cwd);
  const list = known.length === 0 ? 'This repository has none.' : `It can be ${known.join(', ')}.`;
  if (name !== undefined && !known.includes(name)) {
    throw new UsageError([problem('generator', `There is no generator "${name}". ${list}`, suggest(name, known))]);
  }
  const mayAsk = invocation.terminal.interactive && known.length > 0;
  if (mayAsk && words.length === 0) return ask(name === undefined ? known : [name], plop, invocation);
  if (name === undefined) throw new UsageError([problem('generator', `Which generator? ${list}`)]);
  return { name, words };
};
