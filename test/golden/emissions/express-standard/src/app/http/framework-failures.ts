import { AppError, MalformedRequestError } from '../../platform/errors.ts';

const statusOf = (error: object): number =>
  'status' in error && typeof error.status === 'number' ? error.status : 500;

/** Says what Express refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const status = statusOf(error);
  if (status < 400 || status >= 500) return error;
  return new MalformedRequestError('The request cannot be understood.', { cause: error });
};
