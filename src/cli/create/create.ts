import { runGenerator } from '../../../generators/generator.ts';
import { ChangeDraft } from '../../../generators/change-draft.ts';
import type { EmissionNotes } from '../../../generators/project/emit-project.ts';
import { emitRepository, projectGenerator } from '../../../generators/project/generator.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { ENVIRONMENT_FILE, secretsFile } from '../../project/secrets.ts';
import { PLAN_PATH } from '../../standards/document/plan-path.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import type { TargetLock } from '../../tree/lock.ts';
import type { Command, Invocation } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { lateCancellation } from '../late-cancellation.ts';
import { runLaterSteps } from '../later-steps.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { refreshPlan as RefreshPlanFunction } from '../plan/refresh-plan.ts';
import { planVersionOf } from '../plan-version.ts';
import { markedSteps } from '../print-changes.ts';
import { recoverFirst, refuseHalfWritten } from '../recover-first.ts';
import { reportedFiles } from '../reported-files.ts';
import { emptyReport, type RunReport } from '../run-report.ts';
import { showWhenSlow } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { planEmission, writeChanges } from '../write-emission.ts';
import type { Prepared } from './prepared.ts';
import { readCreateInput, type CreateInput } from './input.ts';
import { printOutcome, printPlan, printWritten } from './print.ts';
import { refuseFilledDirectory } from './refuse-filled.ts';
import { refuseUnsafe } from './refuse-unsafe.ts';
import { refuseWrongInput, resolveRun, type CreateRun } from './resolve-run.ts';

type RefreshPlan = typeof RefreshPlanFunction;

/** Runs the project generator. Secrets come last: they are no part of the emission, which depends on the answers alone. */
const prepare = async (
  run: CreateRun,
  catalogue: Catalogue,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Prepared> => {
  const draft = new ChangeDraft();
  let notes: EmissionNotes = { features: [], postInstall: [], nextSteps: [], secrets: [], derivations: [] };
  const emitted = emitRepository(catalogue, (made) => {
    notes = made;
  });
  await showWhenSlow(terminal, 'Making the files', runGenerator(projectGenerator, run.answers, emitted, draft), signal);
  if (notes.secrets.length > 0) draft.add(ENVIRONMENT_FILE, secretsFile(notes.secrets));
  return { run, emission: draft.toEmission(), notes, version: planVersionOf(catalogue) };
};

/** Compares what was prepared with the folder; a folder that holds something has its work plan made anew for it. */
const plan = ({ run, emission, version }: Prepared, { terminal, cancellation }: Invocation): Promise<ChangeSet> => {
  const planned = planEmission(emission, run.target, run.onConflict, version);
  return showWhenSlow(terminal, 'Planning the changes', planned, cancellation.signal);
};

const dryRun = async (prepared: Prepared, invocation: Invocation): Promise<RunReport> => {
  const { terminal, note } = invocation;
  const { run, notes } = prepared;
  const changeSet = await plan(prepared, invocation);
  const files = reportedFiles(changeSet);
  note({ files });
  await refuseUnsafe(changeSet);
  printPlan(terminal, run, notes, files);
  return { ...emptyReport, target: run.target.path, files, repeat: run.repeat };
};

const refreshPlan = async (...request: Parameters<RefreshPlan>): ReturnType<RefreshPlan> =>
  (await import('../plan/refresh-plan.ts')).refreshPlan(...request);

/** Everything after the files are in place. It reports failures, and does not throw. */
const finish = async (
  { run, emission, notes, version }: Prepared,
  changeSet: ChangeSet,
  lock: TargetLock,
  invocation: Invocation,
): Promise<RunReport> => {
  const { cwd, terminal, cancellation } = invocation;
  const { signal } = cancellation;
  const { packageManager } = run.answers;
  printWritten(terminal, run, changeSet);
  const { install = true, git = true } = run.values;
  const wanted = {
    path: run.target.path,
    packageManager,
    install,
    git,
    wasEmpty: changeSet.state !== 'filled',
    postInstall: notes.postInstall,
    ...(emission.has(PLAN_PATH) ? { afterInstall: () => refreshPlan(run.target, lock, version) } : {}),
  };
  const steps = [...markedSteps(changeSet), ...(await runLaterSteps(wanted, { cwd, terminal, signal }))];
  const problems = lateCancellation(terminal, signal);
  const failed = problems.length > 0 || steps.some((step) => step.status === 'failed');
  const report: RunReport = {
    ...emptyReport,
    ok: !failed,
    code: failed ? exitCodes.laterStepFailed : exitCodes.done,
    target: run.target.path,
    files: reportedFiles(changeSet),
    steps,
    problems,
    repeat: run.repeat,
  };
  await printOutcome(terminal, run, notes, steps);
  return report;
};

/** Decides what to write: with a person's help where there is one, else from the input alone. */
const decide = async (input: CreateInput, catalogue: Catalogue, invocation: Invocation): Promise<Prepared> => {
  const { cwd, terminal, cancellation, note } = invocation;
  const fromInput = async (complete: CreateInput): Promise<Prepared> => {
    const run = await resolveRun(complete, catalogue, cwd);
    note({ target: run.target.path, repeat: run.repeat });
    if (run.values.dryRun === true) refuseHalfWritten(run.target, 'run this without --dry-run');
    else recoverFirst(run.target);
    return prepare(run, catalogue, terminal, cancellation.signal);
  };
  if (!terminal.interactive) return fromInput(input);
  await refuseWrongInput(input, catalogue, cwd);
  await refuseFilledDirectory(input, cwd);
  const { interview } = await import('../wizard/interview.ts');
  const { confirmPrepared } = await import('../wizard/summary.ts');
  return interview({
    input,
    catalogue,
    cwd,
    cancellation,
    prepare: fromInput,
    confirm: async (prepared, prompter) => confirmPrepared(prepared, await plan(prepared, invocation), prompter),
  });
};

/** Makes a new repository: answers, emission, change set, files, later steps. */
export const create: Command = async (invocation) => {
  const { argv, cwd, cancellation } = invocation;
  const catalogue = await loadCatalogue();
  const features = catalogue.features.map((feature) => feature.definition);
  const input = await readCreateInput(argv, cwd, features);
  const prepared = await decide(input, catalogue, invocation);
  const { run } = prepared;
  cancellation.throwIfCancelled();
  if (run.values.dryRun === true) return dryRun(prepared, invocation);
  return writeChanges(run.target, () => plan(prepared, invocation), {
    signal: cancellation.signal,
    beforeWriting: refuseUnsafe,
    afterWriting: (changeSet, lock) => finish(prepared, changeSet, lock, invocation),
  });
};
