import type { Command } from '../../src/commands/command.ts';
import type { Source } from '../../src/config/source.ts';

/** Runs a command with these words, and with these variables alone. @returns the exit code, and all that it printed */
export const runCommand = async (
  command: Command,
  words: readonly string[],
  source: Source,
): Promise<{ code: number; output: string }> => {
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(`${line}\n`);
  };
  const code = await command(words, { source, say: print, complain: print });
  return { code, output: lines.join('') };
};
