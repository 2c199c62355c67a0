import { definitions } from '../options/definitions.ts';
import { problem } from '../options/given.ts';
import { wordPlaces } from '../options/parse-arguments.ts';
import { distance, suggest } from '../options/suggest.ts';
import type { CommandEntry } from './command.ts';
import { commands } from './commands.ts';
import { UsageError } from './failures.ts';

/** A command, and the words of the command line that are its own. */
export interface SelectedCommand {
  readonly entry: CommandEntry;
  readonly argv: readonly string[];
}

const table: readonly CommandEntry[] = commands;

/**
 * The command that a word was meant to be. A lone word may as well be a folder's name, so that there only one wrong
 * letter counts, and not the first, which is rarely the wrong one.
 */
const meantCommand = (word: string, isAlone: boolean): string | undefined => {
  if (/[./\\@]|^$/.test(word)) return undefined;
  const near = suggest(
    word,
    table.map(({ name }) => name),
  );
  if (near === undefined || !isAlone) return near;
  const typed = word.toLowerCase();
  return typed.startsWith(near.charAt(0)) && distance(typed, near) <= 1 ? near : undefined;
};

/**
 * Finds the command: the first word that is no flag, wherever the flags stand; without one, a repository is created.
 * @throws UsageError when that word was probably meant to be a command; a folder of that name is written `./name`
 */
export const selectCommand = (argv: readonly string[]): SelectedCommand => {
  const places = wordPlaces(argv, definitions);
  const [place] = places;
  const word = place === undefined ? undefined : argv[place];
  if (place === undefined || word === undefined) return { entry: commands[0], argv };
  const entry = table.find(({ name }) => name === word);
  if (entry !== undefined) return { entry, argv: argv.toSpliced(place, 1) };
  const meant = meantCommand(word, places.length === 1);
  if (meant === undefined) return { entry: commands[0], argv };
  const message = `There is no command "${word}"; a folder of that name is written ./${word}.`;
  throw new UsageError([problem('command', message, meant)]);
};
