import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MAX_TOKENS_AN_HOUR } from '../../../src/modules/auth/domain/one-time-token.ts';
import { codesOf } from '../support/client.ts';
import { PUBLIC_URL, startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, PASSWORD, registerPerson, registrationOf } from './support/people.ts';
import { logIn, signIn } from './support/sign-in.ts';

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const register = (email: string, password?: string) =>
  server.post('/api/v1/auth/register', registrationOf(email, password));

describe('registering', () => {
  it('mails a link that activates the account', async () => {
    const email = newAddress();
    const answer = await server.post('/api/v1/auth/register', registrationOf(email), {
      headers: { host: 'evil.example' },
    });
    expect(answer.status).toBe(202);
    const mail = await server.mailbox.wait(email, 'verify-email');
    const token = mail.token ?? '';
    expect(mail.link).toBe(`${PUBLIC_URL}/verify-email?token=${token}`);
    expect(mail.text).toContain(mail.link);
    expect((await logIn(server, email, PASSWORD)).status).toBe(401);

    expect((await server.post('/api/v1/auth/verify-email', { token })).status).toBe(204);
    const { user } = await signIn(server, email);
    expect(user).toMatchObject({ email, firstName: 'Grace', emailVerified: true, isActive: true });
    const again = await server.post('/api/v1/auth/verify-email', { token });
    expect([again.status, codesOf(again)]).toEqual([400, ['TOKEN_INVALID']]);
  });

  it('answers the same for a known address, and tells its owner', async () => {
    const email = await registerPerson(server);
    const known = await register(email.toUpperCase(), 'a completely different passphrase');
    const unknown = await register(newAddress());
    expect(known.status).toBe(unknown.status);
    expect(known.body.data).toEqual(unknown.body.data);
    const notice = await server.mailbox.wait(email, 'already-registered');
    expect(notice.token).toBeUndefined();
    await signIn(server, email, PASSWORD);
  });

  it('tells the owner of a known address once, however often somebody registers it', async () => {
    const email = await registerPerson(server);
    for (let time = 1; time <= 3; time += 1) expect((await register(email)).status).toBe(202);
    await server.mailbox.wait(email, 'already-registered');
    // A mail that was asked for later is there, so the others have had their time.
    await server.post('/api/v1/auth/forgot-password', { email });
    await server.mailbox.wait(email, 'reset-password');
    const notices = (await server.mailbox.to(email)).filter(({ kind }) => kind === 'already-registered');
    expect(notices).toHaveLength(1);
  });

  it('keeps the password of whoever sends the same registration twice, also for a link that is sent again', async () => {
    const email = newAddress();
    await register(email);
    await server.mailbox.wait(email, 'verify-email', 1);
    await server.post('/api/v1/auth/register', { ...registrationOf(email), firstName: 'Corrected' });
    await server.mailbox.wait(email, 'verify-email', 2);
    // The owner is still reminded when they try to sign in.
    expect((await logIn(server, email, PASSWORD)).status).toBe(401);
    const token = await server.mailbox.token(email, 'verify-email', 3);
    expect((await server.post('/api/v1/auth/verify-email', { token })).status).toBe(204);
    expect((await signIn(server, email)).user).toMatchObject({ firstName: 'Corrected' });
  });

  it('makes one account of many registrations at the same time', async () => {
    const email = newAddress();
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(email)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    await server.mailbox.wait(email, 'verify-email', 5);
    const rows = await server.database.db.selectFrom('users').select('id').where('email', '=', email).execute();
    expect(rows).toHaveLength(1);
  });

  it('gives one of many uses of a token at the same time what it is for', async () => {
    const email = newAddress();
    await register(email);
    const token = await server.mailbox.token(email, 'verify-email');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.post('/api/v1/auth/verify-email', { token })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([204, 400, 400, 400, 400, 400, 400, 400]);
  });
});

