import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { EnvironmentError } from '../../config/environment-error.ts';
import type { Logger } from '../logging/logger.ts';
import { createFileTransport } from './file-transport.ts';
import { MailQueue } from './mail-queue.ts';
import { createSmtpTransport } from './smtp-transport.ts';

/** A mail to one person, in plain text. */
export interface Mail {
  /** One address, without a display name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What the mail is for, such as `verify-email`: the word for it in logs and metrics, which never hold its content. */
  readonly kind: string;
  /** The secret in the mail, for tests and development: only the `file:` transport keeps it apart. */
  readonly token?: string;
  readonly link?: string;
}

/** Sends mail in the background. */
export interface Mailer {
  /**
   * Puts a mail in the queue and returns; it takes the same time whether or not the mail can be delivered, so that an
   * answer over HTTP tells nothing about it. Delivery is tried several times; a failure is logged, not thrown.
   *
   * @throws InvalidMailError when the address or the subject could smuggle in other recipients or headers
   */
  send(mail: Mail): Promise<void>;
  /** Delivers what is in the queue, for a limited time, and lets go of the connections. */
  close(): Promise<void>;
}

/** Hands one mail over. */
export interface MailTransport {
  deliver(mail: Mail): Promise<void>;
  /** Whether a failure may pass by itself. */
  isTransient(error: Error): boolean;
  /** Whether it would have met any other mail too. */
  isOutage(error: Error): boolean;
  close(): void;
}

interface MailerOptions {
  readonly env: Pick<Environment, 'NODE_ENV' | 'MAIL_URL' | 'MAIL_FROM' | 'DATA_DIR'>;
  readonly logger: Logger;
}

/**
 * Makes the mailer that `MAIL_URL` asks for: `smtp://user:password@host:587`, `smtps://…`, or `file:./folder`, which
 * writes one JSON file a mail. Without it, the folder `mail` in `DATA_DIR`.
 *
 * @throws EnvironmentError when the URL is of another kind
 */
export const createMailer = ({ env, logger }: MailerOptions): Mailer => {
  if (env.NODE_ENV === 'production' && env.MAIL_URL?.startsWith('file:')) {
    logger.warn('MAIL_URL: mail is written into files, with the secrets of its links, and reaches nobody');
  }
  return new MailQueue({ transport: transportFor(env), logger });
};

const transportFor = ({ MAIL_URL, MAIL_FROM, DATA_DIR }: MailerOptions['env']): MailTransport => {
  if (MAIL_URL === undefined) return createFileTransport(join(DATA_DIR, 'mail'));
  if (MAIL_URL.startsWith('file:')) return createFileTransport(folderOf(MAIL_URL));
  if (/^smtps?:/.test(MAIL_URL)) return createSmtpTransport({ url: MAIL_URL, from: MAIL_FROM });
  throw new EnvironmentError(['MAIL_URL: must start with smtp://, smtps:// or file:.']);
};

// `file:./folder` is relative to where the backend runs, which a file URL cannot say.
const folderOf = (url: string): string => decodeURIComponent(url.replace(/^file:(?:\/\/)?/, ''));
