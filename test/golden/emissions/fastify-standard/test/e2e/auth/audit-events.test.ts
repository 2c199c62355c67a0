import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administratorRole, defaultRole } from '../../../src/modules/users/index.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { logIn, signInAs } from './support/sign-in.ts';

interface AuditEventData {
  readonly id: string;
  readonly sequence: number;
  readonly action: string;
  readonly outcome: string;
  readonly actorId: string | null;
  readonly _links: { readonly self: { readonly href: string } };
}

const LIST = '/api/v1/audit-events';

let server: AuthServer;
let token: string;
let administrator: string;
beforeAll(async () => {
  server = await startAuthServer();
  const signedIn = await signInAs(server, administratorRole);
  token = signedIn.accessToken;
  administrator = signedIn.user.id;
  for (let time = 1; time <= 6; time += 1)
    await logIn(server, `nobody-${time}@example.test`, 'not a password of anybody');
});
afterAll(() => server.close());

const list = (query: string) => server.request<readonly AuditEventData[]>('GET', `${LIST}?${query}`, { token });

describe('GET /api/v1/audit-events', () => {
  it('is for those with the permission', async () => {
    const customer = await signInAs(server, defaultRole);
    expect((await server.request('GET', LIST)).status).toBe(401);
    expect((await server.request('GET', LIST, { token: customer.accessToken })).status).toBe(403);
  });

  it('lists the newest first, page by page, while events are added', async () => {
    const first = await list('limit=4');
    expect(first.status).toBe(200);
    await logIn(server, 'late@example.test', 'not a password of anybody');
    const second = await list(`limit=4&cursor=${first.body.meta.pagination?.nextCursor ?? ''}`);
    const sequences = [...first.body.data, ...second.body.data].map(({ sequence }) => sequence);
    expect(sequences.length).toBeGreaterThan(4);
    expect(new Set(sequences).size).toBe(sequences.length);
    expect(sequences).toEqual([...sequences].sort((a, b) => b - a));
  });

  it.each(['action=%00', 'action=a%00b&limit=1', 'action=%20'])('refuses %s', async (query) => {
    const refused = await list(query);
    expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, 'action']);
  });

  it('filters', async () => {
    const failures = await list('action=auth.login&outcome=failure&limit=100');
    expect(failures.body.data.length).toBeGreaterThanOrEqual(6);
    expect(failures.body.data.every(({ action, outcome }) => action === 'auth.login' && outcome === 'failure')).toBe(
      true,
    );
    const own = await list(`actorId=${administrator}&include=total`);
    expect(own.body.data.length).toBeGreaterThan(0);
    expect(own.body.data.every(({ actorId }) => actorId === administrator)).toBe(true);
    expect(own.body.meta.pagination?.total).toBe(own.body.data.length);
  });

  it.each(['outcome=maybe', 'actorId=1', 'unknown=1', 'sort=hash'])('refuses %s', async (query) => {
    expect((await list(query)).status).toBe(422);
  });

  it('links each event to itself', async () => {
    const [event] = (await list('limit=1')).body.data;
    if (!event) throw new Error('There is no event.');
    const one = await server.request<AuditEventData>('GET', event._links.self.href, { token });
    expect(one.body.data).toEqual(event);
    expect((await server.request('GET', `${LIST}/${crypto.randomUUID()}`, { token })).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('does not let anybody %s', async (method) => {
    expect((await server.request(method, LIST, { token })).status).toBe(405);
  });
});
