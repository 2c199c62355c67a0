import { afterAll, beforeAll, expect, it } from 'vitest';

import { codesOf } from '../support/client.ts';
import { PUBLIC_URL, startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, PASSWORD, registerPerson } from './support/people.ts';
import { logIn, signIn } from './support/sign-in.ts';

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const ask = (token: string, email: string) => server.post('/api/v1/auth/change-email', { email }, { token });
const confirm = (token: string) => server.post('/api/v1/auth/change-email/confirm', { token });
const undo = (token: string) => server.post('/api/v1/auth/change-email/undo', { token });

it('is confirmed at the new address and can be undone at the old one', async () => {
  const before = await registerPerson(server);
  const after = newAddress();
  const { accessToken } = await signIn(server, before);
  expect((await ask(accessToken, after)).status).toBe(202);
  const token = await server.mailbox.token(after, 'confirm-email-change');
  expect((await logIn(server, after, PASSWORD)).status).toBe(401);
  expect((await confirm(token)).status).toBe(204);
  expect(codesOf(await confirm(token))).toEqual(['TOKEN_INVALID']);
  const moved = await signIn(server, after);

  const notice = await server.mailbox.wait(before, 'undo-email-change');
  expect(notice.link).toMatch(`${PUBLIC_URL}/`);
  const undoToken = notice.token ?? '';
  expect(codesOf(await confirm(undoToken))).toEqual(['TOKEN_INVALID']);
  expect((await undo(undoToken)).status).toBe(204);
  expect((await server.request('GET', '/api/v1/users/me', { token: moved.accessToken })).status).toBe(401);
  await server.mailbox.wait(before, 'reset-password');
  await signIn(server, before);
  expect((await logIn(server, after, PASSWORD)).status).toBe(401);
});

it('withdraws what was mailed to the old address', async () => {
  const before = await registerPerson(server);
  const after = newAddress();
  await server.post('/api/v1/auth/forgot-password', { email: before });
  const token = await server.mailbox.token(before, 'reset-password');
  await ask((await signIn(server, before)).accessToken, after);
  await confirm(await server.mailbox.token(after, 'confirm-email-change'));
  const reset = await server.post('/api/v1/auth/reset-password', { token, password: 'an attempt to get back in' });
  expect(codesOf(reset)).toEqual(['TOKEN_INVALID']);
});

it('has the same answer for an address that has an account, which stays with its owner', async () => {
  const taken = await registerPerson(server);
  const { accessToken } = await signIn(server, await registerPerson(server));
  const answer = await ask(accessToken, taken);
  const other = await ask(accessToken, newAddress());
  expect([answer.status, answer.body.data]).toEqual([other.status, other.body.data]);
  await server.mailbox.wait(taken, 'already-registered');
  expect((await server.mailbox.to(taken)).some(({ kind }) => kind === 'confirm-email-change')).toBe(false);
});
