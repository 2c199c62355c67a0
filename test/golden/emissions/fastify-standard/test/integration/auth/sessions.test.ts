import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MAX_LISTED_SESSIONS } from '../../../src/modules/auth/domain/session.ts';
import type { User } from '../../../src/modules/users/index.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, type OpenAuthStore } from './support.ts';

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

const start = async ({ id }: User, epoch = 0) => {
  const expiresAt = new Date(auth.clock.now().getTime() + 3_600_000);
  const client = { address: '192.0.2.1', agent: 'x'.repeat(1000) };
  return auth.store.sessions.start({ userId: id, epoch, client, expiresAt });
};
const isAlive = async (sessionId: string): Promise<boolean> =>
  (await auth.store.sessions.state(sessionId)) !== undefined;

describe('sessions', () => {
  it('live until they expire', async () => {
    const session = await start(await auth.newUser());
    expect(session.agent).toHaveLength(256);
    expect(await isAlive(session.id)).toBe(true);
    auth.passSeconds(3601);
    expect(await isAlive(session.id)).toBe(false);
  });

  it('are listed from the newest on, and not without end', async () => {
    const user = await auth.newUser();
    await start(user);
    auth.passSeconds(1);
    await Promise.all(Array.from({ length: MAX_LISTED_SESSIONS - 1 }, () => start(user)));
    auth.passSeconds(1);
    const newest = await start(user);
    const listed = await auth.store.sessions.list(user.id);
    expect([listed.length, listed[0]?.id]).toEqual([100, newest.id]);
  });

  it('end one by one, for their owner', async () => {
    const user = await auth.newUser();
    const session = await start(user);
    expect(await auth.store.sessions.end(session.id, (await auth.newUser()).id)).toBe(false);
    expect(await auth.store.sessions.end(session.id, user.id)).toBe(true);
    expect(await auth.store.sessions.end(session.id, user.id)).toBe(false);
    expect(await isAlive(session.id)).toBe(false);
  });

  it('end all but one, or all, and one that begins with an old check of the password is dead', async () => {
    const user = await auth.newUser();
    const sessions = [await start(user), await start(user), await start(user)];
    const kept = sessions[0]?.id ?? '';
    expect(await auth.store.sessions.endOthers(kept, { userId: user.id, epoch: 0 })).toBe(true);
    expect((await auth.store.sessions.list(user.id)).map(({ id }) => id)).toEqual([kept]);
    expect(await isAlive((await start(user, 0)).id)).toBe(false);
    await auth.store.users.endSignIns(user.id);
    expect(await auth.store.sessions.list(user.id)).toEqual([]);
    expect(await isAlive((await start(user, 1)).id)).toBe(false);
    expect(await isAlive((await start(user, 2)).id)).toBe(true);
  });

  it('do not come back by ending the others after they have ended', async () => {
    const user = await auth.newUser();
    const [signedOut, ended] = [await start(user), await start(user, 1)];
    await auth.store.users.endSignIns(user.id);
    expect(await auth.store.sessions.endOthers(signedOut.id, { userId: user.id, epoch: 0 })).toBe(false);
    expect(await isAlive(ended.id)).toBe(true);
    await auth.store.sessions.end(ended.id, user.id);
    expect(await auth.store.sessions.endOthers(ended.id, { userId: user.id, epoch: 1 })).toBe(true);
    expect([await isAlive(signedOut.id), await isAlive(ended.id)]).toEqual([false, false]);
  });

  it('are held until the transaction ends, when they have not ended before', async () => {
    const user = await auth.newUser();
    const [ended, signedOut] = [await start(user), await start(user)];
    const steps: string[] = [];
    const holdWhile = (sessionId: string, end: () => Promise<unknown>) =>
      auth
        .transaction(async ({ sessions }) => {
          expect(await sessions.hold(sessionId)).toBe(true);
          const ending = end().then(() => steps.push('ended'));
          await sleep(100);
          steps.push('held');
          return () => ending;
        })
        .then((settled) => settled());
    await holdWhile(ended.id, () => auth.store.sessions.end(ended.id, user.id));
    await holdWhile(signedOut.id, () => auth.store.users.endSignIns(user.id));
    expect(steps).toEqual(['held', 'ended', 'held', 'ended']);
    const held = auth.transaction(async ({ sessions }) => [
      await sessions.hold(ended.id),
      await sessions.hold(signedOut.id),
    ]);
    expect(await held).toEqual([false, false]);
  });

  it.each(['hold', 'end'] as const)('%s after the account was changed, and nobody waits in a circle', async (use) => {
    const user = await auth.newUser();
    const { id } = await start(user);
    const steps: string[] = [];
    const useIt = () =>
      auth.transaction(async ({ sessions }) => {
        steps.push('begun');
        await sessions[use](id, user.id);
        steps.push('done');
      });
    const using = await auth.transaction(async ({ users, sessions }) => {
      await users.endSignIns(user.id);
      const started = useIt();
      await sleep(100);
      await sessions.markUsed(id);
      steps.push('changed');
      return () => started;
    });
    await using();
    // Begun once: the database did not have to break it off.
    expect(steps).toEqual(['begun', 'changed', 'done']);
  });

  it('say nothing of a disabled account', async () => {
    const user = await auth.newUser();
    const session = await start(user);
    await auth.store.users.setStanding(user.id, { isActive: false });
    expect(await isAlive(session.id)).toBe(false);
  });
});
