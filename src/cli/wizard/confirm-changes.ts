import { confirm } from '@clack/prompts';
import type { ChangeSet } from '../../tree/change-set.ts';
import type { Cancellation } from '../cancellation.ts';
import { printChanges } from '../print-changes.ts';
import type { Terminal } from '../terminal.ts';
import { Prompter } from './prompter.ts';

/**
 * Shows every file that would change, and asks whether to go on.
 * @throws CancelledRun when the person says no
 */
export const confirmChanges = async (
  terminal: Terminal,
  changeSet: ChangeSet,
  cancellation: Cancellation,
): Promise<void> => {
  printChanges(terminal, changeSet);
  const prompter = new Prompter(cancellation);
  try {
    const answer = await prompter.ask(confirm({ message: 'Write these changes?', signal: prompter.signal }));
    if (answer !== true) cancellation.cancel('SIGINT');
    cancellation.throwIfCancelled();
  } finally {
    prompter.close();
  }
};
