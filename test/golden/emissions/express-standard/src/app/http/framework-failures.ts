import { AppError, MalformedRequestError } from '../../platform/errors.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';

const typeOf = (error: object): unknown => ('type' in error ? error.type : undefined);

const statusOf = (error: object): number =>
  'status' in error && typeof error.status === 'number' ? error.status : 500;

/** Says what Express and its body parser refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const cause = { cause: error };
  switch (typeOf(error)) {
    case 'entity.parse.failed':
      return new MalformedRequestError('The body is not valid JSON.', cause);
    case 'entity.too.large':
      return new PayloadTooLargeError(cause);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new UnsupportedMediaTypeError(cause);
  }
  if (error instanceof URIError) return new MalformedRequestError('The URL is not encoded correctly.', cause);
  const status = statusOf(error);
  return status >= 400 && status < 500 ? new MalformedRequestError('The request cannot be understood.', cause) : error;
};
