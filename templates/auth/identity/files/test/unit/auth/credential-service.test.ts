import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';

import type { AuthStore, Credentials } from '../../../src/modules/auth/application/auth-store.ts';
import { CredentialService } from '../../../src/modules/auth/application/credential-service.ts';
import { InvalidCredentialsError } from '../../../src/modules/auth/index.ts';
import { createBackgroundTasks } from '../../../src/platform/background-tasks.ts';
import { RateLimitedError, UnavailableError } from '../../../src/platform/errors.ts';
import { createAttemptLimiter } from '../../../src/platform/rate-limit/attempt-limiter.ts';
import { counterFactory } from '../../../src/platform/rate-limit/counters.ts';

const client = { address: '192.0.2.1', agent: undefined };
const limits = { perAccount: 3, perAddress: 10, windowSeconds: 900, longestBlockSeconds: 3600 };
const email = 'grace@example.test';
const moment = new Date('2030-01-01T00:00:00Z');
const user = {
  id: '00000000-0000-7000-8000-000000000001',
  email,
  firstName: 'Grace',
  lastName: 'Example',
  roles: [],
  isActive: true,
  emailVerifiedAt: moment,
  createdAt: moment,
  updatedAt: moment,
};
const account: Credentials = { user, epoch: 0, passwordHash: 'right' };

/** A service with one account, whose password is `right`. */
const setUp = () => {
  const find = vi.fn(() => Promise.resolve<Credentials | undefined>(account));
  const verify = vi.fn((hash: string | undefined, password: string) => Promise.resolve(hash === password));
  const record = vi.fn<AuthStore['record']>(() => Promise.resolve());
  const remindToVerify = vi.fn();
  const limiter = (name: string) => createAttemptLimiter(counterFactory(undefined), name, limits);
  const service = new CredentialService({
    store: { credentials: { findByEmail: find, findByUserId: find }, record } as unknown as AuthStore,
    passwords: { verify, isOutdated: () => false, hash: (password) => Promise.resolve(password) },
    attempts: limiter('login'),
    confirmations: limiter('confirmation'),
    background: createBackgroundTasks({ logger: pino({ level: 'silent' }) }),
    remindToVerify,
  });
  return {
    find,
    verify,
    record,
    remindToVerify,
    checks: {
      'a log-in': (password: string) => service.logIn({ email, password, client }),
      'a confirmation': (password: string) => service.confirm(user.id, password, client),
    },
  };
};

describe.each(['a log-in', 'a confirmation'] as const)('%s', (check) => {
  it('that meets an outage is not counted: the right password goes through when it is over', async () => {
    const { find, checks } = setUp();
    find.mockRejectedValue(new UnavailableError());
    for (let time = 1; time <= 20; time += 1) await expect(checks[check]('right')).rejects.toThrow(UnavailableError);
    find.mockResolvedValue(account);
    expect(await checks[check]('right')).toBe(account);
  });

  it('that finds too many passwords being hashed is not counted', async () => {
    const { verify, checks } = setUp();
    verify.mockRejectedValue(new UnavailableError());
    for (let time = 1; time <= 20; time += 1) await expect(checks[check]('right')).rejects.toThrow(UnavailableError);
    verify.mockResolvedValue(true);
    expect(await checks[check]('right')).toBe(account);
  });

  it('with a wrong password is counted, also when the failure cannot be recorded', async () => {
    const { record, checks } = setUp();
    await expect(checks[check]('wrong')).rejects.toThrow(InvalidCredentialsError);
    record.mockRejectedValue(new UnavailableError());
    for (let time = 2; time <= 3; time += 1) await expect(checks[check]('wrong')).rejects.toThrow(UnavailableError);
    record.mockResolvedValue();
    await expect(checks[check]('right')).rejects.toThrow(RateLimitedError);
  });

  it('that is refused is recorded once for the account and once for the address, however often it is tried again', async () => {
    const { record, checks } = setUp();
    for (let time = 1; time <= 3; time += 1) await checks[check]('wrong').catch(() => undefined);
    record.mockClear();
    for (let time = 1; time <= 50; time += 1) await expect(checks[check]('wrong')).rejects.toThrow(RateLimitedError);
    const denied = [expect.objectContaining({ outcome: 'denied', address: client.address })];
    expect(record.mock.calls).toEqual([denied, denied]);
  });

  it('of an unknown account costs the same work', async () => {
    const { find, verify, checks } = setUp();
    find.mockResolvedValue(undefined);
    await expect(checks[check]('right')).rejects.toThrow(InvalidCredentialsError);
    expect(verify.mock.calls).toEqual([[undefined, 'right']]);
  });

  it('with the right password forgets the failures before it', async () => {
    const { checks } = setUp();
    for (let round = 1; round <= 3; round += 1) {
      for (let time = 1; time <= 2; time += 1) await checks[check]('wrong').catch(() => undefined);
      expect(await checks[check]('right')).toBe(account);
    }
  });
});

it('failed confirmations use up the tries of log-ins, and failed log-ins not those of confirmations', async () => {
  const one = setUp();
  for (let time = 1; time <= 3; time += 1) await one.checks['a confirmation']('wrong').catch(() => undefined);
  await expect(one.checks['a log-in']('right')).rejects.toThrow(RateLimitedError);
  const other = setUp();
  for (let time = 1; time <= 3; time += 1) await other.checks['a log-in']('wrong').catch(() => undefined);
  expect(await other.checks['a confirmation']('right')).toBe(account);
});

describe('a log-in before the address is verified', () => {
  const unverified = { ...user, emailVerifiedAt: null };

  it('is refused, and mails the link again to nobody but who knows the password', async () => {
    const { find, remindToVerify, checks } = setUp();
    find.mockResolvedValue({ ...account, user: unverified });
    await expect(checks['a log-in']('wrong')).rejects.toThrow(InvalidCredentialsError);
    expect(remindToVerify).not.toHaveBeenCalled();
    await expect(checks['a log-in']('right')).rejects.toThrow(InvalidCredentialsError);
    expect(remindToVerify.mock.calls).toEqual([[unverified]]);
  });

  it('mails nothing to a disabled account', async () => {
    const { find, remindToVerify, checks } = setUp();
    find.mockResolvedValue({ ...account, user: { ...unverified, isActive: false } });
    await expect(checks['a log-in']('right')).rejects.toThrow(InvalidCredentialsError);
    expect(remindToVerify).not.toHaveBeenCalled();
  });
});
