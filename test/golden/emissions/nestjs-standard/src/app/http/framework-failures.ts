import { HttpException } from '@nestjs/common';
import { AppError, MalformedRequestError } from '../../platform/errors.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';

const statusOf = (error: Error): number => {
  if (error instanceof HttpException) return error.getStatus();
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
};

/** Says what Nest or its adapter refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const status = statusOf(error);
  const options = { cause: error };
  if (status === 413) return new PayloadTooLargeError(options);
  if (status === 415) return new UnsupportedMediaTypeError(options);
  if (status < 400 || status >= 500) return error;
  return new MalformedRequestError('The request cannot be understood.', options);
};
