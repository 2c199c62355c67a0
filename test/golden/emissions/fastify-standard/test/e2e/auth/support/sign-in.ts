import type { Role } from '../../../../src/modules/users/index.ts';
import type { Answer } from '../../support/client.ts';
import { SEED_PASSWORD } from '../../support/seed.ts';
import type { AuthServer } from './auth-server.ts';
import { PASSWORD } from './people.ts';

export interface SignedIn {
  readonly accessToken: string;
  readonly tokenType: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly user: { readonly id: string; readonly email: string; readonly roles: readonly string[] };
}

export const logIn = (server: AuthServer, email: string, password: string): Promise<Answer<SignedIn>> =>
  server.post<SignedIn>('/api/v1/auth/login', { email, password });

/** Signs in, or fails the test. */
export const signIn = async (server: AuthServer, email: string, password = PASSWORD): Promise<SignedIn> => {
  const { status, body, text } = await logIn(server, email, password);
  if (status !== 200) throw new Error(`${email} could not sign in: ${text}`);
  return body.data;
};

/** Signs in the seeded account that has a role. */
export const signInAs = (server: AuthServer, role: Role): Promise<SignedIn> =>
  signIn(server, `${role.toLowerCase()}@example.test`, SEED_PASSWORD);
