import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFileTransport } from '../../../src/platform/mail/file-transport.ts';

vi.mock(import('node:fs/promises'), async (load) => {
  const real = await load();
  return { ...real, writeFile: vi.fn(real.writeFile) };
});

const mail = { to: 'ada@example.test', subject: 'Welcome', text: 'Hello', kind: 'verify-email' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mails-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

it('leaves nothing of a mail on a full disk, and says that it may work later', async () => {
  const transport = createFileTransport(folder);
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  vi.mocked(writeFile).mockImplementationOnce(async (file) => {
    await writeFile(file, '{"to":');
    throw full;
  });

  await expect(transport.deliver(mail)).rejects.toBe(full);
  expect(await readdir(folder)).toEqual([]);
  expect([transport.isTransient(full), transport.isOutage(full)]).toEqual([true, true]);

  await transport.deliver(mail);
  const [file = '', ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
});

it('does not try again what no time will change', () => {
  const refused = Object.assign(new Error('permission denied'), { code: 'EACCES' });
  expect(createFileTransport(folder).isTransient(refused)).toBe(false);
});
