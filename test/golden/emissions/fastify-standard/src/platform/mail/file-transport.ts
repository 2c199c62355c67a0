import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../id.ts';
import type { MailTransport } from './mailer.ts';

/** Whether the disk, or what the process may have of it, is full. */
const isFull = (error: NodeJS.ErrnoException): boolean => error.code === 'ENOSPC' || error.code === 'EDQUOT';

/**
 * Writes each mail as a JSON file, for development and tests: `{to, subject, text, kind, token?, link?}`. The names
 * sort by time. Mails hold secrets: only the owner of the process can read them.
 */
export const createFileTransport = (folder: string): MailTransport => ({
  deliver: async ({ to, subject, text, kind, token, link }) => {
    const file = join(folder, `${newId()}.json`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = `${file}.part`;
    try {
      await writeFile(part, JSON.stringify({ to, subject, text, kind, token, link }, null, 2), { mode: 0o600 });
      // Whoever waits for the mail never sees half of it.
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  },
  isTransient: isFull,
  isOutage: isFull,
  close: () => undefined,
});
