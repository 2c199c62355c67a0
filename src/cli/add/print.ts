import type { PackageManager } from '../../compose/answers.ts';
import { writesOf, type ChangeSet } from '../../tree/change-set.ts';
import type { RunReport } from '../run-report.ts';
import { leftCommands, printChanges, printOpenSteps } from '../print-changes.ts';
import { printBox } from '../print-box.ts';
import { styleFor } from '../style.ts';
import type { Terminal } from '../terminal.ts';

/** What an addition leaves to the person. */
export interface AdditionNotes {
  readonly packageManager: PackageManager;
  /** Names of variables that were not there before and have no value yet. */
  readonly newSecrets: readonly string[];
}

/** Prints what an addition would do. */
export const printPlannedAddition = (terminal: Terminal, changeSet: ChangeSet, repeat: string): void => {
  const style = styleFor(terminal);
  terminal.print(style.strong('Dry run: nothing is written.'));
  printChanges(terminal, changeSet);
  terminal.print(`${style.dim('Without questions:')} ${repeat}`);
};

/** Prints how an addition ended. */
export const printAdded = async (
  terminal: Terminal,
  changeSet: ChangeSet,
  report: RunReport,
  { packageManager, newSecrets }: AdditionNotes,
): Promise<void> => {
  const style = styleFor(terminal);
  const hasNewPackages = writesOf(changeSet).some(({ path }) => path === 'package.json');
  // A person has just agreed to this very list.
  if (!terminal.interactive) printChanges(terminal, changeSet);
  printOpenSteps(terminal, report.steps);
  await printBox(terminal, 'Next steps', [
    ...newSecrets.map((name) => `give ${name} a value of its own in .env`),
    ...(hasNewPackages ? leftCommands(report.steps, packageManager) : []),
    'git diff  # see what changed, then commit it',
  ]);
  terminal.print(style.dim('The same again, without questions:'));
  terminal.print(`  ${report.repeat ?? ''}`);
};
