import type { ChangeSet } from '../../tree/change-set.ts';
import type { RunReport } from '../run-report.ts';
import { printChanges, printOpenSteps } from '../print-changes.ts';
import { printBox } from '../print-box.ts';
import { styleFor } from '../style.ts';
import type { Terminal } from '../terminal.ts';

/** Prints how an addition ended. */
export const printAdded = async (
  terminal: Terminal,
  changeSet: ChangeSet,
  report: RunReport,
  newSecrets: readonly string[],
): Promise<void> => {
  const style = styleFor(terminal);
  // A person has just agreed to this very list.
  if (!terminal.interactive) printChanges(terminal, changeSet);
  printOpenSteps(terminal, report.steps);
  await printBox(terminal, 'Next steps', [
    ...newSecrets.map((name) => `give ${name} a value of its own in .env`),
    'git diff  # see what changed, then commit it',
  ]);
  terminal.print(style.dim('The same again, without questions:'));
  terminal.print(`  ${report.repeat ?? ''}`);
};
