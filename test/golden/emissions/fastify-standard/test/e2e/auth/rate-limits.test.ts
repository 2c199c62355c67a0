import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRole } from '../../../src/modules/users/index.ts';
import { codesOf } from '../support/client.ts';
import { SEED_PASSWORD } from '../support/seed.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { signInAs } from './support/sign-in.ts';

const OWN = '/api/v1/users/me';
const BUDGET = 8;

describe('with small budgets', () => {
  let server: AuthServer;
  beforeAll(async () => {
    server = await startAuthServer({
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_ANONYMOUS: String(BUDGET),
      RATE_LIMIT_USER: '30',
      RATE_LIMIT_AUTH: '12',
    });
  });
  afterAll(() => server.close());

  it('a user has a budget of their own, and good credentials cost the address nothing', async () => {
    const { accessToken: token } = await signInAs(server, defaultRole);
    for (let request = 1; request <= BUDGET * 2; request += 1) {
      const answer = await server.request('GET', OWN, { token });
      expect([request, answer.status]).toEqual([request, 200]);
      expect(answer.headers.get('ratelimit')).toContain('"user";r=');
    }
  });

  it('a refusal for want of a sign-in counts and says what is left', async () => {
    const answer = await server.request('GET', OWN);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('ratelimit-policy')).toBe(`"anonymous";q=${BUDGET};w=60`);
  });

  it('forged credentials are limited by address, before they are looked at; those that are known go on', async () => {
    const { accessToken: token } = await signInAs(server, defaultRole);
    const known = async () => (await server.request('GET', OWN, { token })).status;
    expect(await known()).toBe(200);
    const forged = () => server.request('GET', OWN, { token: 'not.a.token' });
    const statuses: number[] = [];
    for (let request = 1; request <= BUDGET; request += 1) statuses.push((await forged()).status);
    expect(statuses).toEqual(Array<number>(BUDGET).fill(401));
    const refused = await forged();
    expect(refused.status).toBe(429);
    expect(codesOf(refused)).toEqual(['RATE_LIMITED']);
    expect(refused.headers.get('ratelimit-policy')).toBe(`"credentials";q=${BUDGET};w=60`);
    expect((await server.request('GET', '/api/v1/nothing')).status).toBe(404);
    expect(await known()).toBe(200);
    // What has ended is verified anew, and thus limited.
    expect((await server.request('POST', '/api/v1/auth/logout-all', { token })).status).toBe(204);
    expect(await known()).toBe(429);
  });

  it('forged credentials count where they are read alone: a log-in reads none, and nobody reads a cookie', async () => {
    const forged = () => server.request('GET', OWN, { token: 'not.a.token' });
    await expect.poll(async () => (await forged()).status).toBe(429);
    const credentials = { email: `${defaultRole.toLowerCase()}@example.test`, password: SEED_PASSWORD };
    const loggedIn = await server.post('/api/v1/auth/login', credentials, { token: 'not.a.token' });
    expect(loggedIn.status).toBe(200);
    const anonymous = await server.request('GET', OWN, { headers: { cookie: 'theme=dark' } });
    expect([anonymous.status, codesOf(anonymous)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('the routes that take credentials have the smallest budget, found or not', async () => {
    const answers = [];
    for (let request = 1; request <= 12; request += 1) {
      answers.push(await server.request('GET', '/api/v1/auth/there-is-no-such-thing'));
    }
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"auth";q=12;w=60');
    expect(answers.at(-1)?.status).toBe(429);
  });
});
