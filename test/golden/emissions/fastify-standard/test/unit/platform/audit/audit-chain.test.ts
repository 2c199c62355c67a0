import { describe, expect, it } from 'vitest';
import {
  CHAIN_START,
  hashOf,
  verifyChain,
  type ChainBounds,
  type ChainedEvent,
} from '../../../../src/platform/audit/audit-chain.ts';

const chainOf = (length: number): ChainedEvent[] => {
  const events: ChainedEvent[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const content = {
      sequence,
      id: `00000000-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
      occurredAt: new Date(sequence),
      actorId: null,
      action: 'auth.login',
      resource: 'user',
      resourceId: null,
      outcome: 'failure',
      address: '203.0.113.7',
      requestId: null,
      details: '{}',
      previousHash: events.at(-1)?.hash ?? CHAIN_START,
    };
    events.push({ ...content, hash: hashOf(content) });
  }
  return events;
};

const stream = async function* (events: readonly ChainedEvent[]): AsyncGenerator<ChainedEvent> {
  for (const event of events) yield await Promise.resolve(event);
};

const verify = (events: readonly ChainedEvent[], bounds?: ChainBounds) => verifyChain(stream(events), bounds);
const placeOf = (events: readonly ChainedEvent[], sequence: number) => ({
  sequence,
  hash: events[sequence - 1]?.hash ?? '',
});

describe('verifyChain', () => {
  it('finds nothing wrong with an untouched chain, and names its head', async () => {
    const events = chainOf(5);
    expect(await verify(events)).toEqual({
      intact: true,
      count: 5,
      head: { sequence: 5, hash: events.at(-1)?.hash },
    });
    expect(await verify([])).toEqual({ intact: true, count: 0, head: undefined });
  });

  it.each([
    ['id', { id: '00000000-0000-7000-8000-000000000000' }],
    ['action', { action: 'auth.logout' }],
    ['actor', { actorId: '00000000-0000-7000-8000-000000000000' }],
    ['time', { occurredAt: new Date(99) }],
    ['outcome', { outcome: 'success' }],
    ['resource', { resource: 'session' }],
    ['id of the resource', { resourceId: '00000000-0000-7000-8000-000000000000' }],
    ['address', { address: null }],
    ['id of the request', { requestId: 'another-request' }],
    ['details', { details: '{ }' }],
    ['hash', { hash: '0'.repeat(64) }],
  ])('notices that the %s of an event was changed', async (_what, change) => {
    const events = chainOf(5).map((event) => (event.sequence === 3 ? { ...event, ...change } : event));
    expect(await verify(events)).toEqual({ intact: false, sequence: 3, reason: 'was changed' });
  });

  it('notices that an event was removed', async () => {
    const events = chainOf(5).filter(({ sequence }) => sequence !== 3);
    expect(await verify(events)).toMatchObject({
      intact: false,
      sequence: 4,
      reason: 'stands where event 3 is missing',
    });
  });

  it('notices that an event was replaced by one with a hash of its own', async () => {
    const events = chainOf(5).map((event) => {
      if (event.sequence !== 3) return event;
      const forged = { ...event, action: 'auth.logout' };
      return { ...forged, hash: hashOf(forged) };
    });
    expect(await verify(events)).toMatchObject({
      intact: false,
      sequence: 4,
      reason: 'does not follow the event before it',
    });
  });

  it('notices that an event was replaced, and the next one tied to it', async () => {
    const events = chainOf(5);
    const [, second, third] = events;
    if (!second || !third) throw new Error('The chain is too short.');
    const forged = { ...second, action: 'auth.logout' };
    const hash = hashOf(forged);
    events.splice(1, 2, { ...forged, hash }, { ...third, previousHash: hash });
    expect(await verify(events)).toEqual({ intact: false, sequence: 3, reason: 'was changed' });
  });

  it('notices by an anchor that the end was cut off', async () => {
    const events = chainOf(5);
    const anchor = placeOf(events, 5);
    expect(await verify(events, { anchor })).toMatchObject({ intact: true });
    expect(await verify(events.slice(0, 3), { anchor })).toMatchObject({ intact: false, sequence: 4 });
    expect(await verify(events.slice(0, 4), { anchor })).toMatchObject({ intact: false, sequence: 5 });
  });

  it('notices by an anchor that all was written anew', async () => {
    const anchor = { sequence: 2, hash: 'f'.repeat(64) };
    expect(await verify(chainOf(5), { anchor })).toMatchObject({ intact: false, sequence: 2 });
  });

  it('goes on after what was archived, and only when it is told so', async () => {
    const events = chainOf(5);
    const archived = placeOf(events, 2);
    const left = events.slice(2);
    expect(await verify(left, { archived })).toEqual({ intact: true, count: 3, head: placeOf(events, 5) });
    expect(await verify(left, { archived, anchor: placeOf(events, 4) })).toMatchObject({ intact: true });
    expect(await verify(left)).toMatchObject({ intact: false, reason: 'stands where event 1 is missing' });
    expect(await verify(left, { anchor: archived })).toMatchObject({
      intact: false,
      reason: 'stands where event 1 is missing',
    });
  });

  it('notices that more was removed than was archived, less, or something else', async () => {
    const events = chainOf(5);
    const archived = placeOf(events, 2);
    expect(await verify(events.slice(3), { archived })).toMatchObject({ reason: 'stands where event 3 is missing' });
    expect(await verify(events, { archived })).toMatchObject({ intact: false, sequence: 1 });
    expect(await verify(events.slice(2), { archived: { sequence: 2, hash: 'f'.repeat(64) } })).toMatchObject({
      intact: false,
      sequence: 3,
      reason: 'does not follow the event before it',
    });
  });
});
