import type { Problem } from '../compose/resolve.ts';
import { problem } from '../options/given.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';

/** The arguments are wrong or some are missing. Holds every problem. */
export class UsageError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'UsageError';
    this.problems = problems;
  }
}

/** A command that is known, but does not work yet. */
export const laterCommandError = (name: string): UsageError =>
  new UsageError([problem('command', `"${name}" is not available in this version; a later one will have it.`)]);

/** The folder is not in a state that the command can work on; nothing was written. */
export class ConflictError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'ConflictError';
    this.problems = problems;
  }
}

/** A failed run in the terms of the contract. */
export interface Failure {
  readonly code: ExitCode;
  readonly problems: readonly Problem[];
  /** For a fault of ours: what `DEBUG=backend-architect` prints. */
  readonly stack?: string;
}

const isExitCode = (value: unknown): value is ExitCode => Object.values<unknown>(exitCodes).includes(value);

const problemsOf = (error: Error): readonly Problem[] | undefined =>
  'problems' in error && Array.isArray(error.problems)
    ? // Every error class of ours with `problems` declares them as Problem[].
      (error.problems as readonly Problem[])
    : undefined;

const codeOf = (error: Error): ExitCode => {
  if (error instanceof UsageError || error.name === 'ResolutionError') return exitCodes.wrongInput;
  if (error instanceof ConflictError) return exitCodes.conflict;
  return 'exitCode' in error && isExitCode(error.exitCode) ? error.exitCode : exitCodes.fault;
};

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** Tells what an error means for the run. Errors of the tree and the project carry their own exit code. */
export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof Error)) {
    return { code: exitCodes.fault, problems: [{ option: '', message: String(error) }] };
  }
  const code = codeOf(error);
  const suggestion = 'suggestion' in error && typeof error.suggestion === 'string' ? error.suggestion : undefined;
  const own = { option: '', message: code === exitCodes.fault ? firstLine(error.message) : error.message };
  return {
    code,
    problems: problemsOf(error) ?? [suggestion === undefined ? own : { ...own, suggestion }],
    ...(error.stack === undefined ? {} : { stack: error.stack }),
  };
};
