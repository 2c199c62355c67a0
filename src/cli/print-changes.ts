import type { PackageManager } from '../compose/answers.ts';
import { markedFilesOf, writesOf, type ChangeAction, type ChangeSet } from '../tree/change-set.ts';
import type { ReportedStep } from './run-report.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Prints the files of a change set, with what was kept of the user's; those of the given actions are left out. */
export const printChanges = (
  terminal: Terminal,
  changeSet: ChangeSet,
  except: readonly ChangeAction[] = ['unchanged'],
): void => {
  const style = styleFor(terminal);
  const notes = new Map(writesOf(changeSet).map((change) => [change.path, change.notes]));
  for (const { action, path } of changeSet.changes) {
    if (except.includes(action)) continue;
    terminal.print(`  ${action.padEnd(10)}${path}`);
    for (const note of notes.get(path) ?? []) terminal.print(style.dim(`            ${note}`));
  }
};

/** Files with conflict markers are in place as asked for, and the choice between the sides is left to the person. */
export const markedSteps = (changeSet: ChangeSet): readonly ReportedStep[] => {
  const [first, ...others] = markedFilesOf(changeSet).map(({ path }) => path);
  if (first === undefined) return [];
  const where =
    others.length === 0 ? `${first}.` : `${String(others.length + 1)} files:\n  ${[first, ...others].join('\n  ')}`;
  const message = `Left to you: choose between the conflict markers in ${where}`;
  return [{ name: 'merge', status: 'skipped', message, byHand: [] }];
};

/** What a person types for the steps that were not done, the install first. */
export const leftCommands = (steps: readonly ReportedStep[], packageManager: PackageManager): readonly string[] => {
  const byHand = steps.flatMap((step) => step.byHand);
  const isInstalled = steps.some(({ name, status }) => name === 'install' && status === 'done');
  return isInstalled || byHand.some((command) => command.includes(' install'))
    ? byHand
    : [`${packageManager} install`, ...byHand];
};

/** Prints the steps that a person has to look after, with what to type. */
export const printOpenSteps = (terminal: Terminal, steps: readonly ReportedStep[]): void => {
  const style = styleFor(terminal);
  for (const { name, status, message, byHand } of steps) {
    if (name === 'merge') terminal.printError(`${style.bad('!')} ${message}`);
    if (status !== 'failed') continue;
    terminal.printError(`${style.bad('✖')} The step "${name}" failed; the files are in place.`);
    for (const command of byHand) terminal.printError(`  By hand: ${command}`);
  }
};
