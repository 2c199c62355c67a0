import { ConflictError, UnavailableError, ValidationError } from '../errors.ts';

/** Which input field stands behind a constraint, so that the client learns what to change. */
export type ConstraintFields = Readonly<Record<string, string>>;

const property = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : undefined;

/** The five-character SQLSTATE of an error that PostgreSQL reported, also when it is the cause of another error. */
export const sqlStateOf = (error: unknown): string | undefined => {
  const code = property(error, 'code');
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && property(error, 'severity') !== undefined) return code;
  const cause = property(error, 'cause');
  return cause === undefined ? undefined : sqlStateOf(cause);
};

/** Names of the operating system for a connection that cannot be made, or broke. */
const brokenConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The driver has no codes for these. */
const driverTrouble = /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable/;

/**
 * SQLSTATE classes and codes that pass by themselves (PostgreSQL, appendix A): connection exception, insufficient
 * resources, operator intervention, lost against another transaction, lock or statement time-out, server in recovery.
 */
const passing = /^(?:08...|53...|57P0[1-5]|57014|40001|40P01|55P03|25P0[34]|25006)$/;

/** Whether the database could not answer for a reason that passes: it is down, restarting, or overloaded. */
export const isUnavailable = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  if (state !== undefined) return passing.test(state);
  const code = property(error, 'code');
  if (typeof code === 'string' && brokenConnection.has(code)) return true;
  // A host with several addresses: the reasons, one an address, stand inside.
  const inner = property(error, 'errors');
  if (Array.isArray(inner) && inner.some(isUnavailable)) return true;
  return error instanceof Error && driverTrouble.test(error.message);
};

/**
 * What the server says as it ends a connection: connection exception, shutdown, dropped database, out of time. And what
 * it says when it may not write: after a failover it is no longer the one to ask, and a new connection finds the one that is.
 */
const lastWords = /^(?:08...|57P0[1-5]|25P0[34]|25006)$/;

/**
 * Whether a connection that reported this error can go on. Without a SQLSTATE it is not the server that ended the query,
 * and it may still be running.
 */
export const isUsableAfter = (error: unknown): boolean => {
  const state = sqlStateOf(error);
  return state !== undefined && !lastWords.test(state);
};

/**
 * Says in the words of the application what the database refused. Errors it does not know are returned as they are.
 *
 * | SQLSTATE | becomes |
 * |---|---|
 * | 23505 unique_violation | ConflictError |
 * | 23503 foreign_key_violation, 23514 check_violation, 23502 not_null_violation | ValidationError |
 * | 22003 numeric_value_out_of_range: of what was computed, as inputs are checked | ConflictError |
 * | connection trouble, time-outs, lost races | UnavailableError |
 *
 * @param fields the input field behind each constraint that the statement can break
 */
export const translateDatabaseError = (error: unknown, fields: ConstraintFields = {}): unknown => {
  const constraint = property(error, 'constraint');
  const field = typeof constraint === 'string' ? fields[constraint] : undefined;
  const place = field === undefined ? {} : { field };
  switch (sqlStateOf(error)) {
    case '23505':
      return new ConflictError('Another one has this value already.', { ...place, cause: error });
    case '23503':
      return new ValidationError([{ message: 'There is no such object to refer to.', ...place }], { cause: error });
    case '23514':
    case '23502':
      return new ValidationError([{ message: 'The value is not allowed here.', ...place }], { cause: error });
    case '22003':
      return new ConflictError('The outcome would be a number too large to keep.', { cause: error });
    default:
      return isUnavailable(error) ? new UnavailableError(1, { cause: error }) : error;
  }
};
