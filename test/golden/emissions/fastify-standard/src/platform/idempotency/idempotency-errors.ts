import { AppError, ConflictError, MalformedRequestError, type ErrorKind } from '../errors.ts';

/** The route demands an Idempotency-Key and the request has none. */
export class IdempotencyKeyRequiredError extends MalformedRequestError {
  static override readonly code: string = 'IDEMPOTENCY_KEY_REQUIRED';

  constructor() {
    super('Send an Idempotency-Key header, such as a fresh UUID, so that a repetition can be told from a new request.');
  }
}

/** The first request with this key has not been answered yet. */
export class IdempotencyInProgressError extends ConflictError {
  static override readonly code: string = 'IDEMPOTENCY_IN_PROGRESS';

  constructor() {
    super('A request with this Idempotency-Key is being handled: repeat it shortly for its answer.', {
      retryAfterSeconds: 1,
    });
  }
}

/** The first request with this key was carried out, but nobody knows its answer any more: its process died, say. */
export class IdempotencyAnswerLostError extends ConflictError {
  static override readonly code: string = 'IDEMPOTENCY_ANSWER_LOST';

  constructor() {
    super('The request with this Idempotency-Key was carried out, but its answer was lost: look up what it did.');
  }
}

/** The key stands for another request. */
export class IdempotencyKeyReusedError extends AppError {
  static readonly code: string = 'IDEMPOTENCY_KEY_REUSED';
  static readonly kind: ErrorKind = 'invalid';

  constructor() {
    super(new.target, 'This Idempotency-Key was used for a different request: take a new key for a new request.');
  }
}
