import { visible } from '../tree/text.ts';
import { exitCodes } from './exit-codes.ts';
import type { Failure } from './failures.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

/** The value of `DEBUG` that prints stacks. */
const debugName = 'backend-architect';

const wantsStack = (): boolean =>
  (process.env.DEBUG ?? '').split(/[\s,]+/).some((name) => name === debugName || name === '*');

/** Prints every problem of a failed run, and for a fault of ours how to learn more. */
export const printFailure = (terminal: Terminal, { code, problems, stack }: Failure): void => {
  const style = styleFor(terminal);
  for (const { message, suggestion } of problems) {
    // Messages quote arguments, answers, models and names of files, whoever wrote these.
    terminal.printError(`${style.bad('✖')} ${visible(message)}`);
    if (suggestion !== undefined && !message.includes(suggestion)) terminal.printError(`  ${visible(suggestion)}`);
  }
  if (code === exitCodes.wrongInput) terminal.printError(style.dim('Help: create-backend-architect --help'));
  if (stack !== undefined && wantsStack()) terminal.printError(stack);
  else if (code === exitCodes.fault)
    terminal.printError(style.dim(`For the stack, run it again with DEBUG=${debugName}`));
};
