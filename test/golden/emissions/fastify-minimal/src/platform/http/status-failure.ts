import { STATUS_CODES } from 'node:http';
import {
  AppError,
  ConflictError,
  MalformedRequestError,
  NotFoundError,
  PreconditionFailedError,
  UnavailableError,
  ValidationError,
  type ErrorOptions,
} from '../errors.ts';
import { MethodNotAllowedError, PayloadTooLargeError, UnsupportedMediaTypeError } from './transport-errors.ts';

const inOurWords: Readonly<Record<number, (message: string, options: ErrorOptions) => AppError>> = {
  400: (_message, options) => new MalformedRequestError('The request cannot be understood.', options),
  404: (_message, options) => new NotFoundError(undefined, options),
  409: (message, options) => new ConflictError(message, options),
  412: (_message, options) => new PreconditionFailedError(undefined, options),
  413: (_message, options) => new PayloadTooLargeError(options),
  415: (_message, options) => new UnsupportedMediaTypeError(options),
  422: (message, options) => new ValidationError([{ message }], options),
  503: (_message, options) => new UnavailableError(undefined, options),
};

const phraseOf = (status: number): string => STATUS_CODES[status] ?? `Status ${status}`;

/** A status for which the application has no word. Its code is the name of the status: `PAYMENT_REQUIRED` for 402. */
export class StatusError extends AppError {
  constructor(
    readonly status: number,
    message: string,
    options: ErrorOptions,
  ) {
    const code = phraseOf(status).replaceAll("'", '').replaceAll(/\W+/g, '_').toUpperCase();
    super({ code, kind: status < 500 ? 'malformed' : 'internal' }, message, options);
  }
}

/** The message of an error that says itself whether clients may read it, as those of `http-errors` do. */
const exposedMessage = (error: Error): string | undefined =>
  'expose' in error && error.expose === true ? error.message : undefined;

/** The methods of a path that are left when its handler of one refuses it. GET and HEAD have the same handler. */
export const otherMethods = (methods: readonly string[], refused: string): readonly string[] => {
  const handled = ['GET', 'HEAD'].includes(refused) ? ['GET', 'HEAD'] : [refused];
  return methods.filter((method) => !handled.includes(method));
};

interface Refused {
  /** What the client may read; unless given, the message of an error that exposes it. Of a 5xx it reads nothing. */
  readonly message?: string;
  /** What else the path answers, which a 405 has to say (RFC 9110 section 15.5.6). */
  readonly methods?: () => readonly string[];
}

/**
 * Says an error that has a status, as those of frameworks and their plugins have, in the words of the application.
 *
 * @returns the error as it is for a fault without a name (500), and for what is no status of a failure
 */
export const failureOfStatus = (
  status: number,
  error: Error,
  { message = exposedMessage(error), methods = () => [] }: Refused = {},
): Error => {
  if (!Number.isInteger(status) || status < 400 || status > 599 || status === 500) return error;
  const phrase = phraseOf(status);
  const text = status < 500 ? (message ?? phrase) : phrase;
  const options = { cause: error };
  if (status === 405) return new MethodNotAllowedError(methods(), options);
  return inOurWords[status]?.(text, options) ?? new StatusError(status, text, options);
};
