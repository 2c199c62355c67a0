/** An answer as it went over the wire. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a key belongs to: the same key of another caller or on another route is another key. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly key: string;
}

/** The right to handle the request of a key. */
export interface IdempotencyClaim extends IdempotencyKey {
  /** Told apart from a later claim of the same key, made after this one was given up for dead. */
  readonly id: string;
}

export interface ClaimRequest extends IdempotencyKey {
  readonly fingerprint: string;
  readonly now: Date;
  /** When a claim without an answer is given up: its process must have crashed, or be cut off. */
  readonly leaseEndsAt: Date;
  readonly expiresAt: Date;
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly claim: IdempotencyClaim }
  | { readonly kind: 'in-progress'; readonly fingerprint: string }
  /** What the request changes is committed, and its answer will not come any more. */
  | { readonly kind: 'carried-out'; readonly fingerprint: string }
  | { readonly kind: 'answered'; readonly fingerprint: string; readonly answer: StoredAnswer };

/** Where keys are kept. */
export interface IdempotencyStore {
  /** Claims the key if it is free. Of several at the same time exactly one gets the claim. */
  claim(request: ClaimRequest): Promise<ClaimResult>;
  /**
   * Runs what handles the request. The transactions in it that commit record in the same commit that the claim is carried
   * out, after which the key is never free again; of a claim that was given up in the meantime, none commits.
   */
  carryOut<Result>(claim: IdempotencyClaim, work: () => Result): Result;
  /** Keeps the answer, unless the claim was given up in the meantime. */
  complete(claim: IdempotencyClaim, answer: StoredAnswer): Promise<void>;
  /** Frees the key, unless the claim is carried out, or was given up in the meantime. */
  release(claim: IdempotencyClaim, now: Date): Promise<void>;
  /** Deletes what has expired and returns how many rows that were. */
  purge(now: Date): Promise<number>;
}
