import { performance } from 'node:perf_hooks';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { administratorRole } from '../../../src/modules/users/index.ts';
import type { Answer } from '../support/client.ts';
import { startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, PASSWORD, registerPerson, registrationOf } from './support/people.ts';
import { logIn, signIn, signInAs } from './support/sign-in.ts';

/** How often times are taken; more often only while a busy machine blurs them. */
const FEWEST_ROUNDS = 25;
const MOST_ROUNDS = 75;

/** Unlike the mean, it is not moved by what else the machine was doing now and then. */
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const refusalOf = ({ status, headers, body }: Answer<unknown>) => ({
  status,
  errors: body.errors,
  challenge: headers.get('www-authenticate'),
});

describe('a log-in that fails', () => {
  let server: AuthServer;
  beforeAll(async () => {
    server = await startAuthServer({ LOGIN_ATTEMPTS_PER_ACCOUNT: '1000' });
  });
  afterAll(() => server.close());

  it('has one answer, whatever the reason', async () => {
    const known = await registerPerson(server);
    const unverified = newAddress();
    await server.post('/api/v1/auth/register', registrationOf(unverified));
    await server.mailbox.wait(unverified, 'verify-email');
    const disabled = await registerPerson(server);
    const { user } = await signIn(server, disabled);
    const admin = await signInAs(server, administratorRole);
    const options = { token: admin.accessToken, json: { isActive: false } };
    expect((await server.request('PATCH', `/api/v1/users/${user.id}`, options)).status).toBe(200);

    const wrong = refusalOf(await logIn(server, known, 'not the right password'));
    expect(wrong).toMatchObject({ status: 401, errors: [{ code: 'INVALID_CREDENTIALS' }] });
    expect(wrong.challenge).not.toBeNull();
    for (const email of [newAddress(), unverified, disabled]) {
      expect(refusalOf(await logIn(server, email, PASSWORD))).toEqual(wrong);
    }
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const known = await registerPerson(server);
    const timeOf = async (email: string): Promise<number> => {
      const start = performance.now();
      await logIn(server, email, 'not the right password');
      return performance.now() - start;
    };
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const ratio = (): number => median(times.known) / median(times.unknown);
    const isAlike = (): boolean => ratio() > 0.6 && ratio() < 1.67;
    for (let round = 1; round <= FEWEST_ROUNDS || (round <= MOST_ROUNDS && !isAlike()); round += 1) {
      times.known.push(await timeOf(known));
      times.unknown.push(await timeOf(newAddress()));
    }
    expect(isAlike(), `${String(ratio())} times as long`).toBe(true);
  }, 180_000);
});

describe('the throttle', () => {
  let server: AuthServer;
  beforeAll(async () => {
    server = await startAuthServer({ LOGIN_ATTEMPTS_PER_ADDRESS: '30' });
  });
  afterAll(() => server.close());

  it('gives an account five failures, known or not, and lets the wait grow', async () => {
    const email = newAddress();
    for (let failure = 0; failure < 5; failure += 1) {
      expect((await logIn(server, email, PASSWORD)).status).toBe(401);
    }
    const first = await logIn(server, email, PASSWORD);
    const second = await logIn(server, email.toUpperCase(), PASSWORD);
    expect([first.status, second.status]).toEqual([429, 429]);
    const wait = (answer: Answer<unknown>): number => Number(answer.headers.get('retry-after'));
    expect(wait(first)).toBeGreaterThan(0);
    expect(wait(second)).toBeGreaterThan(wait(first));
  });

  it('forgets the failures of an account that signs in', async () => {
    const email = await registerPerson(server);
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 0; failure < 3; failure += 1) await logIn(server, email, 'not the right password');
      await signIn(server, email);
    }
  });

  it('cannot be outrun by tries at the same time, nor dodged by a made-up address', async () => {
    const email = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        server.post(
          '/api/v1/auth/login',
          { email, password: PASSWORD },
          { headers: { 'x-forwarded-for': `192.0.2.${String(index)}` } },
        ),
      ),
    );
    const passed = answers.filter(({ status }) => status === 401);
    expect(passed.length).toBeLessThanOrEqual(5);
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
  });

  it('gives an address a budget over all accounts', async () => {
    const statuses = new Set<number>();
    for (let failure = 0; failure < 30; failure += 1) {
      statuses.add((await logIn(server, newAddress(), PASSWORD)).status);
    }
    expect(statuses).toContain(429);
  });
});
