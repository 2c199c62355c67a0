import { afterAll, beforeAll, expect, it } from 'vitest';

import { administratorRole } from '../../../src/modules/users/index.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, PASSWORD, registerPerson } from './support/people.ts';
import { logIn, signIn, signInAs } from './support/sign-in.ts';

interface AuditEventData {
  readonly action: string;
  readonly outcome: string;
  readonly actorId: string | null;
  readonly address: string | null;
}

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

it('every event of authentication and authorization is recorded, without secrets', async () => {
  const email = await registerPerson(server);
  await logIn(server, email, 'not the right password');
  const { accessToken: token, user } = await signIn(server, email);
  await server.request('GET', '/api/v1/users', { token });
  await server.post('/api/v1/auth/reauthenticate', { password: PASSWORD }, { token });
  await server.request('POST', '/api/v1/auth/logout-all', { token });
  const stranger = newAddress();
  for (let attempt = 0; attempt < 6; attempt += 1) await logIn(server, stranger, PASSWORD);

  const admin = await signInAs(server, administratorRole);
  const answer = await server.request<readonly AuditEventData[]>('GET', '/api/v1/audit-events?limit=100', {
    token: admin.accessToken,
  });
  const events = answer.body.data.map(({ action, outcome }) => `${action} ${outcome}`);
  for (const expected of [
    'auth.register success',
    'auth.verify-email success',
    'auth.login failure',
    'auth.login success',
    'auth.login denied',
    'access.denied denied',
    'auth.reauthenticate success',
    'auth.logout-all success',
  ]) {
    expect(events).toContain(expected);
  }
  const own = answer.body.data.filter(({ actorId }) => actorId === user.id);
  expect(own.every(({ address }) => address === '127.0.0.1')).toBe(true);
  for (const secret of [PASSWORD, 'not the right password', token]) expect(answer.text).not.toContain(secret);
});
