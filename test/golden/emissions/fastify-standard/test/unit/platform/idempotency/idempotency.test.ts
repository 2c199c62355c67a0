import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MalformedRequestError } from '../../../../src/platform/errors.ts';
import { fingerprintOf } from '../../../../src/platform/idempotency/fingerprint.ts';
import {
  IdempotencyAnswerLostError,
  IdempotencyInProgressError,
  IdempotencyKeyRequiredError,
  IdempotencyKeyReusedError,
} from '../../../../src/platform/idempotency/idempotency-errors.ts';
import type { IdempotencyClaim } from '../../../../src/platform/idempotency/idempotency-store.ts';
import {
  idempotencyOf,
  type Idempotency,
  type IdempotentRequest,
} from '../../../../src/platform/idempotency/idempotency.ts';
import { memoryStore } from './memory-store.ts';

const logger = pino({ level: 'silent' });
const request: IdempotentRequest = {
  caller: 'u1',
  route: 'POST /api/v1/orders',
  url: '/api/v1/orders',
  body: { quantity: 1 },
  key: 'a-key',
  required: false,
};

let now: number;
let idempotency: Idempotency;
beforeEach(() => {
  now = Date.parse('2030-01-01T00:00:00Z');
  idempotency = idempotencyOf({ store: memoryStore(), clock: { now: () => new Date(now) }, logger });
});
afterEach(() => {
  idempotency.close();
});

const claim = async (changes: Partial<IdempotentRequest> = {}): Promise<IdempotencyClaim> => {
  const beginning = await idempotency.begin({ ...request, ...changes });
  if (beginning.kind !== 'claimed') throw new Error(`The request is ${beginning.kind}.`);
  return beginning.claim;
};

const created = (held: IdempotencyClaim): Promise<void> =>
  idempotency.finish(held, 201, { 'content-type': 'application/json', etag: '"v1"', 'set-cookie': 'a=b' }, '{"id":1}');

describe('the header', () => {
  it('may be missing where it is not required', async () => {
    expect(await idempotency.begin({ ...request, key: undefined })).toEqual({ kind: 'unprotected' });
  });

  it('is demanded where it is required', async () => {
    const attempt = idempotency.begin({ ...request, key: undefined, required: true });
    await expect(attempt).rejects.toBeInstanceOf(IdempotencyKeyRequiredError);
  });

  it.each(['', 'a b', 'a\tb', 'ü', 'x'.repeat(256)])('is refused as %j', async (key) => {
    await expect(idempotency.begin({ ...request, key })).rejects.toBeInstanceOf(MalformedRequestError);
  });

  it.each(['1', '"8e03978e-40d5-43e8-bc93-6894a57f9324"', '~'.repeat(255)])('is accepted as %j', async (key) => {
    expect((await idempotency.begin({ ...request, key })).kind).toBe('claimed');
  });
});

describe('a repetition', () => {
  it('gets the first answer, without cookies', async () => {
    await created(await claim());
    expect(await idempotency.begin(request)).toEqual({
      kind: 'replay',
      answer: { status: 201, headers: { 'content-type': 'application/json', etag: '"v1"' }, body: '{"id":1}' },
    });
  });

  it('is refused while the first request is being handled', async () => {
    await claim();
    await expect(idempotency.begin(request)).rejects.toBeInstanceOf(IdempotencyInProgressError);
  });

  it('is refused when it asks for something else', async () => {
    await created(await claim());
    const other = idempotency.begin({ ...request, body: { quantity: 2 } });
    await expect(other).rejects.toBeInstanceOf(IdempotencyKeyReusedError);
  });

  it('is told when the first request was carried out and its answer is lost', async () => {
    const fingerprint = fingerprintOf(request.url, request.body);
    const store = { ...memoryStore(), claim: () => Promise.resolve({ kind: 'carried-out', fingerprint } as const) };
    const keys = idempotencyOf({ store, clock: { now: () => new Date(now) }, logger });
    await expect(keys.begin(request)).rejects.toBeInstanceOf(IdempotencyAnswerLostError);
    await expect(keys.begin({ ...request, body: {} })).rejects.toBeInstanceOf(IdempotencyKeyReusedError);
    keys.close();
  });

  it.each([400, 404, 409, 422, 500, 503])('is handled anew after %i', async (status) => {
    await idempotency.finish(await claim(), status, {}, '');
    expect((await idempotency.begin(request)).kind).toBe('claimed');
  });

  it('is handled anew after 24 hours', async () => {
    await created(await claim());
    now += 24 * 3600 * 1000 - 1;
    expect((await idempotency.begin(request)).kind).toBe('replay');
    now += 1;
    expect((await idempotency.begin(request)).kind).toBe('claimed');
  });

  it.each([{ caller: 'u2' }, { route: 'POST /api/v1/products' }])('is another request with %j', async (changes) => {
    await created(await claim());
    expect((await idempotency.begin({ ...request, ...changes })).kind).toBe('claimed');
  });
});

describe('a process that crashed', () => {
  it('does not hold its keys for ever, and cannot answer for who took over', async () => {
    const crashed = await claim();
    now += 59_999;
    await expect(claim()).rejects.toBeInstanceOf(IdempotencyInProgressError);
    now += 1;
    const second = await claim();
    await idempotency.finish(crashed, 500, {}, '');
    await created(second);
    await idempotency.finish(crashed, 201, {}, '"late"');
    expect(await idempotency.begin(request)).toMatchObject({ kind: 'replay', answer: { body: '{"id":1}' } });
  });
});

it('an answer is given even when it cannot be kept', async () => {
  const store = { ...memoryStore(), complete: () => Promise.reject(new Error('database away')) };
  const failing = idempotencyOf({ store, clock: { now: () => new Date(now) }, logger });
  const held = await failing.begin(request);
  if (held.kind !== 'claimed') throw new Error('The key is taken.');
  await expect(failing.finish(held.claim, 201, {}, '')).resolves.toBeUndefined();
  failing.close();
});

it('keys that have expired are deleted every ten minutes, until it is closed', () => {
  vi.useFakeTimers();
  try {
    const purge = vi.fn(() => Promise.resolve(0));
    const keys = idempotencyOf({ store: { ...memoryStore(), purge }, clock: { now: () => new Date(now) }, logger });
    vi.advanceTimersByTime(1_200_000);
    keys.close();
    vi.advanceTimersByTime(1_200_000);
    expect(purge.mock.calls).toEqual([[new Date(now)], [new Date(now)]]);
  } finally {
    vi.useRealTimers();
  }
});
