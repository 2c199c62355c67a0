import { AppError, MalformedRequestError } from '../../platform/errors.ts';

const statusOf = (error: object): number =>
  'status' in error && typeof error.status === 'number' ? error.status : 500;

/** Says what Express refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const cause = { cause: error };
  if (error instanceof URIError) return new MalformedRequestError('The URL is not encoded correctly.', cause);
  const status = statusOf(error);
  return status >= 400 && status < 500 ? new MalformedRequestError('The request cannot be understood.', cause) : error;
};
