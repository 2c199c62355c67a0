import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { toUser, userColumns } from '../../users/index.ts';
import type { CredentialRepository, Credentials } from '../application/auth-store.ts';

/** Passwords in PostgreSQL. */
export class CredentialKyselyRepository implements CredentialRepository {
  constructor(
    private readonly db: Db | Transaction,
    private readonly clock: Clock,
  ) {}

  async findByEmail(email: string): Promise<Credentials | undefined> {
    return this.#find('email', email);
  }

  async findByUserId(userId: string): Promise<Credentials | undefined> {
    return this.#find('id', userId);
  }

  async setPasswordHash(userId: string, hash: string): Promise<void> {
    const values = { hash, changed_at: this.clock.now() };
    await this.db
      .insertInto('password_credentials')
      .values({ user_id: userId, ...values })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
      .execute();
  }

  async removePassword(userId: string): Promise<void> {
    await this.db.deleteFrom('password_credentials').where('user_id', '=', userId).execute();
  }

  async upgradePasswordHash(
    userId: string,
    { outdated, upgraded }: { outdated: string; upgraded: string },
  ): Promise<void> {
    await this.db
      .updateTable('password_credentials')
      .set({ hash: upgraded })
      .where('user_id', '=', userId)
      .where('hash', '=', outdated)
      .execute();
  }

  /** One statement: account, epoch and password have to be those of one moment. */
  async #find(key: 'email' | 'id', value: string): Promise<Credentials | undefined> {
    const row = await this.db
      .selectFrom('users')
      .leftJoin('password_credentials', 'password_credentials.user_id', 'users.id')
      .select([...userColumns, 'sign_in_epoch', 'hash'])
      .where(key, '=', value)
      .executeTakeFirst();
    return row && { user: toUser(row), epoch: row.sign_in_epoch, passwordHash: row.hash ?? undefined };
  }
}
