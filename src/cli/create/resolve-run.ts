import { isAbsolute, join, parse, relative } from 'node:path';
import type { Answers } from '../../compose/answers.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { resolve, ResolutionError, type Problem } from '../../compose/resolve.ts';
import { completeAnswers, idleOptions, typedValues } from '../../options/answers.ts';
import type { ConflictPolicy } from '../../tree/change-set.ts';
import { checkValues } from '../../options/check-values.ts';
import { optionsOf } from '../../options/feature-choices.ts';
import { problem, type Given, type OptionValues } from '../../options/given.ts';
import { legalName, folderOf, nameProject, packageNameRefusal, type Naming } from '../../options/project-name.ts';
import { repeatCommand } from '../../options/repeat.ts';
import { detectPackageManager } from '../../project/package-manager.ts';
import { UnsafePathError } from '../../tree/errors.ts';
import { resolveTarget, type Target } from '../../tree/target.ts';
import { conflictPolicyOf } from '../conflict-policy.ts';
import { ConflictError, UsageError } from '../failures.ts';
import type { CreateInput } from './input.ts';
import { readModel } from './model.ts';

/** A run of which everything is decided, and nothing is done yet. */
export interface CreateRun {
  readonly answers: Answers;
  readonly values: OptionValues;
  readonly naming: Naming;
  readonly target: Target;
  readonly onConflict: ConflictPolicy;
  readonly repeat: string;
}

const nameProblems = (name: string | undefined, origin = '--name'): readonly Problem[] => {
  const refusal = name === undefined ? undefined : packageNameRefusal(name);
  if (name === undefined || refusal === undefined) return [];
  const message = `${origin}: "${name}" is not a legal package name: ${refusal}.`;
  const scope = /^@[^/]+(?=\/)/.exec(name)?.[0];
  const meant = legalName(folderOf(name));
  return [problem('name', message, scope === undefined ? meant : `@${legalName(scope)}/${meant}`)];
};

/** @throws ConflictError for the root of the file system, which nobody means to fill */
const targetOf = (directory: string, cwd: string): { target: Target } | { problems: readonly Problem[] } => {
  try {
    const target = resolveTarget(directory, cwd);
    if (target.path !== parse(target.path).root) return { target };
    const message = `${target.path} is the root of the file system: choose a directory in it.`;
    throw new ConflictError([problem('directory', message)]);
  } catch (error) {
    if (!(error instanceof UnsafePathError)) throw error;
    return { problems: [problem('directory', error.message)] };
  }
};

/** Why the chosen features do not go together, and options that belong to none of them. */
export const compositionProblems = (given: Given, answers: Answers, catalogue: Catalogue): readonly Problem[] => {
  const definitions = optionsOf(
    'create',
    catalogue.features.map((feature) => feature.definition),
  );
  try {
    const chosen = resolve(answers, catalogue).map((feature) => feature.definition.id);
    return idleOptions(given, definitions, chosen);
  } catch (error) {
    if (error instanceof ResolutionError) return error.problems;
    throw error;
  }
};

const missingDirectory = (): Problem =>
  problem('directory', 'The directory of the new repository is missing: create-backend-architect <directory>.');

/** The model file as seen from the current folder: in an answers file, it is relative to that file. */
const modelFileOf = ({ modelBase }: CreateInput, model: string, cwd: string): string =>
  modelBase === cwd || isAbsolute(model) ? model : relative(cwd, join(modelBase, model));

interface CheckedInput {
  readonly answers: Answers;
  readonly naming: Naming;
  readonly problems: readonly Problem[];
}

/** Everything about the answers, whatever the directory is. */
const checkInput = async (input: CreateInput, catalogue: Catalogue, cwd: string): Promise<CheckedInput> => {
  const features = catalogue.features.map((feature) => feature.definition);
  const { name, model: modelFile } = typedValues(input.given);
  const model =
    modelFile === undefined ? undefined : await readModel(modelFile, input.modelBase, input.given.get('model')?.origin);
  const problems = [
    ...input.problems,
    ...checkValues(input.given, optionsOf('create', features), features),
    ...nameProblems(name, input.given.get('name')?.origin),
    ...(model !== undefined && 'problems' in model ? model.problems : []),
  ];
  const naming = nameProject({ directory: input.directory ?? '.', ...(name === undefined ? {} : { name }) }, cwd);
  const answers = completeAnswers(input.given, {
    features,
    packageName: naming.name,
    runner: detectPackageManager(),
    ...(model !== undefined && 'model' in model ? { model: model.model } : {}),
  });
  // Only values that exist can be held against each other.
  const contradictions = problems.length === 0 ? compositionProblems(input.given, answers, catalogue) : [];
  return { answers, naming, problems: [...problems, ...contradictions] };
};

/**
 * Decides everything about a run from its input.
 * @throws UsageError with every problem of the input, not only the first
 * @throws TargetPathError when a link or a file is in the path of the target
 */
export const resolveRun = async (input: CreateInput, catalogue: Catalogue, cwd: string): Promise<CreateRun> => {
  const { answers, naming, problems } = await checkInput(input, catalogue, cwd);
  if (input.directory === undefined) throw new UsageError([missingDirectory(), ...problems]);
  const found = targetOf(naming.directory, cwd);
  if ('problems' in found) throw new UsageError([...found.problems, ...problems]);
  if (problems.length > 0) throw new UsageError(problems);
  const values = typedValues(input.given);
  const { directory, wasGiven } = naming;
  const repeat = repeatCommand(answers, {
    version: catalogue.version,
    directory,
    nameWasGiven: wasGiven,
    values,
    ...(values.model === undefined ? {} : { modelFile: modelFileOf(input, values.model, cwd) }),
  });
  return { answers, values, naming, target: found.target, onConflict: conflictPolicyOf(values), repeat };
};

/** @throws UsageError when what was given is wrong by itself: no question can mend it */
export const refuseWrongInput = async (input: CreateInput, catalogue: Catalogue, cwd: string): Promise<void> => {
  const { problems } = await checkInput(input, catalogue, cwd);
  if (problems.length > 0) throw new UsageError(problems);
};
