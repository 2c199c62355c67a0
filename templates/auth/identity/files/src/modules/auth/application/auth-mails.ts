import type { Mailer } from '../../../platform/mail/mailer.ts';
import type { NoticeLimiter } from '../../../platform/rate-limit/notice-limiter.ts';

interface MailContent {
  readonly kind: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** A page of the front end that hands the token to the API. */
  readonly action?: { readonly path: string; readonly token: string };
}

/**
 * The mails of authentication. Links start with the configured public address, never with what a request claims to be
 * sent to. Nothing a stranger typed, such as a name, goes into a mail.
 */
export class AuthMails {
  constructor(
    private readonly mailer: Mailer,
    private readonly notices: NoticeLimiter,
    private readonly publicUrl: string,
  ) {}

  async verifyEmail(to: string, token: string): Promise<void> {
    await this.#send(to, {
      kind: 'verify-email',
      subject: 'Confirm your e-mail address',
      lines: ['Open this link within 24 hours to confirm your address and activate your account:'],
      action: { path: 'verify-email', token },
    });
  }

  /** Once an hour at most: anybody who knows the address can cause it. */
  async alreadyRegistered(to: string): Promise<void> {
    const kind = 'already-registered';
    if (!(await this.notices.take(kind, to))) return;
    await this.#send(to, {
      kind,
      subject: 'You have an account already',
      lines: [
        'Somebody tried to register an account with this address, which has one already.',
        'If it was you, sign in, or ask for a new password if you forgot yours. If not, you need not do anything.',
      ],
    });
  }

  async resetPassword(to: string, token: string): Promise<void> {
    await this.#send(to, {
      kind: 'reset-password',
      subject: 'Choose a new password',
      lines: ['Open this link within an hour to choose a new password. You will be signed out everywhere:'],
      action: { path: 'reset-password', token },
    });
  }

  async passwordChanged(to: string): Promise<void> {
    await this.#send(to, {
      kind: 'password-changed',
      subject: 'Your password was changed',
      lines: ['If it was not you, ask for a new password at once: that signs everybody out of your account.'],
    });
  }

  async confirmEmailChange(to: string, token: string): Promise<void> {
    await this.#send(to, {
      kind: 'confirm-email-change',
      subject: 'Confirm your new e-mail address',
      lines: ['Open this link within an hour to use this address for your account:'],
      action: { path: 'change-email/confirm', token },
    });
  }

  async emailChanged(to: string, token: string): Promise<void> {
    await this.#send(to, {
      kind: 'undo-email-change',
      subject: 'The e-mail address of your account was changed',
      lines: ['If it was not you, open this link within 7 days. It brings this address back and signs everybody out:'],
      action: { path: 'change-email/undo', token },
    });
  }

  async #send(to: string, { kind, subject, lines, action }: MailContent): Promise<void> {
    if (!action) {
      await this.mailer.send({ to, kind, subject, text: `${lines.join('\n')}\n` });
      return;
    }
    const link = new URL(action.path, `${this.publicUrl.replace(/\/+$/, '')}/`);
    link.searchParams.set('token', action.token);
    const text = `${[...lines, '', link.href, '', 'If you did not ask for this mail, ignore it.'].join('\n')}\n`;
    await this.mailer.send({ to, kind, subject, text, token: action.token, link: link.href });
  }
}
