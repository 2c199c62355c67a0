import { HttpException } from '@nestjs/common';
import { AppError } from '../../platform/errors.ts';
import { failureOfStatus } from '../../platform/http/status-failure.ts';

const statusOf = (error: object): number =>
  'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/**
 * Says what Nest or its adapter refused in the words of the application. Any other error is returned as it is.
 *
 * @param methods what else the path answers
 */
export const translateFrameworkError = (error: unknown, methods: () => readonly string[]): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  if (error instanceof HttpException) {
    return failureOfStatus(error.getStatus(), error, { message: error.message, methods });
  }
  return failureOfStatus(statusOf(error), error, { methods });
};
