import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { MalformedRequestError } from '../errors.ts';
import { createIdempotencyStore } from './database-idempotency-store.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  IdempotencyAnswerLostError,
  IdempotencyInProgressError,
  IdempotencyKeyRequiredError,
  IdempotencyKeyReusedError,
} from './idempotency-errors.ts';
import type { IdempotencyClaim, IdempotencyStore, StoredAnswer } from './idempotency-store.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;
/** Longer than requests take, so that a claim is only given up when its process is gone, or cannot get through. */
const LEASE_MS = 60 * 1000;
const PURGE_INTERVAL_MS = 10 * 60 * 1000;
const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;
const REPLAYED_HEADERS: ReadonlySet<string> = new Set(['content-type', 'location', 'etag']);

export interface IdempotentRequest {
  /** Who asks: keys of different callers never meet. */
  readonly caller: string;
  /** Method and pattern of the route. */
  readonly route: string;
  readonly url: string;
  readonly body: unknown;
  /** The Idempotency-Key header. */
  readonly key: string | undefined;
  readonly required: boolean;
}

export type Beginning =
  | { readonly kind: 'unprotected' }
  | { readonly kind: 'claimed'; readonly claim: IdempotencyClaim }
  | { readonly kind: 'replay'; readonly answer: StoredAnswer };

/** Lets a request be repeated without being done twice (IETF httpapi draft "The Idempotency-Key HTTP Header Field"). */
export interface Idempotency {
  /**
   * Call it before the request is handled, handle a claimed one within {@link carryOut}, and call {@link finish} with
   * whatever is answered.
   *
   * @throws IdempotencyKeyRequiredError, MalformedRequestError for the header;
   *   IdempotencyInProgressError, IdempotencyAnswerLostError, IdempotencyKeyReusedError for the key
   */
  begin(request: IdempotentRequest): Promise<Beginning>;
  /** Runs the handler: with its first transaction that commits, the request is carried out and the key used up. */
  carryOut<Result>(claim: IdempotencyClaim, handle: () => Result): Result;
  /** Keeps a success for repetitions; anything else frees the key, if nothing was committed. Never rejects: the answer is on its way. */
  finish(claim: IdempotencyClaim, status: number, headers: NodeJS.Dict<unknown>, body: string): Promise<void>;
  close(): void;
}

export interface IdempotencyOptions {
  readonly store: IdempotencyStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

const replayedHeaders = (headers: NodeJS.Dict<unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      REPLAYED_HEADERS.has(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const checkedKey = (key: string): string => {
  if (VISIBLE_ASCII.test(key)) return key;
  throw new MalformedRequestError('The Idempotency-Key header must be 1 to 255 visible ASCII characters.', {
    field: 'Idempotency-Key',
  });
};

const begin =
  ({ store, clock }: IdempotencyOptions): Idempotency['begin'] =>
  async ({ caller, route, url, body, key, required }) => {
    if (key === undefined) {
      if (required) throw new IdempotencyKeyRequiredError();
      return { kind: 'unprotected' };
    }
    const now = clock.now();
    const fingerprint = fingerprintOf(url, body);
    const result = await store.claim({
      scope: `${caller} ${route}`,
      key: checkedKey(key),
      fingerprint,
      now,
      leaseEndsAt: new Date(now.getTime() + LEASE_MS),
      expiresAt: new Date(now.getTime() + KEPT_MS),
    });
    if (result.kind === 'claimed') return result;
    if (result.fingerprint !== fingerprint) throw new IdempotencyKeyReusedError();
    if (result.kind === 'in-progress') throw new IdempotencyInProgressError();
    if (result.kind === 'carried-out') throw new IdempotencyAnswerLostError();
    return { kind: 'replay', answer: result.answer };
  };

/** Handles keys in the database. */
export const createIdempotency = ({ database, ...rest }: Omit<IdempotencyOptions, 'store'> & { database: Db }) =>
  idempotencyOf({ ...rest, store: createIdempotencyStore(database) });

/** Handles keys, and deletes those that have expired every ten minutes. */
export const idempotencyOf = (options: IdempotencyOptions): Idempotency => {
  const { store, clock, logger } = options;
  const timer = setInterval(() => {
    store.purge(clock.now()).catch((error: unknown) => {
      logger.warn({ err: error }, 'expired idempotency keys could not be deleted; the next run tries again');
    });
  }, PURGE_INTERVAL_MS).unref();
  return {
    begin: begin(options),
    carryOut: (claim, handle) => store.carryOut(claim, handle),
    finish: async (claim, status, headers, body) => {
      try {
        if (status < 400) await store.complete(claim, { status, headers: replayedHeaders(headers), body });
        else await store.release(claim, clock.now());
      } catch (error) {
        logger.error({ err: error, status }, 'the outcome of an idempotent request could not be kept');
      }
    },
    close: () => {
      clearInterval(timer);
    },
  };
};
