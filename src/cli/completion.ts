import { completionScript, shells } from '../options/completion.ts';
import { problem } from '../options/given.ts';
import { suggest } from '../options/suggest.ts';
import type { Command } from './command.ts';
import { commandHelps } from './commands.ts';
import { UsageError } from './failures.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { readArguments } from './read-arguments.ts';

/** Prints the completion script of a shell. */
export const completion: Command = async ({ argv, terminal }) => {
  const [wanted] = readArguments('completion', argv, 1).positionals;
  const shell = shells.find((name) => name === wanted);
  if (shell === undefined) {
    const what = wanted === undefined ? 'The shell is missing' : `There is no completion for "${wanted}"`;
    const near = wanted === undefined ? undefined : suggest(wanted, shells);
    throw new UsageError([problem('shell', `${what}; it can be ${shells.join(', ')}.`, near)]);
  }
  const { features } = await loadCatalogue();
  const script = completionScript(
    shell,
    commandHelps,
    features.map((feature) => feature.definition),
  );
  return { output: terminal.json ? `${JSON.stringify({ script })}\n` : script };
};
