import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administratorRole } from '../../../src/modules/users/index.ts';
import { codesOf } from '../support/client.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { PASSWORD, registerPerson } from './support/people.ts';
import { signIn, signInAs, type SignedIn } from './support/sign-in.ts';

const NEW_PASSWORD = 'an entirely fresh passphrase';

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const refresh = ({ refreshToken }: SignedIn) => server.post<SignedIn>('/api/v1/auth/refresh', { refreshToken });

describe('a refresh token', () => {
  it('is worth nothing after a forgotten password was replaced', async () => {
    const email = await registerPerson(server);
    const signedIn = await signIn(server, email);
    await server.post('/api/v1/auth/forgot-password', { email });
    const token = await server.mailbox.token(email, 'reset-password');
    await server.post('/api/v1/auth/reset-password', { token, password: NEW_PASSWORD });
    expect((await refresh(signedIn)).status).toBe(401);
  });

  it('is worth nothing after the account was disabled, also when it is enabled again', async () => {
    const { accessToken: token } = await signInAs(server, administratorRole);
    const person = await signIn(server, await registerPerson(server));
    for (const isActive of [false, true]) {
      await server.request('PATCH', `/api/v1/users/${person.user.id}`, { json: { isActive }, token });
      expect((await refresh(person)).status).toBe(401);
    }
  });

  it('does not make the sign-in younger', async () => {
    const signedIn = await signIn(server, await registerPerson(server));
    await server.database.db
      .updateTable('sessions')
      .set({ authenticated_at: new Date(Date.now() - 11 * 60_000) })
      .where('user_id', '=', signedIn.user.id)
      .execute();
    const { accessToken: token } = (await refresh(signedIn)).body.data;
    const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const answer = await server.post('/api/v1/auth/change-password', body, { token });
    expect(codesOf(answer)).toEqual(['REAUTHENTICATION_REQUIRED']);
  });
});
