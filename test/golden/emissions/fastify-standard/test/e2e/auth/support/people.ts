import { randomUUID } from 'node:crypto';

import type { AuthServer } from './auth-server.ts';

export const PASSWORD = 'lighthouse keepers sleep at noon';

/** An address nobody has used. */
export const newAddress = (): string => `${randomUUID().slice(0, 13)}@example.test`;

export const registrationOf = (email: string, password = PASSWORD) => ({
  email,
  password,
  firstName: 'Grace',
  lastName: 'Example',
});

/** Registers an account and confirms its address. */
export const registerPerson = async (server: AuthServer, email = newAddress()): Promise<string> => {
  await server.post('/api/v1/auth/register', registrationOf(email));
  const token = await server.mailbox.token(email, 'verify-email');
  const { status } = await server.post('/api/v1/auth/verify-email', { token });
  if (status !== 204) throw new Error(`The address ${email} could not be confirmed.`);
  return email;
};
