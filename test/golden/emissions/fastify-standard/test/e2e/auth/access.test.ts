import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { permissionsOf, roles, type Role } from '../../../src/modules/users/index.ts';
import type { Access } from '../../../src/platform/access.ts';
import type { Operation } from '../../../src/platform/http/operation.ts';
import { codesOf } from '../support/client.ts';
import { operations } from '../support/operations.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { signInAs } from './support/sign-in.ts';

const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const pathOf = ({ path }: Operation): string => path.replaceAll(/\{\w+\}/g, UNKNOWN_ID);

/** A request that no operation can carry out, so that each of them can be tried without changing anything. */
const call = (operation: Operation, headers: Record<string, string>) =>
  server.request(operation.method, pathOf(operation), {
    headers,
    ...(operation.body && { json: { 'not a member': true } }),
  });

const mayCall = (access: Access, role: Role): boolean =>
  access.kind !== 'permission' || permissionsOf([role]).has(access.permission);

describe('every operation', () => {
  it('refuses a caller without credentials unless anybody may call it', async () => {
    for (const operation of operations) {
      const answer = await call(operation, {});
      const open = operation.access.kind === 'anonymous' || operation.access.kind === 'public';
      const refused = answer.status === 401 && codesOf(answer).includes('UNAUTHENTICATED');
      expect([operation.id, refused]).toEqual([operation.id, !open]);
    }
  });

  // Signing out ends the sign-in the others are tried with.
  const trials = operations.filter(({ id }) => id !== 'logoutAll');

  it.each(roles)('lets %s in, or answers 403, as the permissions say', async (role) => {
    const { accessToken } = await signInAs(server, role);
    for (const operation of trials) {
      const answer = await call(operation, { authorization: `Bearer ${accessToken}` });
      expect([operation.id, answer.status === 403]).toEqual([operation.id, !mayCall(operation.access, role)]);
      expect([operation.id, answer.status]).not.toEqual([operation.id, 401]);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it('refuses credentials that do not hold, unless it reads none', async () => {
    for (const operation of operations.filter(({ access }) => access.kind !== 'anonymous')) {
      const answer = await call(operation, { authorization: 'Bearer forged' });
      expect([operation.id, answer.status]).toEqual([operation.id, 401]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });
});
