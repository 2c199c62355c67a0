import { emitProject, type EmissionNotes } from '../../../generators/project/emit-project.ts';
import type { Answers } from '../../compose/answers.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import type { Problem } from '../../compose/resolve.ts';
import { problem } from '../../options/given.ts';
import { repeatAddCommand } from '../../options/repeat.ts';
import { MANIFEST_PATH, readManifest, type Manifest } from '../../project/manifest.ts';
import { createEmission, type Emission } from '../../tree/emission.ts';
import { resolveTarget, type Target } from '../../tree/target.ts';
import { uncommittedProblems } from '../dirty-tree.ts';
import { ConflictError } from '../failures.ts';
import { planVersionOf, type PlanVersion } from '../plan-version.ts';
import { answersWith, refuseIdleOptions, type AddInput } from './input.ts';
import { answersOf } from './manifest-answers.ts';

/** A repository as we would emit it. */
interface Emitted {
  readonly emission: Emission;
  /** Paths of the files that follow from the others. */
  readonly derived: readonly string[];
  readonly notes: EmissionNotes;
}

/** An addition of which everything is decided, and nothing is done yet. */
export interface Addition {
  readonly input: AddInput;
  readonly answers: Answers;
  readonly manifest: Manifest;
  readonly target: Target;
  readonly base: Emitted;
  readonly theirs: Emitted;
  /** Everything asked for is there already. */
  readonly isIdle: boolean;
  readonly version: PlanVersion;
  readonly repeat: string;
}

const notOurs: Problem = {
  option: 'directory',
  message: `There is no ${MANIFEST_PATH} here: this is not the root of a repository made by us.`,
  suggestion: 'Change into the root of one; any repository can be checked: create-backend-architect check.',
};

/** @throws ConflictError when the folder is no repository of this version */
export const ownManifest = (folder: string, { version }: Catalogue): Manifest => {
  const manifest = readManifest(folder);
  if (manifest === undefined) throw new ConflictError([notOurs]);
  const { generator } = manifest;
  if (generator === version) return manifest;
  const message = `The repository was made by version ${generator}; use create-backend-architect@${generator} on it.`;
  throw new ConflictError([problem('directory', message)]);
};

const emitted = async (answers: Answers, catalogue: Catalogue): Promise<Emitted> => {
  const { files, derived, notes } = await emitProject(answers, catalogue, { withoutLast: true });
  return { emission: createEmission(files), derived, notes };
};

/**
 * Decides what the repository in `cwd` is and what it will be.
 * @throws ConflictError when it is no repository of this version; ResolutionError when the features do not go
 * together; UsageError when an option belongs to no feature that is added
 */
export const prepareAddition = async (input: AddInput, catalogue: Catalogue, cwd: string): Promise<Addition> => {
  const manifest = ownManifest(cwd, catalogue);
  const old = await answersOf(manifest, catalogue);
  const answers = answersWith(old, input, catalogue);
  refuseIdleOptions(input, old, answers, catalogue);
  const base = await emitted(old, catalogue);
  const isIdle = answers === old;
  return {
    input,
    answers,
    manifest,
    target: resolveTarget('.', cwd),
    base,
    theirs: isIdle ? base : await emitted(answers, catalogue),
    isIdle,
    version: planVersionOf(catalogue),
    repeat: repeatAddCommand(input, answers.packageManager, catalogue.version),
  };
};

/** @throws ConflictError when there is work that is not committed */
export const refuseDirtyTree = async (folder: string): Promise<void> => {
  const problems = await uncommittedProblems(folder);
  if (problems.length > 0) throw new ConflictError(problems);
};
