import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../src/config/environment-error.ts';
import { createLogger, type Logger } from '../../../src/platform/logging/logger.ts';
import { createMailer, type Mailer } from '../../../src/platform/mail/mailer.ts';

const mail = { to: 'ada@example.test', subject: 'Welcome', text: 'Hello', kind: 'verify-email', token: 'abc' };

const silent = createLogger({ LOG_LEVEL: 'silent' });

interface Surroundings {
  readonly NODE_ENV?: 'production' | 'test';
  readonly logger?: Logger;
}

describe('createMailer', () => {
  let folder: string;
  const mailer = (url?: string, { NODE_ENV = 'test', logger = silent }: Surroundings = {}): Mailer =>
    createMailer({
      env: { NODE_ENV, MAIL_URL: url, MAIL_FROM: 'no-reply@example.test', DATA_DIR: folder },
      logger,
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailer-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const written = async (path: string): Promise<unknown[]> => {
    const names = (await readdir(path)).sort();
    return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(path, name), 'utf8')) as unknown));
  };

  it('writes one JSON file a mail, in their order, for its owner alone', async () => {
    const outgoing = mailer();
    await outgoing.send(mail);
    await outgoing.send({ ...mail, subject: 'Second', link: 'https://example.test/?token=abc' });
    await outgoing.close();

    const box = join(folder, 'mail');
    expect(await written(box)).toEqual([mail, { ...mail, subject: 'Second', link: 'https://example.test/?token=abc' }]);
    for (const name of await readdir(box)) {
      expect(name).toMatch(/\.json$/);
      expect((await stat(join(box, name))).mode & 0o077).toBe(0);
    }
  });

  it('writes into the folder that MAIL_URL names', async () => {
    const outgoing = mailer(`file:${folder}/other box`);
    await outgoing.send(mail);
    await outgoing.close();

    expect(await written(join(folder, 'other box'))).toEqual([mail]);
  });

  it('warns in production that mail is only written into files', () => {
    const lines: string[] = [];
    const logger = createLogger({ LOG_LEVEL: 'warn' }, { write: (line) => lines.push(line) });
    mailer(`file:${folder}`, { logger });
    mailer('smtp://mail.example.test', { NODE_ENV: 'production', logger });
    expect(lines).toEqual([]);
    mailer(`file:${folder}`, { NODE_ENV: 'production', logger });
    expect(lines).toEqual([expect.stringContaining('"level":"warn"')]);
  });

  it('refuses a URL of another kind', () => {
    expect(() => mailer('https://mail.example.test')).toThrow(EnvironmentError);
  });
});
