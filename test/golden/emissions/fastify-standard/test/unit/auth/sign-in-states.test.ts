import { beforeEach, describe, expect, it } from 'vitest';

import type { SessionRepository } from '../../../src/modules/auth/application/auth-store.ts';
import { SignInStates } from '../../../src/modules/auth/application/sign-in-states.ts';
import type { SignInState } from '../../../src/modules/auth/domain/session.ts';
import { defaultRole } from '../../../src/modules/users/domain/roles.ts';
import type { Revocation, Revocations, RevocationSubscriber } from '../../../src/platform/revocation.ts';

class FakeRevocations implements Revocations {
  live = true;
  readonly #subscribers: RevocationSubscriber[] = [];
  subscribe(subscriber: RevocationSubscriber): void {
    this.#subscribers.push(subscriber);
  }
  announce(revocation: Revocation): void {
    for (const subscriber of this.#subscribers) subscriber.revoked(revocation);
  }
  miss(): void {
    for (const subscriber of this.#subscribers) subscriber.missed();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const notNeeded = (): Promise<never> => Promise.reject(new Error('not needed here'));

let time: number;
let reads: number;
let stored: SignInState | undefined;
let revocations: FakeRevocations;
let states: SignInStates;

beforeEach(() => {
  time = 0;
  reads = 0;
  stored = {
    sessionId: 's',
    userId: 'u',
    roles: [defaultRole],
    authenticatedAt: new Date(0),
    expiresAt: new Date(3_600_000),
  };
  revocations = new FakeRevocations();
  const sessions: SessionRepository = {
    state: () => {
      reads += 1;
      return Promise.resolve(stored);
    },
    start: notNeeded,
    list: notNeeded,
    find: notNeeded,
    hold: notNeeded,
    markUsed: notNeeded,
    markAuthenticated: notNeeded,
    end: notNeeded,
    endOthers: notNeeded,
  };
  states = new SignInStates(sessions, revocations, { now: () => new Date(time) });
});

describe('who stands behind a sign-in', () => {
  it('is looked up once', async () => {
    expect(await states.principal('s')).toMatchObject({ userId: 'u', roles: [defaultRole] });
    await states.principal('s');
    expect(reads).toBe(1);
  });

  it('is recalled without looking, as long as it is remembered', async () => {
    expect(states.recall('s')).toBeUndefined();
    await states.principal('s');
    expect(states.recall('s')).toMatchObject({ userId: 'u' });
    revocations.live = false;
    expect(states.recall('s')).toBeUndefined();
    revocations.live = true;
    time = 61_000;
    expect(states.recall('s')).toBeUndefined();
    expect(reads).toBe(1);
  });

  it.each([[{ userId: 'u' }], [{ sessionId: 's' }]])('is forgotten when %j is revoked', async (revocation) => {
    await states.principal('s');
    stored = undefined;
    revocations.announce(revocation);
    expect(states.recall('s')).toBeUndefined();
    expect(await states.principal('s')).toBeUndefined();
  });

  it('is not remembered when it was revoked while it was read', async () => {
    const reading = states.principal('s');
    revocations.announce({ userId: 'somebody else' });
    await reading;
    await states.principal('s');
    expect(reads).toBe(2);
  });

  it('is looked up every time while revocations do not arrive, and after some were missed', async () => {
    await states.principal('s');
    revocations.live = false;
    await states.principal('s');
    await states.principal('s');
    expect(reads).toBe(3);
    revocations.live = true;
    revocations.miss();
    await states.principal('s');
    expect(reads).toBe(4);
  });

  it('is not remembered past its time', async () => {
    await states.principal('s');
    time = 61_000;
    await states.principal('s');
    expect(reads).toBe(2);
  });

  it('is not remembered past the end of the sign-in', async () => {
    stored = stored && { ...stored, expiresAt: new Date(30_000) };
    await states.principal('s');
    time = 29_999;
    expect(states.recall('s')).toMatchObject({ userId: 'u' });
    time = 30_000;
    expect(states.recall('s')).toBeUndefined();
  });

  it('is remembered for the sign-ins of late only', async () => {
    for (let index = 0; index <= 10_000; index += 1) {
      stored = stored && { ...stored, sessionId: `s${String(index)}` };
      await states.principal(`s${String(index)}`);
    }
    const before = reads;
    await states.principal('s10000');
    expect(reads).toBe(before);
    await states.principal('s0');
    expect(reads).toBe(before + 1);
  });
});
