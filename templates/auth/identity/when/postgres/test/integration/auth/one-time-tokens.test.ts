import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { issueLimitedToken, issueToken } from '../../../src/modules/auth/application/token-issuer.ts';
import { MAX_TOKENS_AN_HOUR } from '../../../src/modules/auth/domain/one-time-token.ts';
import { digestOf } from '../../../src/platform/crypto/opaque-token.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, type OpenAuthStore } from './support.ts';

let database: TestDatabase;
let auth: OpenAuthStore;
beforeAll(async () => {
  database = await createTestDatabase();
  auth = await openAuthStore(database);
});
afterAll(async () => {
  await auth.close();
  await database.close();
});

const TO = 'owner@example.test';

const issue = (userId: string): Promise<string> =>
  issueToken(auth.store.tokens, { purpose: 'reset-password', userId, to: TO, payload: null });

/** Asks for a mail as a stranger can. */
const ask = (userId: string, to: string): Promise<string | undefined> =>
  issueLimitedToken(auth.store.tokens, { purpose: 'confirm-email-change', userId, to, payload: { email: to } });

describe('one-time tokens', () => {
  it('are used once, also by many at the same time', async () => {
    const { id } = await auth.newUser();
    const digest = digestOf(await issue(id));
    const uses = await Promise.all(
      Array.from({ length: 8 }, () => auth.transaction(({ tokens }) => tokens.consume(digest, 'reset-password'))),
    );
    expect(uses.filter((use) => use?.userId === id)).toHaveLength(1);
    expect(uses.filter((use) => use === undefined)).toHaveLength(7);
  });

  it('of one account do not wait for each other in a circle: one of them is used, which withdraws the others', async () => {
    const { id } = await auth.newUser();
    const digests = (await Promise.all(Array.from({ length: 8 }, () => issue(id)))).map(digestOf);
    const uses = await Promise.all(
      digests.map((digest) =>
        auth.transaction(async ({ tokens }) => {
          const found = await tokens.consume(digest, 'reset-password');
          if (found) await tokens.withdraw(id, ['reset-password']);
          return found;
        }),
      ),
    );
    expect(uses.filter((use) => use?.userId === id)).toHaveLength(1);
  });

  it('stay good when what they were used for fails', async () => {
    const { id } = await auth.newUser();
    const digest = digestOf(await issue(id));
    const failing = auth.transaction(async ({ tokens }) => {
      await tokens.consume(digest, 'reset-password');
      throw new Error('it failed');
    });
    await expect(failing).rejects.toThrow('it failed');
    expect(await auth.store.tokens.consume(digest, 'reset-password')).toMatchObject({ userId: id });
  });

  it('have one purpose and one owner', async () => {
    const { id } = await auth.newUser();
    const digest = digestOf(await issue(id));
    expect(await auth.store.tokens.consume(digest, 'verify-email')).toBeUndefined();
    expect(await auth.store.tokens.peek(digest, 'reset-password')).toMatchObject({ userId: id, payload: null });
  });

  it.each([
    ['verify-email', 24],
    ['reset-password', 1],
    ['confirm-email-change', 1],
    ['undo-email-change', 7 * 24],
  ] as const)('for %s are good for the hours that the mail says: %i', async (purpose, hours) => {
    const { id: userId } = await auth.newUser();
    const { tokens } = auth.store;
    const digest = digestOf(await issueToken(tokens, { purpose, userId, to: TO, payload: { email: TO } }));
    auth.passSeconds(hours * 3600 - 1);
    expect(await tokens.peek(digest, purpose)).toMatchObject({ userId });
    auth.passSeconds(1);
    expect(await tokens.peek(digest, purpose)).toBeUndefined();
    expect(await tokens.consume(digest, purpose)).toBeUndefined();
  });

  it('are stored as a digest', async () => {
    const token = await issue((await auth.newUser()).id);
    const rows = await database.db.selectFrom('one_time_tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('carry their payload', async () => {
    const { id } = await auth.newUser();
    const payload = { email: 'new@example.test' };
    const token = await issueToken(auth.store.tokens, {
      purpose: 'confirm-email-change',
      userId: id,
      to: payload.email,
      payload,
    });
    expect(await auth.store.tokens.consume(digestOf(token), 'confirm-email-change')).toEqual({
      userId: id,
      payload,
      issuedAt: auth.clock.now(),
    });
  });

  it('are limited, and can be withdrawn', async () => {
    const { id, email } = await auth.newUser();
    for (let count = 0; count < MAX_TOKENS_AN_HOUR; count += 1) expect(await ask(id, email)).toBeDefined();
    expect(await ask(id, email)).toBeUndefined();
    auth.passSeconds(3601);
    const digest = digestOf((await ask(id, email)) ?? '');
    expect(await auth.store.tokens.peek(digest, 'confirm-email-change')).toBeDefined();
    await auth.store.tokens.withdraw(id, ['confirm-email-change']);
    expect(await auth.store.tokens.peek(digest, 'confirm-email-change')).toBeUndefined();
    expect(await auth.store.tokens.consume(digest, 'confirm-email-change')).toBeUndefined();
  });

  it('count for the address they were mailed to, whoever asked for them and whether or not they are withdrawn', async () => {
    const [one, other, victim] = [await auth.newUser(), await auth.newUser(), await auth.newUser()];
    for (let count = 0; count < MAX_TOKENS_AN_HOUR; count += 1) {
      const { id } = count % 2 === 0 ? one : other;
      expect(await ask(id, victim.email)).toBeDefined();
      await auth.store.tokens.withdraw(id, ['confirm-email-change']);
    }
    expect(await ask(one.id, victim.email)).toBeUndefined();
    expect(await ask(other.id, victim.email)).toBeUndefined();
    expect(await ask(one.id, other.email)).toBeDefined();
  });

  it('are not more when many people ask at the same time, each signed in to an account of their own', async () => {
    const victim = await auth.newUser();
    const people = await Promise.all(Array.from({ length: 3 * MAX_TOKENS_AN_HOUR }, () => auth.newUser()));
    const tokens = await Promise.all(people.map(({ id }) => ask(id, victim.email)));
    expect(tokens.filter((token) => token !== undefined)).toHaveLength(MAX_TOKENS_AN_HOUR);
    const stored = database.db.selectFrom('one_time_tokens').select('digest').where('sent_to', '=', victim.email);
    expect(await stored.execute()).toHaveLength(MAX_TOKENS_AN_HOUR);
  });

  it('keep nothing of what they carried once they are withdrawn', async () => {
    const { id, email } = await auth.newUser();
    await ask(id, email);
    await auth.store.tokens.withdraw(id, ['confirm-email-change']);
    const rows = database.db.selectFrom('one_time_tokens').select('payload').where('user_id', '=', id);
    expect(await rows.execute()).toEqual([{ payload: {} }]);
  });

  it('can be withdrawn from a time on', async () => {
    const { id } = await auth.newUser();
    const earlier = await issue(id);
    auth.passSeconds(1);
    const since = auth.clock.now();
    const later = await issue(id);
    await auth.store.tokens.withdraw(id, ['reset-password'], since);
    expect(await auth.store.tokens.peek(digestOf(earlier), 'reset-password')).toBeDefined();
    expect(await auth.store.tokens.peek(digestOf(later), 'reset-password')).toBeUndefined();
  });
});
