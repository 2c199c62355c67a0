import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { UserKyselyRepository } from '../../users/index.ts';
import type { CredentialRepository, Credentials } from '../application/auth-store.ts';

type Key = { readonly email: string } | { readonly id: string };

/** Passwords in PostgreSQL. */
export class CredentialKyselyRepository implements CredentialRepository {
  readonly #users: UserKyselyRepository;

  constructor(
    private readonly db: Db | Transaction,
    private readonly clock: Clock,
  ) {
    this.#users = new UserKyselyRepository(db, clock);
  }

  async findByEmail(email: string): Promise<Credentials | undefined> {
    return this.#find({ email });
  }

  async findByUserId(userId: string): Promise<Credentials | undefined> {
    return this.#find({ id: userId });
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

  async #find(key: Key): Promise<Credentials | undefined> {
    const query = this.db
      .selectFrom('users')
      .leftJoin('password_credentials', 'password_credentials.user_id', 'users.id')
      .select(['users.sign_in_epoch', 'password_credentials.hash']);
    const [row, user] = await Promise.all([
      'email' in key
        ? query.where('users.email', '=', key.email).executeTakeFirst()
        : query.where('users.id', '=', key.id).executeTakeFirst(),
      'email' in key ? this.#users.findByEmail(key.email) : this.#users.find(key.id),
    ]);
    return row && user && { user, epoch: row.sign_in_epoch, passwordHash: row.hash ?? undefined };
  }
}
