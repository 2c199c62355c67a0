import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useEmbeddedDatabase, type EmbeddedDatabase } from '../../../src/platform/database/embedded/embedded.ts';
import { administer } from '../../support/database-server.ts';

const command = fileURLToPath(new URL('support/hold-embedded.ts', import.meta.url));

describe('the embedded server', () => {
  let dataDir: string;
  const children: ChildProcessWithoutNullStreams[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
    // Root runs the server as another user, who has to get there.
    await chmod(dataDir, 0o755);
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await end(child);
  });

  afterAll(async () => {
    await rm(dataDir, { recursive: true });
  });

  const lines: string[] = [];
  const use = (): Promise<EmbeddedDatabase> => useEmbeddedDatabase({ dataDir, say: (line) => lines.push(line) });

  /** Another command that uses the server. @returns the process, and where it found the server */
  const startCommand = async (): Promise<{ child: ChildProcessWithoutNullStreams; url: string }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', command, dataDir]);
    children.push(child);
    child.stderr.pipe(process.stderr);
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, url: output.toString().trim() };
  };

  const end = async (child: ChildProcessWithoutNullStreams): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  };

  const pidFile = (): string => join(dataDir, 'postgres', 'data', 'postmaster.pid');
  const isRunning = (): boolean => existsSync(pidFile());
  const serverPid = (): number => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);

  const ask = (url: string, statement = 'select current_user as answer'): Promise<unknown> =>
    administer(url, async (client) => {
      const { rows } = await client.query<{ answer: unknown }>(statement);
      return rows[0]?.answer;
    });

  it('is made at the first use, and stopped after the last', async () => {
    const database = await use();
    expect(isRunning()).toBe(true);
    expect(await ask(database.url)).toBe('application');
    expect(await ask(database.migrationUrl)).toBe('owner');
    expect(lines.at(-1)).toMatch(/^Embedded PostgreSQL started at 127\.0\.0\.1:\d+, data in /);
    expect(lines).toHaveLength(1);

    await database.release();
    expect(isRunning()).toBe(false);
  });

  it('keeps its data and its passwords', async () => {
    const first = await use();
    await ask(first.migrationUrl, 'create table kept as select 42 as answer');
    await first.release();

    const second = await use();
    expect(await ask(second.migrationUrl, 'select answer from kept')).toBe(42);
    await second.release();
  });

  it('listens on the loopback address, and asks for a password', async () => {
    const database = await use();
    const wrong = new URL(database.url);
    wrong.password = 'guessed';

    await expect(ask(wrong.href)).rejects.toMatchObject({ code: '28P01' });
    expect(
      await ask(database.adminUrl, "select setting as answer from pg_settings where name = 'listen_addresses'"),
    ).toBe('127.0.0.1');
    await database.release();
  });

  it('has a role for the application that cannot make tables', async () => {
    const database = await use();

    await expect(ask(database.url, 'create table mine (id integer)')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(database.url, 'create database mine')).rejects.toMatchObject({ code: '42501' });
    await database.release();
  });

  it('is shared by commands that run at the same time, until the last one ends', async () => {
    const [first, second] = await Promise.all([startCommand(), startCommand()]);
    expect(first.url).toBe(second.url);

    await end(first.child);
    expect(await ask(second.url)).toBe('postgres');

    await end(second.child);
    expect(isRunning()).toBe(false);
  });

  it('is stopped by a command that just exits', async () => {
    const { child } = await startCommand();
    child.stdin.write('exit');
    await once(child, 'exit');

    await expect.poll(isRunning).toBe(false);
  });

  it('is taken over from a command that was killed', async () => {
    const { child, url } = await startCommand();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning()).toBe(true);

    const database = await use();
    expect(database.adminUrl).toBe(url);
    await database.release();
    expect(isRunning()).toBe(false);
  });

  it('comes back by itself after it was killed', async () => {
    const first = await use();
    const pid = serverPid();
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => ask(first.url).catch(() => 'down')).toBe('down');

    await expect.poll(() => ask(first.url).catch(() => 'down')).toBe('application');
    expect(serverPid()).not.toBe(pid);
    await expect.poll(() => lines.at(-1)).toMatch(/had ended, and was started again at 127\.0\.0\.1:\d+$/);
    await first.release();
    expect(isRunning()).toBe(false);
  });
});
