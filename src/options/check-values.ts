import type { Problem } from '../compose/resolve.ts';
import { valuesOf, type FeatureChoice } from './feature-choices.ts';
import { problem, type Given, type GivenValue } from './given.ts';
import { flagName, type OptionDefinition } from './option-definition.ts';
import { suggest } from './suggest.ts';

const isList = (value: GivenValue['value']): value is readonly string[] => Array.isArray(value);

const wordsOf = (value: GivenValue['value']): readonly string[] => {
  if (isList(value)) return value;
  return typeof value === 'string' ? [value] : [];
};

/** The flag that was meant by a value of another option: `--with jwt` is `--auth jwt`, and `--without jwt` `--auth none`. */
const elsewhere = (
  word: string,
  definition: OptionDefinition,
  all: readonly OptionDefinition[],
  features: readonly FeatureChoice[],
): string | undefined => {
  const home = all.find(
    (other) =>
      other.key !== definition.key &&
      other.axes !== undefined &&
      other.axes.join() !== definition.axes?.join() &&
      valuesOf(other, features).some((choice) => choice.value === word),
  );
  const value = definition.key === 'without' ? home?.none?.value : word;
  return home === undefined || value === undefined ? undefined : `--${flagName(home)} ${value}`;
};

const unknownValue = (
  word: string,
  definition: OptionDefinition,
  given: GivenValue,
  all: readonly OptionDefinition[],
  features: readonly FeatureChoice[],
): Problem => {
  const values = valuesOf(definition, features).map((choice) => choice.value);
  const near = elsewhere(word, definition, all, features) ?? suggest(word, values);
  const known = values.length === 0 ? 'This version has no values for it.' : `It can be ${values.join(', ')}.`;
  const what = word === '' ? 'has an empty value' : `does not know "${word}"`;
  return problem(flagName(definition), `${given.origin} ${what}. ${known}`, near);
};

const checkOne = (
  definition: OptionDefinition,
  given: GivenValue,
  all: readonly OptionDefinition[],
  features: readonly FeatureChoice[],
): readonly Problem[] => {
  if (definition.values === undefined && definition.axes === undefined) return [];
  const values = new Set(valuesOf(definition, features).map((choice) => choice.value));
  const words = [...new Set(wordsOf(given.value))];
  const problems = words
    .filter((word) => !values.has(word))
    .map((word) => unknownValue(word, definition, given, all, features));
  const { none } = definition;
  if (none !== undefined && words.length > 1 && words.includes(none.value)) {
    problems.push(problem(flagName(definition), `${given.origin}: "${none.value}" cannot stand beside other values.`));
  }
  return problems;
};

const contradictions = (asked: GivenValue | undefined, left: GivenValue | undefined): readonly Problem[] => {
  if (asked === undefined || left === undefined) return [];
  const words = new Set(wordsOf(left.value));
  return [...new Set(wordsOf(asked.value))]
    .filter((word) => words.has(word))
    .map((word) => problem('without', `"${word}" is in both ${asked.origin} and ${left.origin}.`));
};

/** Every value that is not one of those its option has, and every name that is both asked for and left out. */
export const checkValues = (
  given: Given,
  definitions: readonly OptionDefinition[],
  features: readonly FeatureChoice[],
): readonly Problem[] => {
  const problems = definitions.flatMap((definition) => {
    const value = given.get(definition.key);
    return value === undefined ? [] : checkOne(definition, value, definitions, features);
  });
  return [...problems, ...contradictions(given.get('with'), given.get('without'))];
};
