import { inspect } from 'node:util';
import { EnvironmentError } from '../config/environment-error.ts';
import { UnavailableError } from '../platform/errors.ts';

/** A command was called with words that it cannot use. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What `parseArgs` throws for a flag that a command does not have. */
const isUnknownFlag = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

/** Says why a command failed: in one line where that tells all there is to know, for a fault of ours with its stack. */
export const explain = (error: unknown): string => {
  if (error instanceof EnvironmentError || error instanceof UsageError || isUnknownFlag(error)) return error.message;
  if (error instanceof UnavailableError && error.cause instanceof Error) {
    return `The database does not answer: ${error.cause.message}`;
  }
  return inspect(error);
};

/** The exit code of a command that failed: 2 when it was called with words that it cannot use, as shells have it. */
export const exitCodeOf = (error: unknown): number => (error instanceof UsageError || isUnknownFlag(error) ? 2 : 1);
