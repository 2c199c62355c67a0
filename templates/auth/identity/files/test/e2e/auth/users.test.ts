import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administratorRole, defaultRole } from '../../../src/modules/users/index.ts';
import { codesOf } from '../support/client.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, PASSWORD, registerPerson } from './support/people.ts';
import { logIn, signIn, signInAs, type SignedIn } from './support/sign-in.ts';

let server: AuthServer;
let admin: SignedIn;
beforeAll(async () => {
  server = await startAuthServer();
  admin = await signInAs(server, administratorRole);
});
afterAll(() => server.close());

const patch = (id: string, json: unknown, token = admin.accessToken) =>
  server.request('PATCH', `/api/v1/users/${id}`, { json, token });

describe('one’s own account', () => {
  it('is read and renamed, and nothing else', async () => {
    const { accessToken: token, user } = await signIn(server, await registerPerson(server));
    const own = await server.request('GET', '/api/v1/users/me', { token });
    expect(own.body.data).toMatchObject({ id: user.id, roles: [defaultRole] });
    expect(own.text).not.toMatch(/password|hash|epoch/i);
    const renamed = await server.request('PATCH', '/api/v1/users/me', { json: { firstName: 'Zoë' }, token });
    expect(renamed.body.data).toMatchObject({ firstName: 'Zoë', lastName: 'Example' });
    for (const json of [{ roles: [administratorRole] }, { isActive: false }, { email: 'a@example.test' }]) {
      expect((await server.request('PATCH', '/api/v1/users/me', { json, token })).status).toBe(422);
    }
  });
});

describe('administration', () => {
  it('lists accounts in pages', async () => {
    await registerPerson(server);
    const list = (query: string) =>
      server.request<readonly { id: string }[]>('GET', `/api/v1/users?${query}`, { token: admin.accessToken });
    const first = await list('limit=2&sort=email&include=total');
    expect(first.body.data).toHaveLength(2);
    const next = await list(`limit=2&sort=email&cursor=${String(first.body.meta.pagination?.nextCursor)}`);
    const ids = [...first.body.data, ...next.body.data].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const admins = await list(`role=${administratorRole}&isActive=true`);
    expect(admins.body.data).toMatchObject([{ id: admin.user.id }]);
  });

  it('takes effect at the next call', async () => {
    const email = await registerPerson(server);
    const person = await signIn(server, email);
    const token = person.accessToken;
    expect((await server.request('GET', '/api/v1/users', { token })).status).toBe(403);
    expect((await patch(person.user.id, { roles: [defaultRole, administratorRole] })).status).toBe(200);
    expect((await server.request('GET', '/api/v1/users', { token })).status).toBe(200);
    await patch(person.user.id, { roles: [defaultRole] });
    expect((await server.request('GET', '/api/v1/users', { token })).status).toBe(403);

    await patch(person.user.id, { isActive: false });
    expect((await server.request('GET', '/api/v1/users/me', { token })).status).toBe(401);
    expect((await logIn(server, email, PASSWORD)).status).toBe(401);
    await patch(person.user.id, { isActive: true });
    expect((await server.request('GET', '/api/v1/users/me', { token })).status).toBe(401);
    await signIn(server, email);
  });

  it('withdraws what was mailed to an account that is disabled, for good', async () => {
    const email = await registerPerson(server);
    const { user, accessToken } = await signIn(server, email);
    const other = newAddress();
    await server.post('/api/v1/auth/forgot-password', { email });
    await server.post('/api/v1/auth/change-email', { email: other }, { token: accessToken });
    const resetToken = await server.mailbox.token(email, 'reset-password');
    const changeToken = await server.mailbox.token(other, 'confirm-email-change');
    await patch(user.id, { isActive: false });
    await patch(user.id, { isActive: true });
    const reset = await server.post('/api/v1/auth/reset-password', { token: resetToken, password: PASSWORD });
    expect(codesOf(reset)).toEqual(['TOKEN_INVALID']);
    const confirmed = await server.post('/api/v1/auth/change-email/confirm', { token: changeToken });
    expect(codesOf(confirmed)).toEqual(['TOKEN_INVALID']);
  });

  it('refuses what makes no sense', async () => {
    const { user } = await signIn(server, await registerPerson(server));
    for (const json of [{ roles: [] }, { roles: ['emperor'] }, { roles: [defaultRole, defaultRole] }, { email: 'x' }]) {
      expect([json, (await patch(user.id, json)).status]).toEqual([json, 422]);
    }
    expect((await patch('01890000-0000-7000-8000-000000000000', { isActive: true })).status).toBe(404);
    expect((await patch('nobody', { isActive: true })).status).toBe(404);
  });

  it('cannot be given up by the last administrator, even by two at the same time', async () => {
    const alone = await patch(admin.user.id, { isActive: false });
    expect([alone.status, codesOf(alone)]).toEqual([409, ['CONFLICT']]);
    expect((await patch(admin.user.id, { roles: [defaultRole] })).status).toBe(409);

    const second = await signIn(server, await registerPerson(server));
    await patch(second.user.id, { roles: [administratorRole] });
    const answers = await Promise.all([
      patch(admin.user.id, { roles: [defaultRole] }, second.accessToken),
      patch(second.user.id, { roles: [defaultRole] }, admin.accessToken),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    // The later one is the last administrator's refusal, or that of somebody who is no administrator any more.
    const refused = answers.find(({ status }) => status !== 200);
    expect([403, 409]).toContain(refused?.status);
    const survivor = answers[0].status === 200 ? second : admin;
    const restored = { roles: [administratorRole] };
    expect((await patch(admin.user.id, restored, survivor.accessToken)).status).toBe(200);
  });
});
