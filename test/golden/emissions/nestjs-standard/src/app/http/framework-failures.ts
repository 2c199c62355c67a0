import { HttpException } from '@nestjs/common';
import {
  AppError,
  ConflictError,
  ForbiddenError,
  MalformedRequestError,
  NotFoundError,
  PreconditionFailedError,
  RateLimitedError,
  UnauthenticatedError,
  UnavailableError,
  ValidationError,
  type ErrorOptions,
} from '../../platform/errors.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';

/** When to come back, in seconds, where the exception does not say. */
const RETRY_AFTER_SECONDS = 60;

const inOurWords: Readonly<Record<number, (message: string, options: ErrorOptions) => AppError>> = {
  401: (_message, options) => new UnauthenticatedError(undefined, options),
  403: (_message, options) => new ForbiddenError(undefined, options),
  404: (_message, options) => new NotFoundError(undefined, options),
  409: (message, options) => new ConflictError(message, options),
  412: (_message, options) => new PreconditionFailedError(undefined, options),
  413: (_message, options) => new PayloadTooLargeError(options),
  415: (_message, options) => new UnsupportedMediaTypeError(options),
  422: (message, options) => new ValidationError([{ message }], options),
  429: () => new RateLimitedError(RETRY_AFTER_SECONDS),
  503: (_message, options) => new UnavailableError(undefined, options),
};

const statusOf = (error: Error): number => {
  if (error instanceof HttpException) return error.getStatus();
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
};

/** Says what Nest or its adapter refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const status = statusOf(error);
  const options = { cause: error };
  const known = inOurWords[status]?.(error.message, options);
  if (known !== undefined || status < 400 || status >= 500) return known ?? error;
  return new MalformedRequestError('The request cannot be understood.', options);
};
