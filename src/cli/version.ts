import type { Command } from './command.ts';
import { loadVersion } from './load-version.ts';
import { readArguments } from './read-arguments.ts';

/** Prints the version. */
export const version: Command = async ({ argv, terminal }) => {
  readArguments('version', argv, 0);
  const number = await loadVersion();
  return { output: `${terminal.json ? JSON.stringify({ version: number }) : number}\n` };
};
