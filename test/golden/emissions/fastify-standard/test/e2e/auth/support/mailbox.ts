import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

const mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  kind: z.string(),
  token: z.string().optional(),
  link: z.string().optional(),
});

export type ReceivedMail = z.infer<typeof mail>;

const WAIT_MS = 20_000;

/** The mails a server has sent, as the `file:` transport keeps them. */
export class Mailbox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All mails to an address, oldest first. */
  async to(address: string): Promise<readonly ReceivedMail[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const texts = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => readFile(join(this.#folder, name), 'utf8')),
    );
    return texts.map((text) => mail.parse(JSON.parse(text))).filter(({ to }) => to === address);
  }

  /** Waits for the n-th mail of a kind to an address, counted from 1. Fails when it does not come. */
  async wait(address: string, kind: string, nth = 1): Promise<ReceivedMail> {
    const end = Date.now() + WAIT_MS;
    while (Date.now() < end) {
      const found = (await this.to(address)).filter((received) => received.kind === kind)[nth - 1];
      if (found) return found;
      await sleep(20);
    }
    throw new Error(`No ${kind} mail number ${nth} to ${address} came in time.`);
  }

  /** The token in that mail. */
  async token(address: string, kind: string, nth = 1): Promise<string> {
    const { token } = await this.wait(address, kind, nth);
    if (token === undefined) throw new Error(`The ${kind} mail to ${address} has no token.`);
    return token;
  }
}
