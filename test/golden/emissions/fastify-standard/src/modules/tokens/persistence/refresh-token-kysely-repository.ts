import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import type { RefreshToken, RefreshTokenRepository } from '../application/refresh-token-store.ts';

interface TokenRow {
  readonly session_id: string;
  readonly user_id: string;
  readonly used_at: Date | null;
}

const toToken = ({ session_id, user_id, used_at }: TokenRow): RefreshToken => ({
  sessionId: session_id,
  userId: user_id,
  used: used_at !== null,
});

/** Refresh tokens in PostgreSQL. */
export class RefreshTokenKyselyRepository implements RefreshTokenRepository {
  constructor(
    private readonly db: Db | Transaction,
    private readonly clock: Clock,
  ) {}

  async add({ digest, sessionId, expiresAt }: { digest: string; sessionId: string; expiresAt: Date }): Promise<void> {
    await this.db
      .insertInto('refresh_tokens')
      .values({
        digest,
        session_id: sessionId,
        created_at: this.clock.now(),
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
  }

  async take(digest: string): Promise<RefreshToken | undefined> {
    const row = await this.db
      .updateTable('refresh_tokens')
      .from('sessions')
      .set({ used_at: this.clock.now() })
      .whereRef('sessions.id', '=', 'refresh_tokens.session_id')
      .where('refresh_tokens.digest', '=', digest)
      .where('refresh_tokens.used_at', 'is', null)
      .where('refresh_tokens.expires_at', '>', this.clock.now())
      .returning(['refresh_tokens.session_id', 'refresh_tokens.used_at', 'sessions.user_id'])
      .executeTakeFirst();
    return row && toToken(row);
  }

  async find(digest: string): Promise<RefreshToken | undefined> {
    const row = await this.db
      .selectFrom('refresh_tokens')
      .innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
      .select(['refresh_tokens.session_id', 'refresh_tokens.used_at', 'sessions.user_id'])
      .where('refresh_tokens.digest', '=', digest)
      .executeTakeFirst();
    return row && toToken(row);
  }
}
