import { sql } from 'kysely';

import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { translateDatabaseError } from '../../../platform/database/errors.ts';
import { keysetPage } from '../../../platform/database/keyset.ts';
import { newId } from '../../../platform/id.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Names, Standing, UserFilters, UserRepository, UserSort } from '../application/user-repository.ts';
import { administratorRole } from '../domain/roles.ts';
import type { NewUser, User } from '../domain/user.ts';
import { toUser, userColumns as columns, type UserRow } from './user-row.ts';

const constraintFields = { users_email_key: 'email' };

/** Accounts in PostgreSQL. */
export class UserKyselyRepository implements UserRepository {
  constructor(
    private readonly db: Db | Transaction,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<User | undefined> {
    const row = await this.db.selectFrom('users').select(columns).where('id', '=', id).executeTakeFirst();
    return row && toUser(row);
  }

  async findByEmail(email: string): Promise<User | undefined> {
    const row = await this.db.selectFrom('users').select(columns).where('email', '=', email).executeTakeFirst();
    return row && toUser(row);
  }

  async lockByEmail(email: string): Promise<User | undefined> {
    const query = this.db.selectFrom('users').select(columns).where('email', '=', email).forUpdate();
    const row = await query.executeTakeFirst();
    return row && toUser(row);
  }

  async list(request: PageRequest<UserSort>, { role, isActive }: UserFilters): Promise<Page<User>> {
    let query = this.db.selectFrom('users').select(columns);
    if (role !== undefined) query = query.where('roles', '@>', sql<string[]>`${[role]}`);
    if (isActive !== undefined) query = query.where('is_active', '=', isActive);
    return keysetPage(query, {
      request,
      columns: { createdAt: 'users.created_at', email: 'users.email' },
      id: 'users.id',
      map: toUser,
    });
  }

  async insert(user: NewUser): Promise<User> {
    const now = this.clock.now();
    try {
      const row = await this.db
        .insertInto('users')
        .values({
          id: newId(),
          email: user.email,
          first_name: user.firstName,
          last_name: user.lastName,
          roles: user.roles,
          email_verified_at: user.emailVerifiedAt,
          created_at: now,
          updated_at: now,
        })
        .returning(columns)
        .executeTakeFirstOrThrow();
      return toUser(row);
    } catch (error) {
      throw translateDatabaseError(error, constraintFields);
    }
  }

  async rename(id: string, { firstName, lastName }: Names): Promise<User | undefined> {
    return this.#update(id, {
      ...(firstName !== undefined && { first_name: firstName }),
      ...(lastName !== undefined && { last_name: lastName }),
    });
  }

  async setStanding(id: string, { roles, isActive }: Standing): Promise<User | undefined> {
    return this.#update(id, {
      ...(roles !== undefined && { roles }),
      ...(isActive !== undefined && { is_active: isActive }),
    });
  }

  async setEmail(id: string, email: string): Promise<void> {
    await this.db
      .deleteFrom('users')
      .where('email', '=', email)
      .where('id', '!=', id)
      .where('email_verified_at', 'is', null)
      .execute();
    await this.#update(id, { email });
  }

  async markEmailVerified(id: string): Promise<void> {
    await this.#update(id, { email_verified_at: this.clock.now() });
  }

  async endSignIns(id: string): Promise<void> {
    await this.db
      .updateTable('users')
      .set((eb) => ({ sign_in_epoch: eb('sign_in_epoch', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async lockAdministrators(): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('users')
      .select('id')
      .where('roles', '@>', sql<string[]>`${[administratorRole]}`)
      .where('is_active', '=', true)
      .where('email_verified_at', 'is not', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    return rows.map((row) => row.id);
  }

  async #update(
    id: string,
    changes: Partial<Omit<UserRow, 'id' | 'created_at' | 'updated_at'>>,
  ): Promise<User | undefined> {
    try {
      const row = await this.db
        .updateTable('users')
        .set({ ...changes, updated_at: this.clock.now() })
        .where('id', '=', id)
        .returning(columns)
        .executeTakeFirst();
      return row && toUser(row);
    } catch (error) {
      throw translateDatabaseError(error, constraintFields);
    }
  }
}
