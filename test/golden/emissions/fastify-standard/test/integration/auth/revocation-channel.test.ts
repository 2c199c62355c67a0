import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

import { createRevocations, withRevocations } from '../../../src/platform/database/revocation-channel.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import type { Revocation, Revocations } from '../../../src/platform/revocation.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { silent } from './support.ts';
import { startPooler } from './transaction-pooler.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const open: Revocations[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((revocations) => revocations.close()));
});

const listen = async (url = database.url) => {
  const revocations = await createRevocations({ url, logger: silent });
  open.push(revocations);
  const heard: Revocation[] = [];
  let missed = 0;
  revocations.subscribe({
    revoked: (revocation) => heard.push(revocation),
    missed: () => {
      missed += 1;
    },
  });
  await expect.poll(() => revocations.live).toBe(true);
  return { revocations, heard, missed: () => missed };
};

describe('the revocation channel', () => {
  it('tells all processes of a change that was made', async () => {
    const one = await listen();
    const two = await listen();
    await withRevocations({ database: database.db, revocations: one.revocations }, (_transaction, revoke) =>
      revoke({ userId: 'u' }),
    );
    expect(one.heard[0]).toEqual({ userId: 'u' });
    await expect.poll(() => two.heard).toEqual([{ userId: 'u' }]);
  });

  it('is silent about a change that was not made', async () => {
    const one = await listen();
    const two = await listen();
    const failing = withRevocations(
      { database: database.db, revocations: one.revocations },
      async (_transaction, revoke) => {
        await revoke({ sessionId: 's' });
        throw new Error('it failed');
      },
    );
    await expect(failing).rejects.toThrow('it failed');
    await withRevocations({ database: database.db, revocations: one.revocations }, (_transaction, revoke) =>
      revoke({ userId: 'marker' }),
    );
    await expect.poll(() => two.heard).toEqual([{ userId: 'marker' }]);
    expect(one.heard).not.toContainEqual({ sessionId: 's' });
  });

  it('tells nothing of a try that was rolled back and made again', async () => {
    const { revocations, heard } = await listen();
    const users = ['first', 'second'];
    await withRevocations({ database: database.db, revocations }, async (transaction, revoke) => {
      const userId = users.shift() ?? '';
      await revoke({ userId });
      if (userId === 'first') await sql`do $$ begin raise sqlstate '40001'; end $$`.execute(transaction);
    });
    expect(heard[0]).toEqual({ userId: 'second' });
    expect(heard).not.toContainEqual({ userId: 'first' });
  });

  it('knows when nothing arrives any more over a connection that is still open', async () => {
    const { revocations } = await listen();
    // Queries are answered all the same.
    const emit = vi.spyOn(pg.Client.prototype, 'emit').mockReturnValue(false);
    onTestFinished(() => {
      emit.mockRestore();
    });
    await expect.poll(() => revocations.live).toBe(false);
  });

  it('knows when its connection broke, and that it may have missed something', async () => {
    const proxy = new TcpProxy(database.url);
    await proxy.start();
    onTestFinished(() => proxy.stop());
    const { revocations, missed } = await listen(proxy.through(database.url));
    const before = missed();
    await proxy.stop();
    await expect.poll(() => revocations.live).toBe(false);
    await proxy.start();
    await expect.poll(() => revocations.live).toBe(true);
    expect(missed()).toBeGreaterThan(before);
  });

  it('is not taken for live behind a pooler that passes no notifications on', async () => {
    const pooler = await startPooler(database.url);
    onTestFinished(() => pooler.close());
    const other = await listen();
    const revocations = await createRevocations({ url: pooler.url, logger: silent });
    open.push(revocations);
    let wasLive = false;
    const timer = setInterval(() => {
      wasLive ||= revocations.live;
    }, 10);
    onTestFinished(() => {
      clearInterval(timer);
    });
    await sleep(2500);
    expect(wasLive).toBe(false);
    // What it sends arrives all the same.
    await withRevocations({ database: database.db, revocations }, (_transaction, revoke) => revoke({ userId: 'u' }));
    await expect.poll(() => other.heard).toEqual([{ userId: 'u' }]);
  });

  it('starts without a database, and says that nothing arrives', async () => {
    const revocations = await createRevocations({ url: 'postgres://nobody@127.0.0.1:1/none', logger: silent });
    open.push(revocations);
    expect(revocations.live).toBe(false);
  });

  it('says once that it is lost, however often it tries to come back', async () => {
    const lines: string[] = [];
    const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
    open.push(await createRevocations({ url: 'postgres://nobody@127.0.0.1:1/none', logger }));
    await sleep(1300);
    expect(lines.filter((line) => line.includes('revocation channel lost'))).toHaveLength(1);
  });
});
