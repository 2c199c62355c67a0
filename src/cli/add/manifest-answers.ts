import { packageManagers, presets, type Answers } from '../../compose/answers.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { resolve, ResolutionError } from '../../compose/resolve.ts';
import { checkValues } from '../../options/check-values.ts';
import { optionsOf } from '../../options/feature-choices.ts';
import { problem, type Given, type GivenValue } from '../../options/given.ts';
import { flagName, type OptionDefinition } from '../../options/option-definition.ts';
import { packageNameRefusal } from '../../options/project-name.ts';
import { ManifestError, MANIFEST_PATH, type Manifest } from '../../project/manifest.ts';
import { ConflictError } from '../failures.ts';

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isTextMap = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string');

const wrong = (key: string): ManifestError => new ManifestError(MANIFEST_PATH, `has no usable answer for "${key}"`);

/** Its descriptions become comments in the code: what they may not hold is known to the reader of model files alone. */
const isModel = async (value: unknown): Promise<boolean> => {
  const { parseModel } = await import('../../model/parse.ts');
  return 'model' in parseModel(JSON.stringify(value), MANIFEST_PATH);
};

/** The answers that are values of options, as if they had been given on a command line. */
const asGiven = (
  { preset, stack, database, auth, with: asked, without, packageManager, options }: Answers,
  definitions: readonly OptionDefinition[],
): Given => {
  const own = { preset, stack, database, auth, with: asked, without, packageManager };
  const values: Readonly<Record<string, GivenValue['value'] | undefined>> = { ...own, ...options };
  return new Map(
    definitions.flatMap((definition): [string, GivenValue][] => {
      const { key, feature } = definition;
      const value = values[feature === undefined ? key : flagName(definition)];
      return value === undefined ? [] : [[key, { value, origin: `${key} in ${MANIFEST_PATH}` }]];
    }),
  );
};

/** @throws ConflictError with everything that no command line could have asked for */
const refuseStrange = (answers: Answers, catalogue: Catalogue): void => {
  const features = catalogue.features.map(({ definition }) => definition);
  const definitions = optionsOf('create', features);
  const problems = checkValues(asGiven(answers, definitions), definitions, features);
  if (problems.length > 0) throw new ConflictError(problems);
  try {
    resolve(answers, catalogue);
  } catch (error) {
    if (!(error instanceof ResolutionError)) throw error;
    throw new ConflictError(error.problems.map(({ message }) => problem('directory', `${MANIFEST_PATH}: ${message}`)));
  }
};

/**
 * The answers that a repository was made with. The manifest lies in a repository that anybody may edit, so that
 * everything is checked.
 * @throws ManifestError when an answer is missing or of the wrong kind; ConflictError when it is none of this version
 */
export const answersOf = async (manifest: Manifest, catalogue: Catalogue): Promise<Answers> => {
  const answers = await readAnswers(manifest);
  refuseStrange(answers, catalogue);
  return answers;
};

const readAnswers = async ({ answers }: Manifest): Promise<Answers> => {
  const text = (key: string): string => {
    const value = answers[key];
    if (typeof value !== 'string') throw wrong(key);
    return value;
  };
  const list = (key: string): readonly string[] => {
    const value = answers[key];
    if (!isTextList(value)) throw wrong(key);
    return value;
  };
  const oneOf = <Value extends string>(key: string, values: readonly Value[]): Value => {
    const found = values.find((value) => value === answers[key]);
    if (found === undefined) throw wrong(key);
    return found;
  };
  if (!isTextMap(answers.options)) throw wrong('options');
  if (packageNameRefusal(text('name')) !== undefined) throw wrong('name');
  if (answers.model !== undefined && !(await isModel(answers.model))) throw wrong('model');
  return {
    name: text('name'),
    preset: oneOf('preset', presets),
    stack: text('stack'),
    database: text('database'),
    auth: list('auth'),
    with: list('with'),
    without: list('without'),
    packageManager: oneOf('packageManager', packageManagers),
    options: answers.options,
    ...(answers.model === undefined ? {} : { model: answers.model }),
  };
};
