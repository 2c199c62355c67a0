import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../id.ts';
import type { MailTransport } from './mailer.ts';

/**
 * Writes each mail as a JSON file, for development and tests: `{to, subject, text, kind, token?, link?}`. The names
 * sort by time. Mails hold secrets: only the owner of the process can read them.
 */
export const createFileTransport = (folder: string): MailTransport => ({
  deliver: async ({ to, subject, text, kind, token, link }) => {
    const file = join(folder, `${newId()}.json`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, JSON.stringify({ to, subject, text, kind, token, link }, null, 2), { mode: 0o600 });
    // Whoever waits for the mail never sees half of it.
    await rename(`${file}.part`, file);
  },
  isTransient: () => false,
  isOutage: () => false,
  close: () => undefined,
});
