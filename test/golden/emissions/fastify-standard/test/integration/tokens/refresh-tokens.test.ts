import { hashSync } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SessionService } from '../../../src/modules/auth/application/session-service.ts';
import { CredentialService } from '../../../src/modules/auth/application/credential-service.ts';
import { TokenService } from '../../../src/modules/tokens/application/token-service.ts';
import { TokenExpiredError, TokenReusedError } from '../../../src/modules/tokens/domain/token-errors.ts';
import { RefreshTokenKyselyRepository } from '../../../src/modules/tokens/persistence/refresh-token-kysely-repository.ts';
import { tokenTransactions } from '../../../src/modules/tokens/persistence/token-transactions.ts';
import { createBackgroundTasks } from '../../../src/platform/background-tasks.ts';
import { AccessTokens } from '../../../src/platform/crypto/access-tokens.ts';
import { createPasswordHasher } from '../../../src/platform/crypto/password-hasher.ts';
import { generateKey } from '../../../src/platform/crypto/signing-key.ts';
import { createSigningKeys } from '../../../src/platform/crypto/signing-keys.ts';
import { purgeExpiredRows } from '../../../src/platform/database/expired-rows.ts';
import { UnauthenticatedError } from '../../../src/platform/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, silent, unlimited, type OpenAuthStore } from '../auth/support.ts';

const client = { address: '192.0.2.1', agent: undefined };
const password = 'lighthouse keepers sleep at noon';

let database: TestDatabase;
let auth: OpenAuthStore;
let tokens: TokenService;
beforeAll(async () => {
  database = await createTestDatabase();
  auth = await openAuthStore(database);
  tokens = tokensOver(auth);
});
afterAll(async () => {
  await auth.close();
  await database.close();
});

const passwords = createPasswordHasher({ concurrency: 2, queue: 64 });

const tokensOver = (over: OpenAuthStore): TokenService => {
  const { store, transaction, clock } = over;
  const credentials = new CredentialService({
    store,
    passwords,
    attempts: unlimited,
    confirmations: unlimited,
    background: createBackgroundTasks({ logger: silent }),
    remindToVerify: () => undefined,
  });
  const keys = createSigningKeys({
    env: { JWT_KEYS: [generateKey(new Date(0))], DATA_DIR: '' },
    clock,
  });
  return new TokenService({
    transaction: tokenTransactions(over),
    refreshTokens: new RefreshTokenKyselyRepository(over.database, clock),
    accessTokens: new AccessTokens({ keys, issuer: 'i', audience: 'a', lifetimeSeconds: 900 }),
    credentials,
    sessions: new SessionService({ store, transaction, credentials, clock, lifetimeSeconds: 1000 }),
    clock,
    refreshSeconds: 100,
  });
};

const signIn = async (): Promise<string> => {
  const user = await auth.newUser();
  await auth.store.credentials.setPasswordHash(user.id, await passwords.hash(password));
  const { pair } = await tokens.logIn({ email: user.email, password }, client);
  return pair.refreshToken;
};

/** A client that gets no answer asks again. */
const refusedTwice = async (token: string, refusal: string | typeof TokenExpiredError): Promise<void> => {
  await expect(tokens.refresh(token, client)).rejects.toThrow(refusal);
  await expect(tokens.refresh(token, client)).rejects.toThrow(refusal);
};

const countReuse = async (): Promise<number> => {
  const query = database.db.selectFrom('audit_events').select('action').where('action', '=', 'auth.refresh-reuse');
  return (await query.execute()).length;
};

describe('refresh tokens', () => {
  it('are good once, whatever happens at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const token = await signIn();
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => tokens.refresh(token, client)));
      const pairs = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(pairs).toHaveLength(1);
      expect(refusals.every(({ reason }) => reason instanceof TokenReusedError)).toBe(true);
      const survivor = pairs[0]?.value.refreshToken ?? '';
      await expect(tokens.refresh(survivor, client)).rejects.toThrow(UnauthenticatedError);
    }
  });

  it('expire when nobody uses them, and with their sign-in however much they are used', async () => {
    const before = await countReuse();
    const idle = await signIn();
    auth.passSeconds(101);
    await refusedTwice(idle, TokenExpiredError);
    let used = await signIn();
    for (let round = 0; round < 10; round += 1) {
      auth.passSeconds(99);
      used = (await tokens.refresh(used, client)).refreshToken;
    }
    auth.passSeconds(99);
    await refusedTwice(used, 'The sign-in has ended');
    expect(await countReuse()).toBe(before);
  });

  it('are deleted with their sign-in, by the purge too', async () => {
    await signIn();
    const tokensLeft = () => database.db.selectFrom('refresh_tokens').select('digest').execute();
    expect(await tokensLeft()).not.toEqual([]);
    await purgeExpiredRows(database.db, new Date('2031-01-01T00:00:00Z'));
    expect(await tokensLeft()).toEqual([]);
    await signIn();
    await database.db.deleteFrom('sessions').execute();
    expect(await tokensLeft()).toEqual([]);
  });

  it('record their reuse once', async () => {
    const token = await signIn();
    await tokens.refresh(token, client);
    const before = await countReuse();
    await expect(tokens.refresh(token, client)).rejects.toThrow(TokenReusedError);
    await expect(tokens.refresh(token, client)).rejects.toThrow(TokenReusedError);
    expect(await countReuse()).toBe(before + 1);
  });

  it('end their sign-in at log-out, also when they were used', async () => {
    const used = await signIn();
    const { refreshToken: current } = await tokens.refresh(used, client);
    await tokens.logOut(used, client);
    await refusedTwice(current, 'The sign-in has ended');
  });

  it('tell when their sign-in was last used, and record it', async () => {
    const token = await signIn();
    auth.passSeconds(50);
    await tokens.refresh(token, client);
    const session = await database.db
      .selectFrom('sessions')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(session.last_used_at).toEqual(auth.clock.now());
    const query = database.db
      .selectFrom('audit_events')
      .select(['resource_id', 'outcome'])
      .where('action', '=', 'auth.refresh');
    expect(await query.execute()).toContainEqual({ resource_id: session.id, outcome: 'success' });
  });

  it('replace an outdated password hash at log-in', async () => {
    const user = await auth.newUser();
    await auth.store.credentials.setPasswordHash(user.id, hashSync(password, { memoryCost: 9216, timeCost: 2 }));
    await tokens.logIn({ email: user.email, password }, client);
    await expect
      .poll(async () => (await auth.store.credentials.findByUserId(user.id))?.passwordHash)
      .toMatch(/m=19456/);
  });
});
