import { packageManagers, presetOf, type Answers, type PackageManager, type Preset } from '../compose/answers.ts';
import type { Problem } from '../compose/resolve.ts';
import { defaultFeature, defaultsOf, optionsOf, type FeatureChoice } from './feature-choices.ts';
import { problem, type Given, type GivenValue, type OptionValues } from './given.ts';
import { flagName, type OptionDefinition } from './option-definition.ts';

const asText = (value: GivenValue['value'] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const asList = (value: GivenValue['value'] | undefined): readonly string[] | undefined =>
  Array.isArray(value) ? [...new Set<string>(value as readonly string[])] : undefined;

const asFlag = (value: GivenValue['value'] | undefined): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** The given values with their types; wrong kinds cannot occur after parsing, and would be absent. */
export const typedValues = (given: Given): OptionValues => {
  const value = (key: string): GivenValue['value'] | undefined => given.get(key)?.value;
  const entries = {
    name: asText(value('name')),
    preset: asText(value('preset')),
    stack: asText(value('stack')),
    database: asText(value('database')),
    auth: asList(value('auth')),
    with: asList(value('with')),
    without: asList(value('without')),
    model: asText(value('model')),
    packageManager: asText(value('packageManager')),
    answers: asText(value('answers')),
    group: asList(value('group')),
    id: asList(value('id')),
    failOn: asText(value('failOn')),
    write: asFlag(value('write')),
    sarif: asText(value('sarif')),
    install: asFlag(value('install')),
    git: asFlag(value('git')),
    onConflict: asText(value('onConflict')),
    dryRun: asFlag(value('dryRun')),
    yes: asFlag(value('yes')),
    json: asFlag(value('json')),
  };
  // Absent values are left out, as the type says; Object.entries loses the types of the single members.
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry !== undefined));
};

const authOf = (values: OptionValues, features: readonly FeatureChoice[], preset: Preset): readonly string[] => {
  if (values.auth === undefined) return defaultsOf(features, 'auth', preset);
  return values.auth.filter((method) => method !== 'none').sort();
};

/** The choices for options that features bring along, by option name. */
export const featureOptionValues = (given: Given, definitions: readonly OptionDefinition[]): Record<string, string> =>
  Object.fromEntries(
    definitions
      .filter((definition) => definition.feature !== undefined)
      .flatMap((definition): [string, string][] => {
        const value = asText(given.get(definition.key)?.value);
        return value === undefined ? [] : [[flagName(definition), value]];
      }),
  );

/** What the answers depend on besides the given values. */
export interface AnswersContext {
  readonly features: readonly FeatureChoice[];
  readonly packageName: string;
  /** The package manager that runs us. */
  readonly runner: PackageManager;
  /** The parsed domain model, when one was given. */
  readonly model?: unknown;
}

/** Fills in the defaults: the complete answers of a run, for values that were checked. */
export const completeAnswers = (given: Given, context: AnswersContext): Answers => {
  const values = typedValues(given);
  const preset = presetOf(values.preset);
  const { features, model } = context;
  return {
    name: context.packageName,
    preset,
    stack: values.stack ?? defaultFeature(features, 'stack', preset) ?? '',
    database: values.database ?? defaultFeature(features, 'database', preset) ?? '',
    auth: authOf(values, features, preset),
    with: [...(values.with ?? [])].sort(),
    without: [...(values.without ?? [])].sort(),
    packageManager: packageManagers.find((name) => name === values.packageManager) ?? context.runner,
    options: featureOptionValues(given, optionsOf('create', features)),
    ...(model === undefined ? {} : { model }),
  };
};

/**
 * Options of features that are not among the chosen ones: they would have no effect, so they are refused.
 * @param why completes the sentence "--x belongs to "y", …"
 */
export const idleOptions = (
  given: Given,
  definitions: readonly OptionDefinition[],
  chosen: readonly string[],
  why = 'which is not chosen',
): readonly Problem[] =>
  definitions
    .filter(({ key, feature }) => feature !== undefined && given.has(key) && !chosen.includes(feature))
    .map((definition) =>
      problem(flagName(definition), `--${flagName(definition)} belongs to "${definition.feature ?? ''}", ${why}.`),
    );
