import { resolve } from 'node:path';
import type { Problem } from '../../compose/resolve.ts';
import { readAnswersFile } from '../../options/answers-file.ts';
import { optionsOf, type FeatureChoice } from '../../options/feature-choices.ts';
import { problem, type Given, type GivenValue } from '../../options/given.ts';
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

/** A list without what the other list asks for; nothing when nothing is left of it. */
const without = (list: GivenValue | undefined, other: GivenValue | undefined): GivenValue | undefined => {
  if (!Array.isArray(list?.value) || !Array.isArray(other?.value)) return list;
  const taken = new Set<unknown>(other.value);
  // Checked to be a list, and lists hold texts.
  const left = (list.value as readonly string[]).filter((word) => !taken.has(word));
  return left.length === 0 ? undefined : { ...list, value: left };
};

/** Both together. What a flag asks for the file cannot leave out, nor the other way round. */
const flagsOverFile = (flags: Given, file: Given): Given => {
  const lists = [
    ['with', without(file.get('with'), flags.get('without'))],
    ['without', without(file.get('without'), flags.get('with'))],
  ] as const;
  const rest = [...file].filter(([key]) => key !== 'with' && key !== 'without');
  const kept = lists.flatMap(([key, list]) => (list === undefined ? [] : [[key, list] as const]));
  return new Map([...rest, ...kept, ...flags]);
};

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
    given: flagsOverFile(flags.given, answers.given),
    ...(directory === undefined ? {} : { directory }),
    modelBase: modelIsFromFile ? resolve(path, '..') : cwd,
    problems: [...flags.problems, ...surplus(flags.sureWords), ...answers.problems],
  };
};
