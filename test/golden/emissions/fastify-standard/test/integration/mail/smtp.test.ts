import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/platform/logging/logger.ts';
import { MailQueue } from '../../../src/platform/mail/mail-queue.ts';
import { createSmtpTransport } from '../../../src/platform/mail/smtp-transport.ts';

const mail = { to: 'ada@example.test', subject: 'Grüße', text: 'Hello\n.\nBcc: eve@example.test', kind: 'welcome' };

interface Received {
  readonly recipients: readonly string[];
  readonly content: string;
}

const addressOf = (server: { address(): unknown }): number => {
  const address = server.address();
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port);
  throw new TypeError('The server does not listen.');
};

describe('SMTP', () => {
  const cleanUp: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of cleanUp.splice(0)) await close();
  });

  const startServer = async (options: SMTPServerOptions = {}) => {
    const received: Received[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const content = Buffer.concat(chunks).toString();
          received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), content });
          done();
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    cleanUp.push(
      () =>
        new Promise((resolve) => {
          server.close(() => {
            resolve();
          });
        }),
    );
    return { received, port: addressOf(listening) };
  };

  const queueTo = (url: string) => {
    const lines: string[] = [];
    const logger = createLogger({ LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
    const transport = createSmtpTransport({ url, from: 'Shop <no-reply@example.test>' });
    const queue = new MailQueue({ transport, logger, attempts: 4, firstDelayMs: 5, drainMs: 20_000 });
    return { queue, log: () => lines.join('') };
  };

  it('delivers to the one recipient', async () => {
    const { received, port } = await startServer();
    const { queue } = queueTo(`smtp://127.0.0.1:${port}`);
    await queue.send(mail);
    await queue.close();

    expect(received).toHaveLength(1);
    expect(received[0]?.recipients).toEqual(['ada@example.test']);
    const [head = '', body = ''] = received[0]?.content.split('\r\n\r\n') ?? [];
    expect(head).toMatch(/^From: Shop <no-reply@example\.test>\r$/m);
    expect(head).toMatch(/^To: ada@example\.test\r$/m);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(body).toContain('Bcc: eve@example.test');
  });

  it('tries again when the server is busy', async () => {
    let refusals = 2;
    const { received, port } = await startServer({
      onRcptTo: (_address, _session, done) => {
        refusals -= 1;
        if (refusals < 0) done();
        else done(Object.assign(new Error('busy'), { responseCode: 451 }));
      },
    });
    const { queue, log } = queueTo(`smtp://127.0.0.1:${port}`);
    await queue.send(mail);
    await queue.close();

    expect(received).toHaveLength(1);
    expect(log()).toContain('mail delivered');
  });

  it('opens no circuit for what servers say about recipients', async () => {
    const { received, port } = await startServer({
      onRcptTo: ({ address }, _session, done) => {
        if (address === mail.to) done();
        else done(Object.assign(new Error('greylisted'), { responseCode: 450 }));
      },
    });
    const { queue, log } = queueTo(`smtp://127.0.0.1:${port}`);
    await Promise.all(['bob', 'eve', 'joe'].map((name) => queue.send({ ...mail, to: `${name}@example.test` })));
    await queue.send(mail);
    await queue.close();

    expect(received).toHaveLength(1);
    expect(log()).not.toContain('circuit opened');
  });

  it('does not try again when the recipient is refused', async () => {
    let attempts = 0;
    const { port } = await startServer({
      onRcptTo: (_address, _session, done) => {
        attempts += 1;
        done(Object.assign(new Error('unknown'), { responseCode: 550 }));
      },
    });
    const { queue, log } = queueTo(`smtp://127.0.0.1:${port}`);
    await queue.send(mail);
    await queue.close();

    expect(attempts).toBe(1);
    expect(log()).toContain('mail lost');
  });

  it('says so when there is no server', async () => {
    const { queue, log } = queueTo('smtp://127.0.0.1:1');
    await queue.send(mail);
    await queue.close();

    expect(log()).toContain('mail lost');
    expect(log()).toContain('ECONNREFUSED');
  });

  it('gives no password to a server that does not offer TLS', async () => {
    const heard: string[] = [];
    const plain = createServer((socket: Socket) => {
      socket.write('220 plain\r\n');
      socket.on('data', (data: Buffer) => {
        heard.push(data.toString());
        socket.write('250-plain\r\n250 AUTH PLAIN LOGIN\r\n');
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.2');
    await once(plain, 'listening');
    cleanUp.push(
      () =>
        new Promise((resolve) =>
          plain.close(() => {
            resolve();
          }),
        ),
    );
    const { queue } = queueTo(`smtp://user:pass@127.0.0.2:${addressOf(plain)}`);
    await queue.send(mail);
    await queue.close();

    expect(heard.join()).toContain('EHLO');
    expect(heard.join()).not.toContain('AUTH PLAIN dXNlcg');
    expect(heard.join()).not.toMatch(/AUTH/);
  });
});
