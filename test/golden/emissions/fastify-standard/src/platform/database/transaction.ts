import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IsolationLevel } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { sqlStateOf, translateDatabaseError } from './errors.ts';

export interface TransactionOptions {
  /** PostgreSQL's default, `read committed`, unless said. */
  readonly isolation?: IsolationLevel;
  /** How often a transaction is run at most when others get in its way. */
  readonly attempts?: number;
}

/** `serialization_failure` and `deadlock_detected`: PostgreSQL rolled back, and asks to run the transaction again. */
const retryable = new Set(['40001', '40P01']);

/** What each transaction begun inside of `run` does last, so that both are committed, or neither is. */
export const beforeCommit = new AsyncLocalStorage<(transaction: Transaction) => Promise<void>>();

const backOff = (attempt: number): Promise<void> => sleep(Math.random() * 10 * 2 ** attempt);

/**
 * Runs `work` in one transaction: all of its writes happen, or none. Inside another transaction it becomes a part of it.
 * It is run again when it loses against a concurrent one, so `work` must not do anything outside of the database that
 * cannot be repeated. A commit whose outcome is unknown, because the connection broke, is not run again.
 *
 * @throws what `work` throws; UnavailableError when it lost against others in every attempt
 */
export const inTransaction = async <Result>(
  db: Db | Transaction,
  work: (transaction: Transaction) => Promise<Result>,
  { isolation, attempts = 3 }: TransactionOptions = {},
): Promise<Result> => {
  if (isTransaction(db)) return work(db);
  const finish = beforeCommit.getStore();
  const whole = async (transaction: Transaction): Promise<Result> => {
    const result = await work(transaction);
    await finish?.(transaction);
    return result;
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const builder = db.transaction();
      return await (isolation === undefined ? builder : builder.setIsolationLevel(isolation)).execute(whole);
    } catch (error) {
      if (!retryable.has(sqlStateOf(error) ?? '')) throw error;
      if (attempt >= attempts) throw translateDatabaseError(error);
      await backOff(attempt);
    }
  }
};

const isTransaction = (db: Db | Transaction): db is Transaction => db.isTransaction;
