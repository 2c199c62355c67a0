import type { Selectable } from 'kysely';

import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import { isRole } from '../../users/index.ts';
import type { SessionRepository } from '../application/auth-store.ts';
import { MAX_LISTED_SESSIONS, type NewSession, type Session, type SignInState } from '../domain/session.ts';
import { lockAccount } from './account-lock.ts';
import type { SessionsTable } from './auth-tables.ts';

/** Enough to recognise a device by. */
const LONGEST_AGENT = 256;

const columns = [
  'sessions.id',
  'sessions.user_id',
  'sessions.address',
  'sessions.agent',
  'sessions.created_at',
  'sessions.last_used_at',
  'sessions.expires_at',
] as const;

type Row = Omit<Selectable<SessionsTable>, 'epoch' | 'authenticated_at' | 'ended_at'>;

const toSession = (row: Row): Session => ({
  id: row.id,
  userId: row.user_id,
  address: row.address,
  agent: row.agent,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
});

/** Sign-ins in PostgreSQL. */
export class SessionKyselyRepository implements SessionRepository {
  constructor(
    private readonly db: Db | Transaction,
    private readonly clock: Clock,
  ) {}

  async start({ userId, epoch, client, expiresAt }: NewSession): Promise<Session> {
    const now = this.clock.now();
    const row = await this.db
      .insertInto('sessions')
      .values({
        id: newId(),
        user_id: userId,
        epoch,
        address: client.address,
        agent: client.agent?.slice(0, LONGEST_AGENT) ?? null,
        created_at: now,
        last_used_at: now,
        authenticated_at: now,
        expires_at: expiresAt,
        ended_at: null,
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    return toSession(row);
  }

  async list(userId: string): Promise<readonly Session[]> {
    const rows = await this.#living()
      .select(columns)
      .where('sessions.user_id', '=', userId)
      .orderBy('sessions.created_at', 'desc')
      .limit(MAX_LISTED_SESSIONS)
      .execute();
    return rows.map(toSession);
  }

  async find(sessionId: string, userId: string): Promise<Session | undefined> {
    const row = await this.#living()
      .select(columns)
      .where('sessions.id', '=', sessionId)
      .where('sessions.user_id', '=', userId)
      .executeTakeFirst();
    return row && toSession(row);
  }

  async state(sessionId: string): Promise<SignInState | undefined> {
    const row = await this.#living()
      .select(['sessions.user_id', 'sessions.authenticated_at', 'sessions.expires_at', 'users.roles'])
      .where('sessions.id', '=', sessionId)
      .executeTakeFirst();
    return (
      row && {
        sessionId,
        userId: row.user_id,
        roles: row.roles.filter(isRole),
        authenticatedAt: row.authenticated_at,
        expiresAt: row.expires_at,
      }
    );
  }

  async hold(sessionId: string): Promise<boolean> {
    const owner = await this.db.selectFrom('sessions').select('user_id').where('id', '=', sessionId).executeTakeFirst();
    if (!owner) return false;
    // Its epoch ends sign-ins as well.
    await lockAccount(this.db, owner.user_id);
    const query = this.#living().select('sessions.id').where('sessions.id', '=', sessionId).forShare();
    return (await query.executeTakeFirst()) !== undefined;
  }

  async markUsed(sessionId: string): Promise<void> {
    await this.#update(sessionId, { last_used_at: this.clock.now() });
  }

  async markAuthenticated(sessionId: string): Promise<void> {
    await this.#update(sessionId, { authenticated_at: this.clock.now() });
  }

  async end(sessionId: string, userId: string): Promise<boolean> {
    await lockAccount(this.db, userId);
    const row = await this.db
      .updateTable('sessions')
      .set({ ended_at: this.clock.now() })
      .where('id', '=', sessionId)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }

  async endOthers(sessionId: string, { userId, epoch }: Pick<NewSession, 'userId' | 'epoch'>): Promise<boolean> {
    const account = await this.db
      .updateTable('users')
      .set({ sign_in_epoch: epoch + 1 })
      .where('id', '=', userId)
      .where('sign_in_epoch', '=', epoch)
      .returning('id')
      .executeTakeFirst();
    if (!account) return false;
    await this.db
      .updateTable('sessions')
      .set({ epoch: epoch + 1 })
      .where('id', '=', sessionId)
      .where('user_id', '=', userId)
      .where('epoch', '=', epoch)
      .execute();
    return true;
  }

  #living() {
    return this.db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .where('sessions.ended_at', 'is', null)
      .where('sessions.expires_at', '>', this.clock.now())
      .where('users.is_active', '=', true)
      .whereRef('sessions.epoch', '=', 'users.sign_in_epoch');
  }

  async #update(sessionId: string, changes: { last_used_at: Date } | { authenticated_at: Date }): Promise<void> {
    await this.db.updateTable('sessions').set(changes).where('id', '=', sessionId).execute();
  }
}
