import { z } from 'zod';

import { links } from '../../../platform/http/links.ts';
import { idParameter } from '../../../platform/http/parameters.ts';
import { emailAddress, MAX_PASSWORD_LENGTH, personName } from '../../users/index.ts';

/** A password as it is typed to sign in: no rule but a bound on the work it can cause. */
const givenPassword = z.string().min(1).max(1024);

/** A password that is being chosen. The rules that depend on the account are checked by the use case. */
const chosenPassword = z
  .string()
  .min(1)
  .max(1024)
  .meta({ description: `At most ${MAX_PASSWORD_LENGTH} characters, of any kind.` });

export const tokenField = z.string().min(1).max(512);

export const registration = z
  .strictObject({ email: emailAddress, password: chosenPassword, firstName: personName, lastName: personName })
  .meta({ id: 'Registration' });

export const credentials = z.strictObject({ email: emailAddress, password: givenPassword }).meta({ id: 'Credentials' });

export const mailedToken = z.strictObject({ token: tokenField }).meta({ id: 'MailedToken' });

export const address = z.strictObject({ email: emailAddress }).meta({ id: 'EmailAddress' });

export const passwordReset = z
  .strictObject({ token: tokenField, password: chosenPassword })
  .meta({ id: 'PasswordReset' });

export const passwordChange = z
  .strictObject({ currentPassword: givenPassword, newPassword: chosenPassword })
  .meta({ id: 'PasswordChange' });

export const reauthentication = z.strictObject({ password: givenPassword }).meta({ id: 'Reauthentication' });

/** The whole answer where whatever happened must not show. */
export const accepted = z
  .object({ message: z.string() })
  .meta({ id: 'Accepted', description: 'The same whether or not the address is known.' });

export const checkYourMail: z.input<typeof accepted> = {
  message: 'If the address can be used for this, a mail is on its way.',
};

export const sessionParams = z.strictObject({ id: idParameter() });

export const session = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    address: z.string(),
    agent: z.string().nullable(),
    current: z.boolean(),
    _links: links(),
  })
  .meta({ id: 'Session', description: 'A sign-in on one device.' });
