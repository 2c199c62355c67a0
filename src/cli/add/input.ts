import type { Answers } from '../../compose/answers.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { canBeAdded } from '../../compose/feature.ts';
import { resolve, type Problem } from '../../compose/resolve.ts';
import { featureOptionValues, idleOptions, typedValues } from '../../options/answers.ts';
import { checkValues } from '../../options/check-values.ts';
import { optionsOf, type FeatureChoice } from '../../options/feature-choices.ts';
import { problem, type Given, type OptionValues } from '../../options/given.ts';
import { parseArguments } from '../../options/parse-arguments.ts';
import { suggest } from '../../options/suggest.ts';
import { UsageError } from '../failures.ts';

/** What is to be added. */
export interface AddInput {
  readonly features: readonly string[];
  readonly given: Given;
  readonly values: OptionValues;
  /** Choices for options that the features bring along. */
  readonly options: Readonly<Record<string, string>>;
}

const featureProblem = (word: string, features: readonly FeatureChoice[]): readonly Problem[] => {
  const found = features.find(({ id, internal }) => id === word && internal !== true);
  if (found !== undefined && canBeAdded(found)) return [];
  if (found !== undefined) {
    return [problem('feature', `"${word}" cannot be added: a repository has exactly one ${found.axis}.`)];
  }
  const near = suggest(
    word,
    features.filter(canBeAdded).map(({ id }) => id),
  );
  return [problem('feature', `There is no feature "${word}".`, near)];
};

/** @throws UsageError with every problem of the command line */
export const readAddInput = (argv: readonly string[], features: readonly FeatureChoice[]): AddInput => {
  const definitions = optionsOf('add', features);
  const parsed = parseArguments(argv, definitions);
  const words = [...new Set(parsed.positionals.flatMap((word) => word.split(',')))];
  const given: Given = parsed.given;
  const problems = [
    ...parsed.problems,
    ...checkValues(given, definitions, features),
    ...(words.length === 0 ? [problem('feature', 'Which feature? create-backend-architect add <feature…>')] : []),
    ...(parsed.hasUnknownOption ? [] : words.flatMap((word) => featureProblem(word, features))),
  ];
  if (problems.length > 0) throw new UsageError(problems);
  return { features: words, given, values: typedValues(given), options: featureOptionValues(given, definitions) };
};

/** @throws UsageError when options were given of features that the repository will not have */
export const refuseIdleOptions = ({ given }: AddInput, answers: Answers, catalogue: Catalogue): void => {
  const features = catalogue.features.map((feature) => feature.definition);
  const chosen = resolve(answers, catalogue).map((feature) => feature.definition.id);
  const problems = idleOptions(given, optionsOf('add', features), chosen);
  if (problems.length > 0) throw new UsageError(problems);
};

/** The answers with the features added; the same answers when all of them are there already. */
export const answersWith = (answers: Answers, input: AddInput, catalogue: Catalogue): Answers => {
  const present = new Set(resolve(answers, catalogue).map((feature) => feature.definition.id));
  const added = input.features.filter((id) => !present.has(id));
  if (added.length === 0) return answers;
  const isMethod = (id: string): boolean =>
    catalogue.features.some(({ definition }) => definition.id === id && definition.axis === 'auth');
  const wanted = {
    ...answers,
    auth: [...answers.auth, ...added.filter(isMethod)],
    without: answers.without.filter((id) => !added.includes(id)),
    options: { ...answers.options, ...input.options },
  };
  // What only had been left out of the preset is back already.
  const back = new Set(resolve(wanted, catalogue).map((feature) => feature.definition.id));
  return { ...wanted, with: [...answers.with, ...added.filter((id) => !back.has(id))].sort() };
};
