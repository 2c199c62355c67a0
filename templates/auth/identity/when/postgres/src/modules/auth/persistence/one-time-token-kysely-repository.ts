import { sql } from 'kysely';

import type { Clock } from '../../../platform/clock.ts';
import type { Db, Transaction } from '../../../platform/database/database.ts';
import { inTransaction } from '../../../platform/database/transaction.ts';
import type { NewOneTimeToken, OneTimeToken, OneTimeTokenRepository } from '../application/auth-store.ts';
import { MAX_TOKENS_AN_HOUR, tokenLifetimes, type TokenPayloads, type TokenPurpose } from '../domain/one-time-token.ts';
import { lockAccount } from './account-lock.ts';

const HOUR_MS = 3_600_000;

interface TokenRow {
  readonly user_id: string;
  readonly created_at: Date;
  readonly payload: { readonly [Purpose in TokenPurpose]?: TokenPayloads[Purpose] };
}

const toToken = <Purpose extends TokenPurpose>(row: TokenRow, purpose: Purpose): OneTimeToken<Purpose> | undefined => {
  const payload = row.payload[purpose];
  return payload === undefined ? undefined : { userId: row.user_id, payload, issuedAt: row.created_at };
};

const insert = async <Purpose extends TokenPurpose>(
  db: Db | Transaction,
  { digest, userId, purpose, to, payload }: NewOneTimeToken<Purpose>,
  now: Date,
): Promise<void> => {
  await db
    .insertInto('one_time_tokens')
    .values({
      digest,
      user_id: userId,
      purpose,
      sent_to: to,
      payload: JSON.stringify({ [purpose]: payload }),
      created_at: now,
      expires_at: new Date(now.getTime() + tokenLifetimes[purpose] * 1000),
    })
    .execute();
};

type Destination = Pick<NewOneTimeToken<TokenPurpose>, 'to' | 'purpose'>;

/** Until the transaction ends, no other one counts the tokens of this address: each sees those of the one before. */
const takeTurn = async (transaction: Transaction, { to, purpose }: Destination): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext(${purpose}), hashtext(${to}))`.execute(transaction);
};

const countSince = async (transaction: Transaction, { to, purpose }: Destination, since: Date): Promise<number> => {
  const { recent } = await transaction
    .selectFrom('one_time_tokens')
    .select((eb) => eb.fn.countAll<string>().as('recent'))
    .where('sent_to', '=', to)
    .where('purpose', '=', purpose)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(recent);
};

/** One-time tokens in PostgreSQL. */
export class OneTimeTokenKyselyRepository implements OneTimeTokenRepository {
  constructor(
    private readonly db: Db | Transaction,
    private readonly clock: Clock,
  ) {}

  async issue<Purpose extends TokenPurpose>(token: NewOneTimeToken<Purpose>): Promise<void> {
    await insert(this.db, token, this.clock.now());
  }

  async issueWithinLimit<Purpose extends TokenPurpose>(token: NewOneTimeToken<Purpose>): Promise<boolean> {
    return inTransaction(this.db, async (transaction) => {
      const now = this.clock.now();
      await takeTurn(transaction, token);
      const recent = await countSince(transaction, token, new Date(now.getTime() - HOUR_MS));
      if (recent >= MAX_TOKENS_AN_HOUR) return false;
      await insert(transaction, token, now);
      return true;
    });
  }

  async peek<Purpose extends TokenPurpose>(
    digest: string,
    purpose: Purpose,
  ): Promise<OneTimeToken<Purpose> | undefined> {
    const row = await this.db
      .selectFrom('one_time_tokens')
      .select(['user_id', 'payload', 'created_at'])
      .where('digest', '=', digest)
      .where('purpose', '=', purpose)
      .where('expires_at', '>', this.clock.now())
      .executeTakeFirst();
    return row && toToken(row, purpose);
  }

  async consume<Purpose extends TokenPurpose>(
    digest: string,
    purpose: Purpose,
  ): Promise<OneTimeToken<Purpose> | undefined> {
    const tokens = this.db.selectFrom('one_time_tokens').where('digest', '=', digest);
    const owner = await tokens.select('user_id').executeTakeFirst();
    if (!owner) return undefined;
    await lockAccount(this.db, owner.user_id);
    const row = await this.db
      .deleteFrom('one_time_tokens')
      .where('digest', '=', digest)
      .where('purpose', '=', purpose)
      .where('expires_at', '>', this.clock.now())
      .returning(['user_id', 'payload', 'created_at'])
      .executeTakeFirst();
    return row && toToken(row, purpose);
  }

  /** The rows stay until they are purged: their mails count towards what an address gets. */
  async withdraw(userId: string, purposes: readonly TokenPurpose[], issuedFrom?: Date): Promise<void> {
    const now = this.clock.now();
    const open = this.db
      .updateTable('one_time_tokens')
      .set({ expires_at: now, payload: '{}' })
      .where('user_id', '=', userId)
      .where('purpose', 'in', purposes)
      .where('expires_at', '>', now);
    await (issuedFrom === undefined ? open : open.where('created_at', '>=', issuedFrom)).execute();
  }
}
