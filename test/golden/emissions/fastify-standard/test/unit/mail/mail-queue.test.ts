import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import { InvalidMailError } from '../../../src/platform/mail/check-mail.ts';
import type { Mail, MailTransport } from '../../../src/platform/mail/mailer.ts';
import { MailQueue, type MailQueueOptions } from '../../../src/platform/mail/mail-queue.ts';

const mail: Mail = {
  to: 'ada@example.test',
  subject: 'Welcome',
  text: 'the text',
  kind: 'welcome',
  token: 'the-token',
};

const quick = { attempts: 3, firstDelayMs: 1 };

const setUp = (deliver: MailTransport['deliver'], options: Partial<MailQueueOptions> = quick) => {
  const lines: string[] = [];
  const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
  const transport = { deliver: vi.fn(deliver), isTransient: () => true, isOutage: () => false, close: vi.fn() };
  const queue = new MailQueue({ transport, logger, drainMs: 10_000, ...options });
  return { queue, transport, log: () => lines.join('') };
};

/** A mail server that refuses some recipients for the time being, and has no other trouble. */
const greylisting = ({ to }: Mail): Promise<void> =>
  to.startsWith('grey') ? Promise.reject(new Error('450 try again later')) : Promise.resolve();

const greyMails = (count: number): Mail[] =>
  Array.from({ length: count }, (_, index) => ({ ...mail, to: `grey${String(index)}@example.test` }));

afterEach(() => {
  vi.useRealTimers();
});

describe('MailQueue', () => {
  it('delivers, and closes the transport afterwards', async () => {
    const { queue, transport, log } = setUp(() => sleep(5));
    await queue.send(mail);
    await queue.close();

    expect(transport.deliver).toHaveBeenCalledExactlyOnceWith(mail);
    expect(transport.close).toHaveBeenCalledOnce();
    expect(log()).toContain('mail delivered');
  });

  it('returns before the work begins', async () => {
    const { queue, transport } = setUp(() => Promise.resolve());
    await queue.send(mail);

    expect(transport.deliver).not.toHaveBeenCalled();
    await queue.close();
  });

  it('tries again until it works', async () => {
    let failures = 2;
    const { queue, transport, log } = setUp(() => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('busy')) : Promise.resolve();
    });
    await queue.send(mail);
    await queue.close();

    expect(transport.deliver).toHaveBeenCalledTimes(3);
    expect(log()).toContain('mail delivered');
  });

  it('goes on trying for more than ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const start = Date.now();
    const { queue, log } = setUp(
      () => (Date.now() - start < 600_000 ? Promise.reject(new Error('busy')) : Promise.resolve()),
      {},
    );
    await queue.send(mail);
    await nextTurn();
    await vi.advanceTimersByTimeAsync(1_200_000);

    expect(log()).toContain('mail delivered');
    await queue.close();
  });

  it('delivers the mails of others while some recipients refuse theirs', async () => {
    const { queue, log } = setUp(greylisting, { firstDelayMs: 60_000, drainMs: 20 });
    for (const grey of greyMails(8)) await queue.send(grey);
    await queue.send(mail);

    await vi.waitFor(() => {
      expect(log()).toContain('mail delivered');
    });
    await queue.close();
  });

  it('keeps room for new mails when many wait for another attempt', async () => {
    const { queue, log } = setUp(greylisting, { capacity: 2, firstDelayMs: 60_000, drainMs: 20 });
    for (const grey of greyMails(3)) {
      await queue.send(grey);
      await sleep(5);
    }
    await queue.send(mail);

    await vi.waitFor(() => {
      expect(log()).toContain('mail delivered');
    });
    expect(log()).toContain('Too many mails wait');
    await queue.close();
    expect(log()).toContain('"mails":2');
  });

  it('logs a mail it could not deliver, without its content', async () => {
    const { queue, log } = setUp(() => Promise.reject(new Error('refused')));
    await queue.send(mail);
    await queue.close();

    expect(log()).toContain('mail lost');
    expect(log()).toContain('"kind":"welcome"');
    expect(log()).not.toMatch(/ada@|the text|the-token/);
  });

  it('drops what it has no room for, and says so', async () => {
    const { queue, transport, log } = setUp(() => sleep(5), { capacity: 2 });
    await Promise.all([queue.send(mail), queue.send(mail), queue.send(mail)]);
    await queue.close();

    expect(transport.deliver).toHaveBeenCalledTimes(2);
    expect(log()).toContain('mail dropped');
  });

  it('does not wait for ever when it is closed', async () => {
    const { queue, log } = setUp(() => new Promise<never>(() => undefined), { drainMs: 20 });
    await queue.send(mail);
    await queue.close();

    expect(log()).toContain('"mails":1');
  });

  it('refuses a mail that could smuggle in a recipient', async () => {
    const { queue, transport } = setUp(() => Promise.resolve());

    await expect(queue.send({ ...mail, to: 'a@example.test\r\nBcc: b@example.test' })).rejects.toThrow(
      InvalidMailError,
    );
    await queue.close();
    expect(transport.deliver).not.toHaveBeenCalled();
  });
});
