import { AppError, MalformedRequestError, UnavailableError } from '../../platform/errors.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';

const codeOf = (error: object): unknown => ('code' in error ? error.code : undefined);

const statusOf = (error: object): number =>
  'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/** Says what Fastify refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const cause = { cause: error };
  switch (codeOf(error)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new PayloadTooLargeError(cause);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_CONTENT_TYPE':
      return new UnsupportedMediaTypeError(cause);
    case 'FST_ERR_HANDLER_TIMEOUT':
      return new UnavailableError(1, cause);
  }
  const status = statusOf(error);
  return status >= 400 && status < 500 ? new MalformedRequestError('The request cannot be understood.', cause) : error;
};
