import { optionsOf, type FeatureChoice } from '../options/feature-choices.ts';
import { problem } from '../options/given.ts';
import type { CommandName } from '../options/option-definition.ts';
import { parseArguments, type ParsedArguments } from '../options/parse-arguments.ts';
import { UsageError } from './failures.ts';

/**
 * Reads the arguments of a command that takes at most so many words.
 * @throws UsageError with every problem
 */
export const readArguments = (
  command: CommandName,
  argv: readonly string[],
  maximumWords: number,
  features: readonly FeatureChoice[] = [],
): ParsedArguments => {
  const parsed = parseArguments(argv, optionsOf(command, features));
  const surplus = parsed.sureWords.slice(maximumWords);
  const problems = [
    ...parsed.problems,
    ...surplus.map((word) => problem(command, `"${command}" does not know what to do with "${word}".`)),
  ];
  if (problems.length > 0) throw new UsageError(problems);
  return parsed;
};