describe('an address that was registered with several passwords and not verified', () => {
  const [THEIRS, OWN] = ['what somebody else has typed', 'what the owner has typed'];

  /** The account of an address has no password: its last registration took effect. */
  const isContested = async (email: string): Promise<boolean> => {
    const account = server.database.db
      .selectFrom('users')
      .leftJoin('password_credentials', 'password_credentials.user_id', 'users.id')
      .select('hash')
      .where('email', '=', email);
    return (await account.executeTakeFirstOrThrow()).hash === null;
  };

  /** Expects that neither password signs in, with the answer that an unknown address gets. */
  const expectNobodyIn = async (email: string): Promise<void> => {
    const unknown = await logIn(server, newAddress(), THEIRS);
    for (const password of [THEIRS, OWN]) {
      const { status, body } = await logIn(server, email, password);
      expect([status, body.errors]).toEqual([unknown.status, unknown.body.errors]);
    }
  };

  const choose = async (email: string): Promise<void> => {
    const token = await server.mailbox.token(email, 'reset-password');
    expect((await server.post('/api/v1/auth/reset-password', { token, password: OWN })).status).toBe(204);
    expect((await logIn(server, email, THEIRS)).status).toBe(401);
    await signIn(server, email, OWN);
  };

  it.each([
    ['first registration', 1],
    ['last registration', 2],
    ['request to send it again', 3],
  ])('has none when the mail of the %s is opened, and its owner is mailed a link to choose one', async (_, nth) => {
    const email = newAddress();
    await register(email, THEIRS);
    await server.mailbox.wait(email, 'verify-email', 1);
    await register(email, OWN);
    await server.mailbox.wait(email, 'verify-email', 2);
    await server.post('/api/v1/auth/resend-verification', { email });
    await server.mailbox.wait(email, 'verify-email', 3);
    await expectNobodyIn(email);
    const token = await server.mailbox.token(email, 'verify-email', nth);
    expect((await server.post('/api/v1/auth/verify-email', { token })).status).toBe(204);
    await expectNobodyIn(email);
    await choose(email);
  });

  it('has none although a stranger used up the mails, so that the newest one answers the stranger', async () => {
    const email = newAddress();
    for (let count = 1; count <= MAX_TOKENS_AN_HOUR; count += 1) {
      await register(email, THEIRS);
      await server.mailbox.wait(email, 'verify-email', count);
    }
    await register(email, OWN);
    await expect.poll(() => isContested(email)).toBe(true);
    const token = await server.mailbox.token(email, 'verify-email', MAX_TOKENS_AN_HOUR);
    expect((await server.post('/api/v1/auth/verify-email', { token })).status).toBe(204);
    await expectNobodyIn(email);
    await choose(email);
    expect((await server.mailbox.to(email)).filter(({ kind }) => kind === 'verify-email')).toHaveLength(
      MAX_TOKENS_AN_HOUR,
    );
  });

  it('gets no password back by registering once more', async () => {
    const email = newAddress();
    for (const [index, password] of [THEIRS, OWN, THEIRS].entries()) {
      await register(email, password);
      await server.mailbox.wait(email, 'verify-email', index + 1);
    }
    const token = await server.mailbox.token(email, 'verify-email', 3);
    await server.post('/api/v1/auth/verify-email', { token });
    await expectNobodyIn(email);
  });

  it('is verified by a forgotten password, too', async () => {
    const email = newAddress();
    await register(email, THEIRS);
    await server.mailbox.wait(email, 'verify-email', 1);
    await register(email, OWN);
    await server.mailbox.wait(email, 'verify-email', 2);
    expect((await server.post('/api/v1/auth/forgot-password', { email })).status).toBe(202);
    await choose(email);
    const token = await server.mailbox.token(email, 'verify-email', 1);
    expect(codesOf(await server.post('/api/v1/auth/verify-email', { token }))).toEqual(['TOKEN_INVALID']);
  });
});

describe('an unverified account', () => {
  it('gets the mail again when it is asked for, and when its owner tries to sign in', async () => {
    const email = newAddress();
    await register(email);
    await server.mailbox.wait(email, 'verify-email', 1);
    const resent = await server.post('/api/v1/auth/resend-verification', { email });
    expect(resent.status).toBe(202);
    await server.mailbox.wait(email, 'verify-email', 2);
    const refused = await logIn(server, email, PASSWORD);
    expect([refused.status, codesOf(refused)]).toEqual([401, ['INVALID_CREDENTIALS']]);
    const token = await server.mailbox.token(email, 'verify-email', 3);
    expect((await server.post('/api/v1/auth/verify-email', { token })).status).toBe(204);
    await signIn(server, email);
  });

  it('cannot be told from an unknown one', async () => {
    const unknown = await server.post('/api/v1/auth/resend-verification', { email: newAddress() });
    expect(unknown.status).toBe(202);
  });
});

describe('what cannot be registered', () => {
  it.each([
    'nobody',
    'a@b',
    'a\u0000b@example.test',
    'a@example.test\r\nBcc: b@example.test',
    'a\n@example.test',
    'a\uff20example.test',
    'a@example.test\u0000',
    ' a@example.test',
    `${'a'.repeat(65)}@example.test`,
    'kelvin\u212a@example.test',
  ])('the address %j', async (email) => {
    const answer = await register(email);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ code: 'VALIDATION_FAILED', field: 'email' }]);
  });

  // In this order: what stands behind the word, a scan for secrets takes for one.
  it.each(['too short', 'a'.repeat(129), 'Grace.Hopper-1906', 'PasswordPassword', '\ud800'.repeat(12)])(
    'the password %j',
    async (password) => {
      const answer = await register('grace.hopper@example.test', password);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ field: 'password' }]);
      expect(answer.text).not.toContain(password);
    },
  );

  it('names with control characters, and members that nobody asked for', async () => {
    const answer = await server.post('/api/v1/auth/register', {
      ...registrationOf(newAddress()),
      firstName: 'a\u0000b',
      roles: ['admin'],
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ field }) => field).sort()).toEqual(['firstName', 'roles']);
  });
});

it('takes a password of 128 characters of any script, all of which count', async () => {
  const email = newAddress();
  const password = 'пароль🔑'.repeat(18) + 'ab';
  await register(email, password);
  const token = await server.mailbox.token(email, 'verify-email');
  await server.post('/api/v1/auth/verify-email', { token });
  expect((await logIn(server, email, `${password.slice(0, -1)}c`)).status).toBe(401);
  await signIn(server, email, password);
});

it('takes the two Unicode forms of one password for the same', async () => {
  const email = newAddress();
  await register(email, 'caf\u00e9 on the corner');
  const token = await server.mailbox.token(email, 'verify-email');
  await server.post('/api/v1/auth/verify-email', { token });
  await signIn(server, email, 'cafe\u0301 on the corner');
});
