import type { Answers } from '../../compose/answers.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { canBeAdded } from '../../compose/feature.ts';
import { resolve, ResolutionError, withRequirements, type Problem } from '../../compose/resolve.ts';
import { featureOptionValues, idleOptions, typedValues } from '../../options/answers.ts';
import { checkValues } from '../../options/check-values.ts';
import { optionsOf, type FeatureChoice } from '../../options/feature-choices.ts';
import { problem, type Given, type OptionValues } from '../../options/given.ts';
import type { OptionDefinition } from '../../options/option-definition.ts';
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
  const known = near === undefined ? '; create-backend-architect list shows those that there are' : '';
  return [problem('feature', `There is no feature "${word}"${known}.`, near)];
};

const missingFeature = problem(
  'feature',
  'Which feature? create-backend-architect add <feature…>; list shows those that there are.',
);

/** Those of `add`, and the options of all other features, so that they can be refused with the reason. */
const knownOptions = (features: readonly FeatureChoice[]): readonly OptionDefinition[] => {
  const own = optionsOf('add', features);
  const others = optionsOf('create', features).filter(({ feature }) => feature !== undefined);
  return [...own, ...others.filter(({ commands }) => !commands.includes('add'))];
};

/**
 * @param mayAsk that no feature is named is no problem: there is somebody to ask
 * @throws UsageError with every problem of the command line
 */
export const readAddInput = (argv: readonly string[], features: readonly FeatureChoice[], mayAsk = false): AddInput => {
  const definitions = knownOptions(features);
  const parsed = parseArguments(argv, definitions);
  const words = [...new Set(parsed.positionals.flatMap((word) => word.split(',')))];
  const given: Given = parsed.given;
  const problems = [
    ...parsed.problems,
    ...checkValues(given, definitions, features),
    ...(words.length === 0 && !mayAsk ? [missingFeature] : []),
    ...(parsed.hasUnknownOption ? [] : words.flatMap((word) => featureProblem(word, features))),
  ];
  if (problems.length > 0) throw new UsageError(problems);
  return { features: words, given, values: typedValues(given), options: featureOptionValues(given, definitions) };
};

/** The ids of everything that the answers stand for. */
const idsOf = (answers: Answers, catalogue: Catalogue): readonly string[] =>
  resolve(answers, catalogue).map((feature) => feature.definition.id);

/** @throws UsageError when options were given of features that are not added */
export const refuseIdleOptions = ({ given }: AddInput, old: Answers, answers: Answers, catalogue: Catalogue): void => {
  const features = catalogue.features.map((feature) => feature.definition);
  const present = new Set(idsOf(old, catalogue));
  const added = idsOf(answers, catalogue).filter((id) => !present.has(id));
  const problems = idleOptions(given, knownOptions(features), added, 'which is not among the features that are added');
  if (problems.length > 0) throw new UsageError(problems);
};

/** The answers with the features added; the same answers when all of them are there already. */
export const answersWith = (
  answers: Answers,
  input: Pick<AddInput, 'features' | 'options'>,
  catalogue: Catalogue,
): Answers => {
  const present = new Set(idsOf(answers, catalogue));
  const added = input.features.filter((id) => !present.has(id));
  if (added.length === 0) return answers;
  const isMethod = (id: string): boolean =>
    catalogue.features.some(({ definition }) => definition.id === id && definition.axis === 'auth');
  const options = { ...answers.options, ...input.options };
  const needed = withRequirements(added, { ...answers, options }, catalogue);
  const wanted = {
    ...answers,
    auth: [...answers.auth, ...added.filter(isMethod)].sort(),
    without: answers.without.filter((id) => !needed.has(id)),
    options,
  };
  // What only had been left out of the preset is back already.
  const back = new Set(idsOf(wanted, catalogue));
  return { ...wanted, with: [...answers.with, ...added.filter((id) => !back.has(id))].sort() };
};

/** Why the features cannot be added to what is there, one sentence each. */
export const additionProblems = (
  answers: Answers,
  input: Pick<AddInput, 'features' | 'options'>,
  catalogue: Catalogue,
): readonly string[] => {
  try {
    resolve(answersWith(answers, input, catalogue), catalogue);
    return [];
  } catch (error) {
    if (error instanceof ResolutionError) return error.problems.map(({ message }) => message);
    throw error;
  }
};

/** The features that are not there yet and go together with what is. */
export const addableFeatures = (answers: Answers, catalogue: Catalogue): readonly FeatureChoice[] => {
  const present = new Set(idsOf(answers, catalogue));
  return catalogue.features
    .map(({ definition }) => definition)
    .filter((definition) => canBeAdded(definition) && !present.has(definition.id))
    .filter(({ id }) => additionProblems(answers, { features: [id], options: {} }, catalogue).length === 0);
};
