import type { CommandHelp } from '../options/help.ts';
import type { Cancellation } from './cancellation.ts';
import type { RunReport } from './run-report.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given. */
export interface Invocation {
  /** The words after the command's name. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly cancellation: Cancellation;
  /** Keeps what is known for the report of a run that fails later. */
  readonly note: (known: Partial<RunReport>) => void;
}

/** How a run ended: a report, or other output of its own with an exit code. */
export type CommandResult = RunReport | { readonly output: string };

/** A command, loaded when it is called. */
export type Command = (invocation: Invocation) => Promise<CommandResult>;

/** An entry of the command table. */
export type CommandEntry =
  | (CommandHelp & { readonly load: () => Promise<Command> })
  /** A name that later versions will fill: refused, and shown nowhere. */
  | { readonly name: string; readonly reserved: true };
