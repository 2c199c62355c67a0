import { packageManagers, presets, type Answers } from '../../compose/answers.ts';
import { ManifestError, MANIFEST_PATH, type Manifest } from '../../project/manifest.ts';

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

/**
 * The answers that a repository was made with. The manifest lies in a repository that anybody may edit, so that
 * everything is checked.
 * @throws ManifestError when an answer is missing or of the wrong kind
 */
export const answersOf = async ({ answers }: Manifest): Promise<Answers> => {
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
