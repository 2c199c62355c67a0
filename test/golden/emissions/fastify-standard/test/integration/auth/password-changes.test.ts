import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { AuthMails } from '../../../src/modules/auth/application/auth-mails.ts';
import { CredentialService } from '../../../src/modules/auth/application/credential-service.ts';
import { PasswordRules } from '../../../src/modules/auth/application/password-rules.ts';
import { PasswordService } from '../../../src/modules/auth/application/password-service.ts';
import { issueToken } from '../../../src/modules/auth/application/token-issuer.ts';
import { InvalidCredentialsError, type Credentials } from '../../../src/modules/auth/index.ts';
import { permissionsOf } from '../../../src/modules/users/index.ts';
import type { AuditEvent } from '../../../src/platform/audit/audit-log.ts';
import { createBackgroundTasks } from '../../../src/platform/background-tasks.ts';
import { digestOf } from '../../../src/platform/crypto/opaque-token.ts';
import type { PasswordHasher } from '../../../src/platform/crypto/password-hasher.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';
import type { Mail, Mailer } from '../../../src/platform/mail/mailer.ts';
import type { Principal } from '../../../src/platform/principal.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, silent, unlimited, type OpenAuthStore } from './support.ts';

const client = { address: '192.0.2.1', agent: undefined };
const OLD = 'lighthouse keepers sleep at noon';
const NEW = 'an entirely fresh passphrase';
const RESET = 'chosen by the link in the mail';
const TO = 'owner@example.test';

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

const hashOf = (password: string): string => `hash of ${password}`;

type Dependencies = ConstructorParameters<typeof PasswordService>[0];

/** @param meanwhile runs after the current password was checked and before the new one is stored */
const serviceWith = (meanwhile: () => Promise<void>, others: Partial<Dependencies> = {}): PasswordService => {
  const { store, transaction } = auth;
  const passwords: PasswordHasher = {
    verify: (stored, password) => Promise.resolve(stored === hashOf(password)),
    isOutdated: () => false,
    hash: async (password) => {
      if (password === NEW) await meanwhile();
      return hashOf(password);
    },
  };
  const background = createBackgroundTasks({ logger: silent });
  const mailer = { send: () => Promise.resolve(), close: () => Promise.resolve() };
  const notices = { take: () => Promise.resolve(true) };
  return new PasswordService({
    store,
    transaction,
    credentials: new CredentialService({
      store,
      passwords,
      attempts: unlimited,
      confirmations: unlimited,
      background,
      remindToVerify: () => undefined,
    }),
    passwords,
    rules: new PasswordRules(12),
    attempts: unlimited,
    confirmations: unlimited,
    mails: new AuthMails(mailer, notices, 'https://shop.example.test'),
    background,
    ...others,
  });
};

const startSession = async ({ user, epoch }: Credentials): Promise<string> => {
  const expiresAt = new Date(auth.clock.now().getTime() + 3_600_000);
  return (await auth.store.sessions.start({ userId: user.id, epoch, client, expiresAt })).id;
};

const credentialsOf = async (userId: string): Promise<Credentials> => {
  const found = await auth.store.credentials.findByUserId(userId);
  if (!found) throw new Error('There is no such account.');
  return found;
};

/** An account with a password that is signed in. */
const signedIn = async (): Promise<Principal> => {
  const { id: userId, roles } = await auth.newUser();
  await auth.store.credentials.setPasswordHash(userId, hashOf(OLD));
  const sessionId = await startSession(await credentialsOf(userId));
  return { userId, sessionId, roles, permissions: permissionsOf(roles), authenticatedAt: auth.clock.now() };
};

const isAlive = async (sessionId: string): Promise<boolean> =>
  (await auth.store.sessions.state(sessionId)) !== undefined;

describe('changing the password', () => {
  const change = { currentPassword: OLD, newPassword: NEW };
  const nothing = () => Promise.resolve();

  it('ends a log-in that began with the old password and keeps the sign-in of the caller', async () => {
    const caller = await signedIn();
    const checked = await credentialsOf(caller.userId);
    await serviceWith(nothing).change(caller, change, client);
    expect(await isAlive(await startSession(checked))).toBe(false);
    expect(await isAlive(caller.sessionId)).toBe(true);
    expect(await isAlive(await startSession(await credentialsOf(caller.userId)))).toBe(true);
  });

  it('does not override a password that was reset meanwhile', async () => {
    const caller = await signedIn();
    const { userId } = caller;
    const token = await issueToken(auth.store.tokens, { purpose: 'reset-password', userId, to: TO, payload: null });
    const reset = () => serviceWith(nothing).reset(token, RESET, client);
    await expect(serviceWith(reset).change(caller, change, client)).rejects.toThrow(InvalidCredentialsError);
    expect((await credentialsOf(caller.userId)).passwordHash).toBe(hashOf(RESET));
    expect(await isAlive(caller.sessionId)).toBe(false);
  });

  it('does not outlive the sign-in of the caller', async () => {
    const caller = await signedIn();
    const signOut = () => auth.store.users.endSignIns(caller.userId);
    await expect(serviceWith(signOut).change(caller, change, client)).rejects.toThrow(InvalidCredentialsError);
    expect((await credentialsOf(caller.userId)).passwordHash).toBe(hashOf(OLD));
    expect(await isAlive(caller.sessionId)).toBe(false);
  });

  it('is made once by two at the same time', async () => {
    const caller = await signedIn();
    const service = serviceWith(nothing);
    const outcomes = await Promise.allSettled([
      service.change(caller, change, client),
      service.change(caller, change, client),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await isAlive(caller.sessionId)).toBe(true);
  });
});

describe('a forgotten password', () => {
  it('is mailed once, although an outage interrupts what goes with the mail', async () => {
    const user = await auth.newUser();
    const tokens: (string | undefined)[] = [];
    const mailer = {
      send: ({ token }: Mail) => Promise.resolve(void tokens.push(token)),
      close: () => Promise.resolve(),
    };
    const record = vi.fn((event: AuditEvent) => auth.store.record(event)).mockRejectedValueOnce(new UnavailableError());
    const background = createBackgroundTasks({ logger: silent });
    const service = serviceWith(() => Promise.resolve(), {
      store: { ...auth.store, record },
      transaction: (work) => auth.transaction((store) => work({ ...store, record })),
      mails: new AuthMails(mailer, { take: () => Promise.resolve(true) }, 'https://shop.example.test'),
      background,
    });
    await service.forgot(user.email, client);
    await background.close();
    expect(record).toHaveBeenCalledTimes(2);
    expect(tokens).toHaveLength(1);
    const issued = database.db.selectFrom('one_time_tokens').select('digest').where('user_id', '=', user.id);
    expect(await issued.execute()).toEqual([{ digest: digestOf(tokens[0] ?? '') }]);
  });

  it('is mailed to an account that may sign in, and to no disabled one', async () => {
    const [user, disabled] = [await auth.newUser(), await auth.newUser()];
    await auth.store.users.setStanding(disabled.id, { isActive: false });
    const send = vi.fn<Mailer['send']>(() => Promise.resolve());
    const mailer = { send, close: () => Promise.resolve() };
    const background = createBackgroundTasks({ logger: silent });
    const service = serviceWith(() => Promise.resolve(), {
      mails: new AuthMails(mailer, { take: () => Promise.resolve(true) }, 'https://shop.example.test'),
      background,
    });
    for (const { email } of [disabled, user]) await service.forgot(email, client);
    await background.close();
    expect(send.mock.calls.map(([{ to }]) => to)).toEqual([user.email]);
  });
});
