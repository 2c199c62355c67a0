import { afterAll, beforeAll, expect, it } from 'vitest';

import { AuthMails } from '../../../src/modules/auth/application/auth-mails.ts';
import type { AuthTransactions } from '../../../src/modules/auth/application/auth-store.ts';
import { PasswordRules } from '../../../src/modules/auth/application/password-rules.ts';
import { RegistrationService } from '../../../src/modules/auth/application/registration-service.ts';
import { createBackgroundTasks } from '../../../src/platform/background-tasks.ts';
import { createPasswordHasher } from '../../../src/platform/crypto/password-hasher.ts';
import { UnavailableError } from '../../../src/platform/errors.ts';
import { newId } from '../../../src/platform/id.ts';
import type { Mail } from '../../../src/platform/mail/mailer.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openAuthStore, silent, type OpenAuthStore } from './support.ts';

const client = { address: '192.0.2.1', agent: undefined };

let database: TestDatabase;
let auth: OpenAuthStore;
beforeAll(async () => {
  database = await createTestDatabase();
  auth = await openAuthStore(database);
});
afterAll(async () => {
  await auth.close();
  await database.close();
});

/** Commits, and loses the connection before it hears of it: the first time only. */
const losingTheFirstAnswer = (): AuthTransactions => {
  let answers = 0;
  return async (work) => {
    const result = await auth.transaction(work);
    answers += 1;
    if (answers === 1) throw new UnavailableError();
    return result;
  };
};

it('a registration that an outage interrupts keeps its password, and is mailed once', async () => {
  const mails: Mail[] = [];
  const mailer = { send: (mail: Mail) => Promise.resolve(void mails.push(mail)), close: () => Promise.resolve() };
  const background = createBackgroundTasks({ logger: silent });
  const passwords = createPasswordHasher({ concurrency: 2, queue: 10 });
  const service = new RegistrationService({
    store: auth.store,
    transaction: losingTheFirstAnswer(),
    passwords,
    rules: new PasswordRules(12),
    mails: new AuthMails(mailer, { take: () => Promise.resolve(true) }, 'https://shop.example.test'),
    background,
  });
  const email = `${newId()}@example.test`;
  const password = 'lighthouse keepers sleep at noon';
  await service.register({ email, password, firstName: 'Grace', lastName: 'Example' }, client);
  await background.close();
  const account = await auth.store.credentials.findByEmail(email);
  expect(await passwords.verify(account?.passwordHash, password)).toBe(true);
  expect(mails.map(({ kind }) => kind)).toEqual(['verify-email']);
});
