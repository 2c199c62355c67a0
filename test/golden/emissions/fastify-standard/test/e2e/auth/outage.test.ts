import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { defaultRole } from '../../../src/modules/users/index.ts';
import { SEED_PASSWORD } from '../support/seed.ts';
import { startSeverableProxy, type SeverableProxy } from '../support/severable-proxy.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, registerPerson, registrationOf } from './support/people.ts';
import { logIn, signInAs } from './support/sign-in.ts';

const OWN = '/api/v1/users/me';
/** More often than anybody may try something that does not hold. */
const TRIES = 6;
const budget = String(TRIES - 1);

let proxy: SeverableProxy;
let server: AuthServer;
beforeAll(async () => {
  const databaseUrl = async (url: string): Promise<string> => {
    const { hostname, port } = new URL(url);
    proxy = await startSeverableProxy(hostname, Number(port));
    return Object.assign(new URL(url), { host: `127.0.0.1:${proxy.port}` }).href;
  };
  const limits = { RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_ANONYMOUS: budget, LOGIN_ATTEMPTS_PER_ACCOUNT: budget };
  server = await startAuthServer(limits, { databaseUrl });
});
afterAll(async () => {
  await server.close();
  await proxy.close();
});
afterEach(() => {
  proxy.restore();
});

const statusesOf = async (send: () => Promise<{ readonly status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let time = 1; time <= TRIES; time += 1) statuses.push((await send()).status);
  return statuses;
};
const unavailable = Array<number>(TRIES).fill(503);

it('an outage does not use up the tries of a log-in', async () => {
  const send = () => logIn(server, `${defaultRole.toLowerCase()}@example.test`, SEED_PASSWORD);
  proxy.sever();
  expect(await statusesOf(send)).toEqual(unavailable);
  proxy.restore();
  await expect.poll(async () => (await send()).status).toBe(200);
});

it('an outage does not use up the tries of good credentials', async () => {
  const { accessToken: token } = await signInAs(server, defaultRole);
  const send = () => server.request('GET', OWN, { token });
  proxy.sever();
  expect(await statusesOf(send)).toEqual(unavailable);
  proxy.restore();
  await expect.poll(async () => (await send()).status).toBe(200);
});

it('promises nothing that it could not keep, whether the address is known or not', async () => {
  const known = await registerPerson(server);
  proxy.sever();
  for (const email of [known, newAddress()]) {
    const answers = await Promise.all([
      server.post('/api/v1/auth/register', registrationOf(email)),
      server.post('/api/v1/auth/resend-verification', { email }),
      server.post('/api/v1/auth/forgot-password', { email }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  }
});
