import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { codesOf } from '../support/client.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, PASSWORD, registerPerson, registrationOf } from './support/people.ts';
import { logIn, signIn } from './support/sign-in.ts';

const NEW_PASSWORD = 'an entirely fresh passphrase';

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const statusOf = async (token: string): Promise<number> =>
  (await server.request('GET', '/api/v1/users/me', { token })).status;

describe('a forgotten password', () => {
  const forgot = (email: string) => server.post('/api/v1/auth/forgot-password', { email });
  const reset = (token: string, password = NEW_PASSWORD) =>
    server.post('/api/v1/auth/reset-password', { token, password });

  it('is replaced by a mailed token, which signs everybody out', async () => {
    const email = await registerPerson(server);
    const before = await signIn(server, email);
    expect((await forgot(email)).status).toBe(202);
    const token = await server.mailbox.token(email, 'reset-password');
    expect((await reset(token)).status).toBe(204);
    expect(await statusOf(before.accessToken)).toBe(401);
    expect((await logIn(server, email, PASSWORD)).status).toBe(401);
    await signIn(server, email, NEW_PASSWORD);
    expect(codesOf(await reset(token, 'yet another long passphrase'))).toEqual(['TOKEN_INVALID']);
    await server.mailbox.wait(email, 'password-changed');
  });

  it('has the same answer for an unknown address', async () => {
    const known = await forgot(await registerPerson(server));
    const unknown = await forgot(newAddress());
    expect([unknown.status, unknown.body.data]).toEqual([known.status, known.body.data]);
  });

  it('is replaced once by many uses at the same time', async () => {
    const email = await registerPerson(server);
    await forgot(email);
    const token = await server.mailbox.token(email, 'reset-password');
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => reset(token, `${NEW_PASSWORD} ${String(index)}`)),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(5);
  });

  it('keeps the token when the new password cannot be chosen', async () => {
    const email = await registerPerson(server);
    await forgot(email);
    const token = await server.mailbox.token(email, 'reset-password');
    expect((await reset(token, 'too short')).status).toBe(422);
    expect((await reset(token)).status).toBe(204);
  });

  it('is not replaced by a token for something else', async () => {
    const email = newAddress();
    await server.post('/api/v1/auth/register', registrationOf(email));
    const token = await server.mailbox.token(email, 'verify-email');
    expect(codesOf(await reset(token))).toEqual(['TOKEN_INVALID']);
    await forgot(email);
    const other = await server.mailbox.token(email, 'reset-password');
    expect(codesOf(await server.post('/api/v1/auth/verify-email', { token: other }))).toEqual(['TOKEN_INVALID']);
  });
});

describe('changing the password', () => {
  const change = (token: string, currentPassword: string, newPassword = NEW_PASSWORD) =>
    server.post('/api/v1/auth/change-password', { currentPassword, newPassword }, { token });

  it('ends the other sign-ins and keeps this one', async () => {
    const email = await registerPerson(server);
    const other = await signIn(server, email);
    const current = await signIn(server, email);
    expect((await change(current.accessToken, PASSWORD)).status).toBe(204);
    expect(await statusOf(current.accessToken)).toBe(200);
    expect(await statusOf(other.accessToken)).toBe(401);
    await signIn(server, email, NEW_PASSWORD);
  });

  it('withdraws a token that was mailed to reset it', async () => {
    const email = await registerPerson(server);
    await server.post('/api/v1/auth/forgot-password', { email });
    const token = await server.mailbox.token(email, 'reset-password');
    expect((await change((await signIn(server, email)).accessToken, PASSWORD)).status).toBe(204);
    const reset = await server.post('/api/v1/auth/reset-password', { token, password: 'yet another long passphrase' });
    expect(codesOf(reset)).toEqual(['TOKEN_INVALID']);
  });

  it('demands the current password, and counts failures like failed log-ins, until it is reset', async () => {
    const email = await registerPerson(server);
    const { accessToken } = await signIn(server, email);
    for (let failure = 0; failure < 5; failure += 1) {
      const answer = await change(accessToken, 'not the right password');
      expect([answer.status, codesOf(answer)]).toEqual([401, ['INVALID_CREDENTIALS']]);
    }
    expect((await change(accessToken, PASSWORD)).status).toBe(429);
    expect((await logIn(server, email, PASSWORD)).status).toBe(429);
    const reauthenticated = await server.post(
      '/api/v1/auth/reauthenticate',
      { password: PASSWORD },
      { token: accessToken },
    );
    expect(reauthenticated.status).toBe(429);

    await server.post('/api/v1/auth/forgot-password', { email });
    const token = await server.mailbox.token(email, 'reset-password');
    await server.post('/api/v1/auth/reset-password', { token, password: NEW_PASSWORD });
    const anew = await signIn(server, email, NEW_PASSWORD);
    expect((await change(anew.accessToken, NEW_PASSWORD, PASSWORD)).status).toBe(204);
  });

  it('is not kept from somebody who is signed in by those who fail to log in', async () => {
    const email = await registerPerson(server);
    const { accessToken: token } = await signIn(server, email);
    for (let failure = 0; failure < 5; failure += 1) await logIn(server, email, 'not the right password');
    expect((await logIn(server, email, PASSWORD)).status).toBe(429);
    const reauthenticated = await server.post('/api/v1/auth/reauthenticate', { password: PASSWORD }, { token });
    expect(reauthenticated.status).toBe(204);
    expect((await change(token, PASSWORD)).status).toBe(204);
  });

  it('applies the rules to the new password', async () => {
    const { accessToken } = await signIn(server, await registerPerson(server));
    const answer = await change(accessToken, PASSWORD, '123456789012');
    expect(answer.body.errors).toMatchObject([{ code: 'VALIDATION_FAILED', field: 'newPassword' }]);
  });
});
