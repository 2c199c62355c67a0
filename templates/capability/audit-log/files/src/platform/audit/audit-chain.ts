import { createHash } from 'node:crypto';

/** An event as it is stored: what the hash covers, and the hash. */
export interface ChainedEvent {
  /** Place in the chain, from 1 without gaps. */
  readonly sequence: number;
  readonly id: string;
  readonly occurredAt: Date;
  readonly actorId: string | null;
  readonly action: string;
  readonly resource: string | null;
  readonly resourceId: string | null;
  readonly outcome: string;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON text: kept to the letter, because a database that normalizes JSON would change what was hashed. */
  readonly details: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** What stands in the place of the hash before the first event. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 over the event and the hash of the one before it, in hexadecimal digits. */
export const hashOf = (event: Omit<ChainedEvent, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        event.sequence,
        event.id,
        event.occurredAt.toISOString(),
        event.actorId,
        event.action,
        event.resource,
        event.resourceId,
        event.outcome,
        event.address,
        event.requestId,
        event.details,
        event.previousHash,
      ]),
    )
    .digest('hex');

/** A place of the chain that was written down elsewhere. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly intact: true; readonly count: number; readonly head: Anchor | undefined }
  | { readonly intact: false; readonly sequence: number; readonly reason: string };

/** What is known of the chain from elsewhere. */
export interface ChainBounds {
  /** A place that must still be as it was; it also shows that the end was cut off or all was written anew. */
  readonly anchor?: Anchor | undefined;
  /** The last of the events that were moved to an archive: the chain goes on after it. */
  readonly archived?: Anchor | undefined;
}

const flawOf = (event: ChainedEvent, previous: Anchor | undefined): string | undefined => {
  const expected = (previous?.sequence ?? 0) + 1;
  if (event.sequence !== expected) return `stands where event ${expected} is missing`;
  if (event.previousHash !== (previous?.hash ?? CHAIN_START)) return 'does not follow the event before it';
  if (event.hash !== hashOf(event)) return 'was changed';
  return undefined;
};

/**
 * Walks the chain.
 *
 * @param events in the order of their sequence
 */
export const verifyChain = async (
  events: AsyncIterable<ChainedEvent>,
  { anchor, archived }: ChainBounds = {},
): Promise<ChainVerdict> => {
  let head = archived;
  for await (const event of events) {
    const flaw = flawOf(event, head);
    if (flaw !== undefined) return { intact: false, sequence: event.sequence, reason: flaw };
    if (event.sequence === anchor?.sequence && event.hash !== anchor.hash) {
      return { intact: false, sequence: event.sequence, reason: 'is not the event of the anchor' };
    }
    head = { sequence: event.sequence, hash: event.hash };
  }
  const last = head?.sequence ?? 0;
  if (anchor && anchor.sequence > last) {
    return { intact: false, sequence: last + 1, reason: `is missing, and all after it up to ${anchor.sequence}` };
  }
  return { intact: true, count: last - (archived?.sequence ?? 0), head };
};
