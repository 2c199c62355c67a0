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

const ask = (token: string, email: string) => server.post('/api/v1/auth/change-email', { email }, { token });
const confirm = (token: string) => server.post('/api/v1/auth/change-email/confirm', { token });
const undo = (token: string) => server.post('/api/v1/auth/change-email/undo', { token });
const statusOf = async (token: string): Promise<number> =>
  (await server.request('GET', '/api/v1/users/me', { token })).status;

/** Changes the address of a signed-in account. */
const move = async (accessToken: string, to: string): Promise<void> => {
  await ask(accessToken, to);
  const { status } = await confirm(await server.mailbox.token(to, 'confirm-email-change'));
  if (status !== 204) throw new Error(`The address ${to} could not be confirmed.`);
};

/** Registers an address and leaves it unverified. */
const occupy = async (email: string): Promise<void> => {
  const earlier = (await server.mailbox.to(email)).filter(({ kind }) => kind === 'verify-email').length;
  await server.post('/api/v1/auth/register', registrationOf(email));
  await server.mailbox.wait(email, 'verify-email', earlier + 1);
};

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
  expect(await statusOf(moved.accessToken)).toBe(200);
  expect((await undo(undoToken)).status).toBe(204);
  expect(await statusOf(moved.accessToken)).toBe(401);
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

