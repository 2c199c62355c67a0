import { pino, stdTimeFunctions, type DestinationStream, type LogFn, type Logger, type LoggerOptions } from 'pino';
import type { Environment } from '../../config/environment.ts';
import { requestContext } from '../context.ts';
import { cleanMessage, describeError } from './describe-error.ts';
import { redact } from './redact.ts';

export type { Logger };

/**
 * Standard output, written in the background some lines at a time, so that neither a system call for each line nor a
 * slow reader holds up the server. What is left is written when the process exits; one that is killed loses the lines of
 * the last tenth of a second. Lines that nobody reads are lost beyond 16 MB: they must not fill the memory.
 */
const standardOutput = (): DestinationStream =>
  pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 100, maxLength: 16 * 1024 * 1024 });

/**
 * Makes the log of the process: one JSON object a line on standard output, with the ids of the request or job it belongs
 * to. Secrets and personal data do not get into it, by the names of the members (see `redact`).
 *
 * @param destination another place for the lines, for tests
 */
export const createLogger = (
  env: Pick<Environment, 'LOG_LEVEL'>,
  destination: DestinationStream = standardOutput(),
): Logger => {
  const options: LoggerOptions = {
    level: env.LOG_LEVEL,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: redact },
    hooks: { logMethod: writeLine },
    serializers: { err: describeError, error: describeError },
    mixin: contextOfRequest,
  };
  return pino(options, destination);
};

/** What the lines of a request have in common. */
const contextOfRequest = (): object => {
  const context = requestContext.getStore();
  return context === undefined ? {} : { requestId: context.requestId, traceId: context.traceId };
};

/** An error that is logged without a text lends the line its message: not without what must not get into a log. */
function writeLine(this: Logger, args: Parameters<LogFn>, write: LogFn): void {
  // The type of the arguments knows the usual order only; callers without types use others.
  const [subject, text] = args as readonly unknown[];
  const error = errorIn(subject);
  if (error === undefined || text !== undefined) write.apply(this, args);
  else write.apply(this, [subject instanceof Error ? { err: subject } : subject, cleanMessage(error.message)]);
}

const errorIn = (subject: unknown): Error | undefined => {
  if (subject instanceof Error) return subject;
  if (typeof subject !== 'object' || subject === null || !('err' in subject)) return undefined;
  return subject.err instanceof Error ? subject.err : undefined;
};
