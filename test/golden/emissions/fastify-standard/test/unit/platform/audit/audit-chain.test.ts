import { describe, expect, it } from 'vitest';
import { CHAIN_START, hashOf, verifyChain, type ChainedEvent } from '../../../../src/platform/audit/audit-chain.ts';

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

const verify = (events: readonly ChainedEvent[], anchor?: { sequence: number; hash: string }) =>
  verifyChain(stream(events), anchor);

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
    ['action', { action: 'auth.logout' }],
    ['actor', { actorId: '00000000-0000-7000-8000-000000000000' }],
    ['time', { occurredAt: new Date(99) }],
    ['outcome', { outcome: 'success' }],
    ['address', { address: null }],
    ['details', { details: '{ }' }],
    ['hash', { hash: '0'.repeat(64) }],
  ])('notices that the %s of an event was changed', async (_what, change) => {
    const events = chainOf(5).map((event) => (event.sequence === 3 ? { ...event, ...change } : event));
    expect(await verify(events)).toEqual({ intact: false, sequence: 3, reason: 'was changed' });
  });

  it('notices that an event was removed', async () => {
    const events = chainOf(5).filter(({ sequence }) => sequence !== 3);
    expect(await verify(events)).toMatchObject({ intact: false, sequence: 4, reason: 'event 3 is missing' });
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

  it('notices by an anchor that the end was cut off', async () => {
    const events = chainOf(5);
    const anchor = { sequence: 5, hash: events.at(-1)?.hash ?? '' };
    expect(await verify(events, anchor)).toMatchObject({ intact: true });
    expect(await verify(events.slice(0, 3), anchor)).toMatchObject({ intact: false, sequence: 4 });
  });

  it('notices by an anchor that all was written anew', async () => {
    const anchor = { sequence: 2, hash: 'f'.repeat(64) };
    expect(await verify(chainOf(5), anchor)).toMatchObject({ intact: false, sequence: 2 });
  });
});
