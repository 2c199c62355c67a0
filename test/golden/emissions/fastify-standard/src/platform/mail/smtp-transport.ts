import { createTransport } from 'nodemailer';
import type { MailTransport } from './mailer.ts';

interface SmtpOptions {
  /** `smtp://` (upgraded to TLS when the server offers it) or `smtps://`, with user and password when needed. */
  readonly url: string;
  readonly from: string;
}

const smtpConnections = 2;

/** Sends by SMTP, over a few connections that are kept open. */
export const createSmtpTransport = ({ url, from }: SmtpOptions): MailTransport => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: smtpConnections,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000,
    dnsTimeout: 5000,
    requireTLS: mustEncrypt(new URL(url)),
    // Mails are made of text alone: nothing in them may name a file or a URL to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async ({ to, subject, text }) => {
      // As an object, an address is one address, whatever characters are in it.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
    isTransient,
    isOutage,
    close: () => {
      transport.close();
    },
  };
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A password must not cross the network in the clear, even when somebody on the way hides that the server offers TLS. */
const mustEncrypt = ({ protocol, username, hostname }: URL): boolean =>
  protocol === 'smtp:' && username !== '' && !loopback.has(hostname);

/**
 * Whether to try again: the server could not be reached, or said so itself by a 4yz reply (RFC 5321 section 4.2.1).
 * A wrong password or a refused recipient stays what it is.
 */
const isTransient = (error: Error): boolean => {
  const reply = replyOf(error);
  return reply === undefined ? !(isAbout(error, 'EAUTH') || concernsMail(error)) : reply >= 400 && reply < 500;
};

/**
 * Whether the server is at fault. A reply to one recipient or one text is not: to refuse an unknown sender for some
 * minutes (greylisting, 450) is how many servers of recipients work. With 421 the server itself goes away.
 */
const isOutage = (error: Error): boolean => !concernsMail(error) || replyOf(error) === 421;

const concernsMail = (error: Error): boolean => isAbout(error, 'EENVELOPE') || isAbout(error, 'EMESSAGE');

const isAbout = (error: Error, code: string): boolean => 'code' in error && error.code === code;

const replyOf = (error: Error): number | undefined =>
  'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined;
