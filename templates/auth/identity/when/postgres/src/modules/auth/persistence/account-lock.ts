import type { Db, Transaction } from '../../../platform/database/database.ts';

/**
 * Locks an account until the transaction ends. Who changes what belongs to an account, its sign-ins and mailed tokens,
 * locks it first: two who began with something else would wait for each other until the database breaks it off.
 */
export const lockAccount = async (db: Db | Transaction, userId: string): Promise<void> => {
  await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
};
