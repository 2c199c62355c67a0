import type { Mail } from './mailer.ts';

/** A mail that must not be sent: its address or subject could add recipients or headers (CWE-93). */
export class InvalidMailError extends Error {
  constructor(readonly member: 'to' | 'subject') {
    super(`The mail is not sent, because its "${member}" is not one line of the form it has to have.`);
    this.name = 'InvalidMailError';
  }
}

/** One plain mailbox; lists, display names, comments and quoted parts are not needed here, and thus refused. */
const mailbox = /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}"(),:;<>@[\\\]]{1,255}$/u;
const controlCharacter = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const longestSubject = 500;

/** @throws InvalidMailError */
export const checkMail = ({ to, subject }: Mail): void => {
  if (!mailbox.test(to)) throw new InvalidMailError('to');
  if (controlCharacter.test(subject) || subject.length > longestSubject) throw new InvalidMailError('subject');
};
