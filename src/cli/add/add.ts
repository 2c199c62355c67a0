import type { Catalogue } from '../../compose/catalogue.ts';
import { MANIFEST_PATH } from '../../project/manifest.ts';
import type { ChangeSet } from '../../tree/change-set.ts';
import type { TargetLock } from '../../tree/lock.ts';
import { mergeTrees } from '../../tree/merge-trees.ts';
import { resolveTarget } from '../../tree/target.ts';
import type { Command, Invocation } from '../command.ts';
import { conflictPolicyOf } from '../conflict-policy.ts';
import { exitCodes } from '../exit-codes.ts';
import { lateCancellation } from '../late-cancellation.ts';
import { runLaterSteps } from '../later-steps.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { markedSteps } from '../print-changes.ts';
import { recoverFirst, refuseHalfWritten } from '../recover-first.ts';
import { refuseConflicts, reportedFiles } from '../reported-files.ts';
import { emptyReport, type RunReport } from '../run-report.ts';
import { showWhenSlow } from '../progress.ts';
import { refreshPlan } from '../plan/refresh-plan.ts';
import { withUpdatedPlan } from '../plan/updated-plan.ts';
import { writeChanges } from '../write-emission.ts';
import { ownManifest, prepareAddition, refuseDirtyTree, type Addition } from './addition.ts';
import { settleConflicts } from './conflicts.ts';
import { withDerivedFiles } from './derived-files.ts';
import { readAddInput, type AddInput } from './input.ts';
import { answersOf } from './manifest-answers.ts';
import { printAdded, printPlannedAddition } from './print.ts';
import { leftSecrets, withSecrets } from './secrets.ts';

/** The work plan is what is derived last. */
const hasPlan = ({ notes }: Addition['theirs']): boolean => notes.derivations.some(({ isLast }) => isLast);

/** What the addition changes in its target; nothing is written. */
export const planAddition = async (addition: Addition): Promise<ChangeSet> => {
  const { base, theirs, target, manifest, input, version } = addition;
  const changeSet = await mergeTrees({
    base: base.emission,
    theirs: theirs.emission,
    target,
    hashes: manifest.files,
    // What follows from other files is never merged: it is made anew from what the merge of those gives.
    owned: [MANIFEST_PATH, ...theirs.derived],
  });
  const settled = settleConflicts(changeSet, conflictPolicyOf(input.values), theirs.emission);
  // The plan keeps what people wrote into it, so it is brought up to date rather than made anew.
  const derivations = theirs.notes.derivations.filter(({ isLast }) => !isLast);
  const derived = await withDerivedFiles(settled, theirs.derived, derivations);
  const planned = hasPlan(theirs) ? await withUpdatedPlan(derived, version) : derived;
  return withSecrets(planned, addition);
};

const finish = async (
  addition: Addition,
  changeSet: ChangeSet,
  lock: TargetLock,
  invocation: Invocation,
): Promise<RunReport> => {
  const { cwd, terminal, cancellation } = invocation;
  const { answers, theirs, target, input, repeat } = addition;
  const { signal } = cancellation;
  const wanted = {
    path: target.path,
    packageManager: answers.packageManager,
    install: input.values.install ?? true,
    git: false,
    postInstall: theirs.notes.postInstall,
    ...(hasPlan(theirs) ? { afterInstall: () => refreshPlan(target, lock, addition.version) } : {}),
  };
  const steps = [...markedSteps(changeSet), ...(await runLaterSteps(wanted, { cwd, terminal, signal }))];
  const problems = lateCancellation(terminal, signal);
  const failed = problems.length > 0 || steps.some((step) => step.status === 'failed');
  const code = failed ? exitCodes.laterStepFailed : exitCodes.done;
  const files = reportedFiles(changeSet);
  const report: RunReport = { ...emptyReport, ok: !failed, code, target: target.path, files, steps, problems, repeat };
  const newSecrets = leftSecrets(addition);
  await printAdded(terminal, changeSet, report, { packageManager: answers.packageManager, newSecrets });
  return report;
};

/** Asks for the features where none was named, unless work that is not committed keeps any from being added. */
const askFor = async (input: AddInput, catalogue: Catalogue, { cwd, cancellation }: Invocation): Promise<AddInput> => {
  const answers = await answersOf(ownManifest(cwd, catalogue), catalogue);
  await refuseDirtyTree(cwd);
  const { askAddition } = await import('../wizard/ask-addition.ts');
  return { ...input, features: await askAddition({ input, answers, catalogue, cancellation }) };
};

/** Adds features: what the repository would be with them, less what it would be without, merged into what it is. */
export const add: Command = async (invocation) => {
  const { argv, cwd, terminal, cancellation, note } = invocation;
  const catalogue = await loadCatalogue();
  const features = catalogue.features.map((feature) => feature.definition);
  const given = readAddInput(argv, features, terminal.interactive);
  const place = resolveTarget('.', cwd);
  note({ target: place.path });
  if (given.values.dryRun === true) refuseHalfWritten(place, 'run this without --dry-run');
  else recoverFirst(place);
  const input = given.features.length > 0 ? given : await askFor(given, catalogue, invocation);
  const addition = await prepareAddition(input, catalogue, cwd);
  const { target, repeat } = addition;
  note({ repeat });
  const report: RunReport = { ...emptyReport, target: target.path, repeat };
  if (addition.isIdle) {
    const what = input.features.length > 0 ? input.features.join(', ') : 'every feature that can be added';
    terminal.print(`Nothing to do: ${what} is there already.`);
    return report;
  }
  await refuseDirtyTree(cwd);
  if (input.values.dryRun === true) {
    const changeSet = await planAddition(addition);
    refuseConflicts(changeSet);
    printPlannedAddition(terminal, changeSet, repeat);
    return { ...report, files: reportedFiles(changeSet) };
  }
  const beforeWriting = async (changeSet: ChangeSet): Promise<void> => {
    if (!terminal.interactive) return;
    const { confirmChanges } = await import('../wizard/confirm-changes.ts');
    await confirmChanges(terminal, changeSet, cancellation);
  };
  return writeChanges(
    target,
    () => showWhenSlow(terminal, 'Planning the changes', planAddition(addition), cancellation.signal),
    {
      signal: cancellation.signal,
      beforeWriting,
      afterWriting: (changeSet, lock) => finish(addition, changeSet, lock, invocation),
    },
  );
};
