import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { codesOf } from '../support/client.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { PASSWORD, registerPerson } from './support/people.ts';
import { signIn } from './support/sign-in.ts';

interface SessionData {
  readonly id: string;
  readonly current: boolean;
  readonly address: string;
  readonly agent: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly _links: { readonly self: { readonly href: string } };
}

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const sessionsOf = async (token: string): Promise<readonly SessionData[]> =>
  (await server.request<readonly SessionData[]>('GET', '/api/v1/auth/sessions', { token })).body.data;

const statusOf = async (token: string): Promise<number> =>
  (await server.request('GET', '/api/v1/users/me', { token })).status;

describe('sign-ins', () => {
  it('are listed with what tells them apart', async () => {
    const email = await registerPerson(server);
    await signIn(server, email);
    const { accessToken } = await signIn(server, email);
    const sessions = await sessionsOf(accessToken);
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect(sessions[0]).toMatchObject({ address: '127.0.0.1', agent: expect.any(String) as string });
  });

  it('are read one by one, at the link of each', async () => {
    const email = await registerPerson(server);
    await signIn(server, email);
    const { accessToken } = await signIn(server, email);
    const sessions = await sessionsOf(accessToken);
    for (const session of sessions) {
      const { body } = await server.request('GET', session._links.self.href, { token: accessToken });
      expect(body.data).toEqual(session);
    }
    const stranger = await signIn(server, await registerPerson(server));
    const path = sessions[0]?._links.self.href ?? '';
    expect((await server.request('GET', path, { token: stranger.accessToken })).status).toBe(404);
    expect((await server.request('DELETE', path, { token: accessToken })).status).toBe(204);
    const after = await signIn(server, email);
    expect((await server.request('GET', path, { token: after.accessToken })).status).toBe(404);
  });

  it('are ended one by one, at once', async () => {
    const email = await registerPerson(server);
    const other = await signIn(server, email);
    const { accessToken } = await signIn(server, email);
    expect(await statusOf(other.accessToken)).toBe(200);
    const id = (await sessionsOf(accessToken)).find(({ current }) => !current)?.id ?? '';
    // In capitals it is the same id.
    const path = `/api/v1/auth/sessions/${id.toUpperCase()}`;
    const end = () => server.request('DELETE', path, { token: accessToken });
    expect((await end()).status).toBe(204);
    expect(await statusOf(other.accessToken)).toBe(401);
    expect(await statusOf(accessToken)).toBe(200);
    expect((await end()).status).toBe(404);
  });

  it('of somebody else do not exist', async () => {
    const owner = await signIn(server, await registerPerson(server));
    const { accessToken } = await signIn(server, await registerPerson(server));
    const [session] = await sessionsOf(owner.accessToken);
    const path = `/api/v1/auth/sessions/${session?.id ?? ''}`;
    expect((await server.request('DELETE', path, { token: accessToken })).status).toBe(404);
    expect(await statusOf(owner.accessToken)).toBe(200);
  });

  it('are all ended together, this one included', async () => {
    const email = await registerPerson(server);
    const other = await signIn(server, email);
    const { accessToken } = await signIn(server, email);
    expect((await server.request('POST', '/api/v1/auth/logout-all', { token: accessToken })).status).toBe(204);
    expect([await statusOf(accessToken), await statusOf(other.accessToken)]).toEqual([401, 401]);
    expect(await statusOf((await signIn(server, email)).accessToken)).toBe(200);
  });
});

describe('a sign-in older than ten minutes', () => {
  const signInLongAgo = async (email: string): Promise<string> => {
    const { accessToken, user } = await signIn(server, email);
    await server.database.db
      .updateTable('sessions')
      .set({ authenticated_at: new Date(Date.now() - 11 * 60_000) })
      .where('user_id', '=', user.id)
      .execute();
    return accessToken;
  };
  const change = (token: string) =>
    server.post(
      '/api/v1/auth/change-password',
      { currentPassword: PASSWORD, newPassword: 'an entirely fresh passphrase' },
      { token },
    );

  it('opens no sensitive route until the password is given again', async () => {
    const token = await signInLongAgo(await registerPerson(server));
    const refused = await change(token);
    expect([refused.status, codesOf(refused)]).toEqual([403, ['REAUTHENTICATION_REQUIRED']]);
    const changeEmail = await server.post('/api/v1/auth/change-email', { email: 'new@example.test' }, { token });
    expect(codesOf(changeEmail)).toEqual(['REAUTHENTICATION_REQUIRED']);
    const wrong = await server.post('/api/v1/auth/reauthenticate', { password: 'not the right one' }, { token });
    expect([wrong.status, codesOf(wrong)]).toEqual([401, ['INVALID_CREDENTIALS']]);
    const right = await server.post('/api/v1/auth/reauthenticate', { password: PASSWORD }, { token });
    expect(right.status).toBe(204);
    expect((await change(token)).status).toBe(204);
  });
});
