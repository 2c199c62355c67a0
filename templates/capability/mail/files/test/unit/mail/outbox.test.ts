import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import { InvalidMailError } from '../../../src/platform/mail/check-mail.ts';
import type { Mail, MailTransport } from '../../../src/platform/mail/mailer.ts';
import { Outbox, type OutboxOptions } from '../../../src/platform/mail/outbox.ts';

const mail: Mail = {
  to: 'ada@example.test',
  subject: 'Welcome',
  text: 'the text',
  kind: 'welcome',
  token: 'the-token',
};

const setUp = (deliver: MailTransport['deliver'], options: Partial<OutboxOptions> = {}) => {
  const lines: string[] = [];
  const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
  const transport = { deliver: vi.fn(deliver), isTransient: () => true, close: vi.fn() };
  const outbox = new Outbox({ transport, logger, attempts: 3, firstDelayMs: 1, drainMs: 10_000, ...options });
  return { outbox, transport, log: () => lines.join('') };
};

describe('Outbox', () => {
  it('delivers, and closes the transport afterwards', async () => {
    const { outbox, transport, log } = setUp(() => sleep(5));
    await outbox.send(mail);
    await outbox.close();

    expect(transport.deliver).toHaveBeenCalledExactlyOnceWith(mail);
    expect(transport.close).toHaveBeenCalledOnce();
    expect(log()).toContain('mail delivered');
  });

  it('returns before the work begins', async () => {
    const { outbox, transport } = setUp(() => Promise.resolve());
    await outbox.send(mail);

    expect(transport.deliver).not.toHaveBeenCalled();
    await outbox.close();
  });

  it('tries again until it works', async () => {
    let failures = 2;
    const { outbox, transport, log } = setUp(() => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('busy')) : Promise.resolve();
    });
    await outbox.send(mail);
    await outbox.close();

    expect(transport.deliver).toHaveBeenCalledTimes(3);
    expect(log()).toContain('mail delivered');
  });

  it('logs a mail it could not deliver, without its content', async () => {
    const { outbox, log } = setUp(() => Promise.reject(new Error('refused')));
    await outbox.send(mail);
    await outbox.close();

    expect(log()).toContain('mail lost');
    expect(log()).toContain('"kind":"welcome"');
    expect(log()).not.toMatch(/ada@|the text|the-token/);
  });

  it('drops what it has no room for, and says so', async () => {
    const { outbox, transport, log } = setUp(() => sleep(5), { capacity: 2 });
    await Promise.all([outbox.send(mail), outbox.send(mail), outbox.send(mail)]);
    await outbox.close();

    expect(transport.deliver).toHaveBeenCalledTimes(2);
    expect(log()).toContain('mail dropped');
  });

  it('does not wait for ever when it is closed', async () => {
    const { outbox, log } = setUp(() => new Promise<never>(() => undefined), { drainMs: 20 });
    await outbox.send(mail);
    await outbox.close();

    expect(log()).toContain('"mails":1');
  });

  it('refuses a mail that could smuggle in a recipient', async () => {
    const { outbox, transport } = setUp(() => Promise.resolve());

    await expect(outbox.send({ ...mail, to: 'a@example.test\r\nBcc: b@example.test' })).rejects.toThrow(
      InvalidMailError,
    );
    await outbox.close();
    expect(transport.deliver).not.toHaveBeenCalled();
  });
});
