import { expect, it, vi } from 'vitest';

import { AuthMails } from '../../../src/modules/auth/application/auth-mails.ts';
import type { Mailer } from '../../../src/platform/mail/mailer.ts';

it.each(['https://shop.example.test/app', 'https://shop.example.test/app/'])(
  'links lead below %s, with the token',
  async (publicUrl) => {
    const send = vi.fn<Mailer['send']>(() => Promise.resolve());
    const mailer = { send, close: () => Promise.resolve() };
    const mails = new AuthMails(mailer, { take: () => Promise.resolve(true) }, publicUrl);
    await mails.resetPassword('grace@example.test', 'a-token');

    const link = 'https://shop.example.test/app/reset-password?token=a-token';
    expect(send).toHaveBeenCalledWith(expect.objectContaining({ link, text: expect.stringContaining(link) as string }));
  },
);
