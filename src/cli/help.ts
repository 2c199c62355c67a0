import { problem } from '../options/given.ts';
import { suggest } from '../options/suggest.ts';
import type { Command } from './command.ts';
import { laterCommandError, UsageError } from './failures.ts';
import { loadHelp } from './load-help.ts';
import { readArguments } from './read-arguments.ts';

/** Prints the help of the program, or of the command that is named. */
export const help: Command = async ({ argv, terminal }) => {
  const [wanted = 'create'] = readArguments('help', argv, 1).positionals;
  const texts = new Map(Object.entries(await loadHelp()));
  const text = texts.get(wanted);
  if (text === null) throw laterCommandError(wanted);
  if (text === undefined) {
    const near = suggest(wanted, [...texts.keys()]);
    throw new UsageError([problem('command', `There is no help for "${wanted}".`, near)]);
  }
  return { output: terminal.json ? `${JSON.stringify({ help: text })}\n` : text };
};
