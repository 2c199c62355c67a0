import { readSource, type Source } from '../config/source.ts';

/** What a command works with besides its words. */
export interface CommandContext {
  /** The variables. */
  readonly source: Source;
  /** Prints a line of the result. */
  readonly say: (line: string) => void;
  /** Prints a line that says why there is no result. */
  readonly complain: (line: string) => void;
}

/** Does what its words say. It reports its failures, throws nothing, and returns the exit code. */
export type Command = (words: readonly string[], context: CommandContext) => number | Promise<number>;

/** Runs a command as this process: with its words, its variables and its output. */
export const runAsProcess = async (command: Command): Promise<void> => {
  process.exitCode = await command(process.argv.slice(2), {
    source: readSource(),
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
};
