import { AppError, type ErrorKind, type ErrorOptions } from '../errors.ts';

/** The path exists, but not with this method (RFC 9110 section 15.5.6). */
export class MethodNotAllowedError extends AppError {
  static readonly code: string = 'METHOD_NOT_ALLOWED';
  static readonly kind: ErrorKind = 'method-not-allowed';

  /** @param allowed the methods the path answers, for the Allow header; none when it answers none at present */
  constructor(
    readonly allowed: readonly string[],
    options?: ErrorOptions,
  ) {
    const answered = allowed.length > 0 ? `${allowed.join(', ')} only` : 'no method at present';
    super(new.target, `This path answers ${answered}.`, options);
  }
}

/** The body is larger than the server reads. */
export class PayloadTooLargeError extends AppError {
  static readonly code: string = 'PAYLOAD_TOO_LARGE';
  static readonly kind: ErrorKind = 'payload-too-large';

  constructor(options?: ErrorOptions) {
    super(new.target, 'The body is larger than this server accepts.', options);
  }
}

/** The body is not JSON in UTF-8, or it is compressed. */
export class UnsupportedMediaTypeError extends AppError {
  static readonly code: string = 'UNSUPPORTED_MEDIA_TYPE';
  static readonly kind: ErrorKind = 'unsupported-media-type';

  constructor(options?: ErrorOptions) {
    super(new.target, 'Send the body as application/json, in UTF-8 and not compressed.', options);
  }
}

/** A fault of this server. Its cause is logged; the client learns nothing of it but the request id. */
export class InternalError extends AppError {
  static readonly code: string = 'INTERNAL';
  static readonly kind: ErrorKind = 'internal';

  constructor(options?: ErrorOptions) {
    super(new.target, 'Something went wrong on our side. The request id helps us find it.', options);
  }
}
