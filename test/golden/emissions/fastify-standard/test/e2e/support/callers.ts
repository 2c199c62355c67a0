import { inject } from 'vitest';
import { request } from './client.ts';

interface SignIn {
  readonly accessToken: string;
}

const signIn = async (email: string): Promise<Record<string, string>> => {
  const { body } = await request<SignIn>('POST', '/api/v1/auth/login', {
    json: { email, password: inject('seedPassword') },
  });
  return { authorization: `Bearer ${body.data.accessToken}` };
};

const signedIn = new Map<string, Promise<Record<string, string>>>();

/** The headers of the seeded account that has a role. */
export const callerAs = (role: string): Promise<Record<string, string>> => {
  const known = signedIn.get(role) ?? signIn(`${role.toLowerCase()}@example.test`);
  signedIn.set(role, known);
  return known;
};

/** The headers of somebody who may do everything. */
export const administrator = (): Promise<Record<string, string>> => callerAs('admin');
