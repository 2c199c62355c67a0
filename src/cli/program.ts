import { Cancellation } from './cancellation.ts';
import type { Command, CommandEntry, CommandResult, Invocation } from './command.ts';
import { currentFolder } from './current-folder.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { failureOf, laterCommandError } from './failures.ts';
import { printFailure } from './print-failure.ts';
import { emptyReport, printedReport, type RunReport } from './run-report.ts';
import { selectCommand } from './select-command.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const loadCommand = async (entry: CommandEntry): Promise<Command> => {
  if ('load' in entry) return entry.load();
  throw laterCommandError(entry.name);
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
    result = await command({ argv: selected.argv, cwd: currentFolder(), terminal, cancellation, note });
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
  if (terminal.json) process.stdout.write(`${printedReport(result)}\n`);
  return result.code;
};

const hasFlag = (argv: readonly string[], ...flags: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((word) => flags.includes(word));
};

/** Runs the program with the given words. Never throws: the outcome is printed, and told by the exit code. */
export const runProgram = (argv: readonly string[]): Promise<ExitCode> =>
  runInTerminal(argv, openTerminal({ json: hasFlag(argv, '--json'), yes: hasFlag(argv, '--yes', '-y') }));
