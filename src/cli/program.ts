import { problem } from '../options/given.ts';
import { distance, suggest } from '../options/suggest.ts';
import { Cancellation } from './cancellation.ts';
import type { Command, CommandEntry, CommandResult, Invocation } from './command.ts';
import { commandHelps, commands } from './commands.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { failureOf, UsageError } from './failures.ts';
import { printFailure } from './print-failure.ts';
import { emptyReport, type RunReport } from './run-report.ts';
import { openTerminal, type Terminal } from './terminal.ts';

interface Selected {
  readonly entry: CommandEntry;
  readonly argv: readonly string[];
}

const commandNames: readonly string[] = commandHelps.map((help) => help.name).filter((name) => name !== 'create');

/**
 * The command that a word was meant to be. A lone word may as well be a folder's name, so that only one wrong letter
 * counts there; such a folder is written `./name`.
 */
const meantCommand = (first: string, isAlone: boolean): string | undefined => {
  const near = /[./\\@]|^-|^$/.test(first) ? undefined : suggest(first, commandNames);
  if (near === undefined || near.length < 4) return undefined;
  return !isAlone || distance(first, near) === 1 ? near : undefined;
};

const selectCommand = (argv: readonly string[]): Selected => {
  const [first = '', ...rest] = argv;
  const table: readonly CommandEntry[] = commands;
  const entry = table.find(({ name }) => name === first);
  if (entry !== undefined) return { entry, argv: rest };
  const meant = meantCommand(first, argv.filter((word) => !word.startsWith('-')).length === 1);
  if (meant !== undefined) {
    const message = `There is no command "${first}"; a folder of that name is written ./${first}.`;
    throw new UsageError([problem('command', message, meant)]);
  }
  return { entry: commands[0], argv };
};

const loadCommand = async (entry: CommandEntry): Promise<Command> => {
  if ('load' in entry) return entry.load();
  throw new UsageError([problem('command', `"${entry.name}" is not available in this version.`)]);
};

/** Runs what was asked for and prints its result. Errors come out as a report with their exit code. */
const runInTerminal = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const cancellation = new Cancellation();
  let known: Partial<RunReport> = {};
  const note: Invocation['note'] = (more) => {
    known = { ...known, ...more };
  };
  let result: CommandResult;
  try {
    const selected = selectCommand(argv);
    const command = await loadCommand(selected.entry);
    result = await command({ argv: selected.argv, cwd: process.cwd(), terminal, cancellation, note });
  } catch (error) {
    const reason: unknown = cancellation.signal.aborted ? cancellation.signal.reason : error;
    const { code, problems, stack } = failureOf(reason);
    printFailure(terminal, { code, problems, ...(stack === undefined ? {} : { stack }) });
    result = { ...emptyReport, ...known, ok: false, code, problems };
  } finally {
    cancellation.release();
  }
  if ('output' in result) {
    process.stdout.write(result.output);
    return exitCodes.done;
  }
  if (terminal.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.code;
};

const hasFlag = (argv: readonly string[], ...flags: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((word) => flags.includes(word));
};

/** Runs the program with the given words. Never throws: the outcome is printed, and told by the exit code. */
export const runProgram = async (argv: readonly string[]): Promise<ExitCode> => {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', () => process.exit());
  return runInTerminal(argv, openTerminal({ json: hasFlag(argv, '--json'), yes: hasFlag(argv, '--yes', '-y') }));
};
