import type { Request } from 'express';
import { AppError } from '../../platform/errors.ts';
import { failureOfStatus, otherMethods } from '../../platform/http/status-failure.ts';

/** Where Express looks for the status of an error, in this order. */
const statusOf = (error: object): number => {
  if ('status' in error && typeof error.status === 'number') return error.status;
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
};

/** Says what Express or a middleware refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (
  error: unknown,
  { method, pathMethods = [] }: Pick<Request, 'method' | 'pathMethods'>,
): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  return failureOfStatus(statusOf(error), error, { methods: () => otherMethods(pathMethods, method) });
};
