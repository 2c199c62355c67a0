/**
 * What can go wrong, in the words of the application. Domain and application code throw these classes and know nothing
 * of HTTP; `http/status.ts` says which status each kind becomes.
 *
 * A module that needs its own code extends the class of the kind, next to the rule that throws it:
 *
 * ```ts
 * export class OutOfStockError extends ConflictError {
 *   static override readonly code: string = 'OUT_OF_STOCK';
 * }
 * ```
 */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'precondition-failed'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'invalid'
  | 'precondition-required'
  | 'rate-limited'
  | 'internal'
  | 'unavailable';

/** One reason of a failure. `field` is the path of the offending input, such as `items.0.quantity`. */
export interface ErrorEntry {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The static side of an error class: what an operation lists to document that it can fail this way. */
export interface ErrorType {
  readonly code: string;
  readonly kind: ErrorKind;
}

export interface ErrorOptions {
  readonly field?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What caused it: goes to the log, never to the client. */
  readonly cause?: unknown;
  /** When a retry can succeed, in seconds. */
  readonly retryAfterSeconds?: number;
}

/** An expected failure whose message may be shown to the client. */
export abstract class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly entries: readonly ErrorEntry[];
  readonly retryAfterSeconds: number | undefined;

  protected constructor(type: ErrorType, message: string, options: ErrorOptions = {}, entries?: readonly ErrorEntry[]) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = type.code;
    this.kind = type.kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.entries = entries ?? [entryOf(type.code, message, options)];
  }
}

const entryOf = (code: string, message: string, { field, details }: ErrorOptions): ErrorEntry => ({
  code,
  message,
  ...(field !== undefined && { field }),
  ...(details !== undefined && { details }),
});

/** The request cannot be understood: broken JSON, a header or cursor of the wrong form. */
export class MalformedRequestError extends AppError {
  static readonly code: string = 'MALFORMED_REQUEST';
  static readonly kind: ErrorKind = 'malformed';

  constructor(message: string, options?: ErrorOptions) {
    super(new.target, message, options);
  }
}

/** A well-formed input breaks a rule. Carries one entry per offending field. */
export class ValidationError extends AppError {
  static readonly code: string = 'VALIDATION_FAILED';
  static readonly kind: ErrorKind = 'invalid';

  /** @param issues the offending fields; the path of a field is dotted, such as `items.0.quantity` */
  constructor(issues: readonly Omit<ErrorEntry, 'code'>[], options?: ErrorOptions) {
    const { code } = new.target;
    super(
      new.target,
      'The request breaks a rule.',
      options,
      issues.map((issue) => ({ code, ...issue })),
    );
  }
}

/** There is no such object, or the caller may not know that there is. */
export class NotFoundError extends AppError {
  static readonly code: string = 'NOT_FOUND';
  static readonly kind: ErrorKind = 'not-found';

  constructor(message = 'There is nothing here.', options?: ErrorOptions) {
    super(new.target, message, options);
  }
}

/** The present state does not allow it. */
export class ConflictError extends AppError {
  static readonly code: string = 'CONFLICT';
  static readonly kind: ErrorKind = 'conflict';

  constructor(message: string, options?: ErrorOptions) {
    super(new.target, message, options);
  }
}

/** The caller has seen an older version than the stored one (optimistic locking, RFC 9110 section 15.5.13). */
export class PreconditionFailedError extends AppError {
  static readonly code: string = 'PRECONDITION_FAILED';
  static readonly kind: ErrorKind = 'precondition-failed';

  constructor(
    message = 'It was changed since you read it: read it again and repeat the change.',
    options?: ErrorOptions,
  ) {
    super(new.target, message, options);
  }
}

/** The caller did not say which version it has seen (RFC 6585 section 3). */
export class PreconditionRequiredError extends AppError {
  static readonly code: string = 'PRECONDITION_REQUIRED';
  static readonly kind: ErrorKind = 'precondition-required';

  constructor(message = 'Send the ETag of the version you read in an If-Match header.', options?: ErrorOptions) {
    super(new.target, message, options);
  }
}

/** Nobody is signed in, or the credentials do not hold. */
export class UnauthenticatedError extends AppError {
  static readonly code: string = 'UNAUTHENTICATED';
  static readonly kind: ErrorKind = 'unauthenticated';

  constructor(message = 'Sign in to do this.', options?: ErrorOptions) {
    super(new.target, message, options);
  }
}

/** The caller is known, but lacks a permission. */
export class ForbiddenError extends AppError {
  static readonly code: string = 'FORBIDDEN';
  static readonly kind: ErrorKind = 'forbidden';

  constructor(message = 'You do not have the permission to do this.', options?: ErrorOptions) {
    super(new.target, message, options);
  }
}

/** The caller asked too often. */
export class RateLimitedError extends AppError {
  static readonly code: string = 'RATE_LIMITED';
  static readonly kind: ErrorKind = 'rate-limited';

  constructor(retryAfterSeconds: number, message = 'Too many requests: wait before the next one.') {
    super(new.target, message, { retryAfterSeconds });
  }
}

/** It cannot be done now, for a reason that passes: overload, shutdown, a dependency that does not answer. */
export class UnavailableError extends AppError {
  static readonly code: string = 'SERVICE_UNAVAILABLE';
  static readonly kind: ErrorKind = 'unavailable';

  constructor(retryAfterSeconds = 1, options?: ErrorOptions) {
    super(new.target, 'The service cannot answer now: try again shortly.', { ...options, retryAfterSeconds });
  }
}