it('withdraws the other changes that were asked for', async () => {
  const [chosen, other] = [newAddress(), newAddress()];
  const { accessToken } = await signIn(server, await registerPerson(server));
  for (const email of [chosen, other]) await ask(accessToken, email);
  const token = await server.mailbox.token(other, 'confirm-email-change');
  expect((await confirm(await server.mailbox.token(chosen, 'confirm-email-change'))).status).toBe(204);
  expect(codesOf(await confirm(token))).toEqual(['TOKEN_INVALID']);
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

it('is not mailed more often by somebody who signs out everywhere in between', async () => {
  const [email, victim, later] = [await registerPerson(server), newAddress(), newAddress()];
  for (const mailed of [4, 8, MAX_TOKENS_AN_HOUR]) {
    const { accessToken } = await signIn(server, email);
    for (let count = 1; count <= 4; count += 1) expect((await ask(accessToken, victim)).status).toBe(202);
    await server.mailbox.wait(victim, 'confirm-email-change', mailed);
    await server.request('POST', '/api/v1/auth/logout-all', { token: accessToken });
  }
  const { accessToken } = await signIn(server, email);
  for (let count = 1; count <= 4; count += 1) await ask(accessToken, victim);
  // A mail that was asked for later is there, so the others have had their time.
  await ask(accessToken, later);
  await server.mailbox.wait(later, 'confirm-email-change');
  expect(await server.mailbox.to(victim)).toHaveLength(MAX_TOKENS_AN_HOUR);
});

describe('a change that a stranger asked for', () => {
  const asOwner: Record<string, (token: string, email: string) => Promise<{ status: number }>> = {
    'a password that is reset': async (_token, email) => {
      await server.post('/api/v1/auth/forgot-password', { email });
      const token = await server.mailbox.token(email, 'reset-password');
      return server.post('/api/v1/auth/reset-password', { token, password: 'an entirely fresh passphrase' });
    },
    'a new password': (token) =>
      server.post(
        '/api/v1/auth/change-password',
        { currentPassword: PASSWORD, newPassword: 'an entirely fresh passphrase' },
        { token },
      ),
    'signing out everywhere': (token) => server.request('POST', '/api/v1/auth/logout-all', { token }),
    'ending the sign-in of the stranger': async (token) => {
      type Sessions = readonly { readonly id: string; readonly current: boolean }[];
      const { body } = await server.request<Sessions>('GET', '/api/v1/auth/sessions', { token });
      const id = body.data.find(({ current }) => !current)?.id ?? '';
      return server.request('DELETE', `/api/v1/auth/sessions/${id}`, { token });
    },
  };

  it.each(Object.keys(asOwner))('is withdrawn by %s', async (name) => {
    const [email, elsewhere] = [await registerPerson(server), newAddress()];
    const [owner, stranger] = [await signIn(server, email), await signIn(server, email)];
    await ask(stranger.accessToken, elsewhere);
    const token = await server.mailbox.token(elsewhere, 'confirm-email-change');
    expect((await asOwner[name]?.(owner.accessToken, email))?.status).toBe(204);
    expect(codesOf(await confirm(token))).toEqual(['TOKEN_INVALID']);
  });
});

describe('an account that was taken over', () => {
  it('comes back although somebody registered the old address meanwhile', async () => {
    const before = await registerPerson(server);
    const { accessToken, user } = await signIn(server, before);
    await move(accessToken, newAddress());
    await occupy(before);
    expect((await undo(await server.mailbox.token(before, 'undo-email-change'))).status).toBe(204);
    expect(await statusOf(accessToken)).toBe(401);
    expect((await signIn(server, before)).user.id).toBe(user.id);
  });

  it('is signed out also when the old address belongs to another account, and can be brought back later', async () => {
    const before = await registerPerson(server);
    const { accessToken, user } = await signIn(server, before);
    await move(accessToken, newAddress());
    const token = await server.mailbox.token(before, 'undo-email-change');
    await occupy(before);
    const verified = await server.post('/api/v1/auth/verify-email', {
      token: await server.mailbox.token(before, 'verify-email', 2),
    });
    expect(verified.status).toBe(204);
    expect(codesOf(await undo(token))).toEqual(['CONFLICT']);
    expect(await statusOf(accessToken)).toBe(401);
    const recorded = server.database.db.selectFrom('audit_events').select('outcome').where('actor_id', '=', user.id);
    const undone = recorded.where('action', '=', 'auth.undo-email-change');
    expect(await undone.execute()).toEqual([{ outcome: 'failure' }]);
    await move((await signIn(server, before)).accessToken, newAddress());
    expect((await undo(token)).status).toBe(204);
  });

  it('is not lost again to an address it was moved to on the way', async () => {
    const [before, between, after] = [await registerPerson(server), newAddress(), newAddress()];
    const { accessToken } = await signIn(server, before);
    await move(accessToken, between);
    await move(accessToken, after);
    expect((await undo(await server.mailbox.token(before, 'undo-email-change'))).status).toBe(204);
    expect(codesOf(await undo(await server.mailbox.token(between, 'undo-email-change')))).toEqual(['TOKEN_INVALID']);
    await signIn(server, before);
  });

  it('does not open to what was mailed to the stranger', async () => {
    const [before, taken, further] = [await registerPerson(server), newAddress(), newAddress()];
    await move((await signIn(server, before)).accessToken, taken);
    await ask((await signIn(server, taken)).accessToken, further);
    await server.post('/api/v1/auth/forgot-password', { email: taken });
    const change = await server.mailbox.token(further, 'confirm-email-change');
    const reset = await server.mailbox.token(taken, 'reset-password');
    expect((await undo(await server.mailbox.token(before, 'undo-email-change'))).status).toBe(204);
    expect(codesOf(await confirm(change))).toEqual(['TOKEN_INVALID']);
    const json = { token: reset, password: 'an attempt to stay inside' };
    expect(codesOf(await server.post('/api/v1/auth/reset-password', json))).toEqual(['TOKEN_INVALID']);
  });

  it('comes back after a later change was undone first', async () => {
    const [before, between, after] = [await registerPerson(server), newAddress(), newAddress()];
    const { accessToken } = await signIn(server, before);
    await move(accessToken, between);
    await move(accessToken, after);
    expect((await undo(await server.mailbox.token(between, 'undo-email-change'))).status).toBe(204);
    expect((await undo(await server.mailbox.token(before, 'undo-email-change'))).status).toBe(204);
    await signIn(server, before);
  });
});

it('moves to an address that was registered and never verified', async () => {
  const after = newAddress();
  await occupy(after);
  const { accessToken, user } = await signIn(server, await registerPerson(server));
  await move(accessToken, after);
  expect((await signIn(server, after)).user.id).toBe(user.id);
  const token = await server.mailbox.token(after, 'verify-email');
  expect(codesOf(await server.post('/api/v1/auth/verify-email', { token }))).toEqual(['TOKEN_INVALID']);
});
