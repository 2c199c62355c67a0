import { resolve } from 'node:path';
import type { Problem } from '../../compose/resolve.ts';
import { readAnswersFile } from '../../options/answers-file.ts';
import { optionsOf, type FeatureChoice } from '../../options/feature-choices.ts';
import { problem, type Given } from '../../options/given.ts';
import { parseArguments } from '../../options/parse-arguments.ts';

/** What was given on the command line and in the answers file. */
export interface CreateInput {
  readonly given: Given;
  readonly directory?: string;
  /** The folder that a model file of the answers is relative to: that of the answers file. */
  readonly modelBase: string;
  readonly problems: readonly Problem[];
}

const surplus = (positionals: readonly string[]): readonly Problem[] =>
  positionals.length <= 1
    ? []
    : [
        problem(
          'directory',
          `One directory was expected, but there are ${String(positionals.length)}: ${positionals.join(', ')}.`,
        ),
      ];

/** Reads flags and answers file; flags win. All problems of both are collected. */
export const readCreateInput = async (
  argv: readonly string[],
  cwd: string,
  features: readonly FeatureChoice[],
): Promise<CreateInput> => {
  const definitions = optionsOf('create', features);
  const flags = parseArguments(argv, definitions);
  const file = flags.given.get('answers')?.value;
  const path = typeof file === 'string' ? resolve(cwd, file) : undefined;
  const answers =
    path === undefined || typeof file !== 'string'
      ? { given: new Map<string, never>(), problems: [] }
      : await readAnswersFile(path, file, definitions);
  const [directory] = flags.positionals;
  const modelIsFromFile = path !== undefined && !flags.given.has('model');
  return {
    given: new Map([...answers.given, ...flags.given]),
    ...(directory === undefined ? {} : { directory }),
    modelBase: modelIsFromFile ? resolve(path, '..') : cwd,
    problems: [...flags.problems, ...(flags.hasUnknownOption ? [] : surplus(flags.positionals)), ...answers.problems],
  };
};
