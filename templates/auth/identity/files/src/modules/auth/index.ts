import type { Platform } from '../../platform/platform.ts';
import { AuthMails } from './application/auth-mails.ts';
import type { AuthStore, AuthTransactions } from './application/auth-store.ts';
import { CredentialService } from './application/credential-service.ts';
import { EmailChangeService } from './application/email-change-service.ts';
import { PasswordRules } from './application/password-rules.ts';
import { PasswordService } from './application/password-service.ts';
import { RegistrationService } from './application/registration-service.ts';
import { SessionService } from './application/session-service.ts';
import { SignInStates } from './application/sign-in-states.ts';
import { authStore, authTransactions } from './persistence/auth-transactions.ts';
import { SessionKyselyRepository } from './persistence/session-kysely-repository.ts';

export type { AuthStore, AuthTransactions, Credentials } from './application/auth-store.ts';
export { CredentialService } from './application/credential-service.ts';
export { SessionService } from './application/session-service.ts';
export type { SignInStates } from './application/sign-in-states.ts';
export { InvalidCredentialsError } from './domain/auth-errors.ts';
export type { Client, Session } from './domain/session.ts';
export { credentials, tokenField } from './http/auth-schemas.ts';
export { authStoreIn } from './persistence/auth-transactions.ts';

/** The use cases that every authentication method shares. */
export interface Auth {
  readonly store: AuthStore;
  readonly transaction: AuthTransactions;
  readonly credentials: CredentialService;
  readonly registration: RegistrationService;
  readonly passwords: PasswordService;
  readonly emailChange: EmailChangeService;
  readonly sessions: SessionService;
}

/** Makes the use cases of authentication. */
export const createAuth = (platform: Platform): Auth => {
  const { env, clock, passwords, background, loginAttempts: attempts, confirmationAttempts: confirmations } = platform;
  const store = authStore(platform);
  const transaction = authTransactions(platform);
  const mails = new AuthMails(platform.mailer, platform.notices, env.PUBLIC_URL);
  const rules = new PasswordRules(env.PASSWORD_MIN_LENGTH);
  const registration = new RegistrationService({ store, transaction, passwords, rules, mails, background });
  const credentials = new CredentialService({
    store,
    passwords,
    attempts,
    confirmations,
    background,
    remindToVerify: (user) => {
      registration.remindToVerify(user);
    },
  });
  return {
    store,
    transaction,
    credentials,
    registration,
    passwords: new PasswordService({
      store,
      transaction,
      credentials,
      passwords,
      rules,
      attempts,
      confirmations,
      mails,
      background,
    }),
    emailChange: new EmailChangeService({ store, transaction, mails, background }),
    sessions: new SessionService({ store, transaction, credentials, clock, lifetimeSeconds: env.SESSION_TTL }),
  };
};

/** Makes the memory of who stands behind each sign-in. One for each process is enough. */
export const createSignInStates = ({ database, revocations, clock }: Platform): SignInStates =>
  new SignInStates(new SessionKyselyRepository(database, clock), revocations, clock);
