import { randomUUID } from 'node:crypto';
import type {
  ClaimRequest,
  IdempotencyClaim,
  IdempotencyStore,
  StoredAnswer,
} from '../../../../src/platform/idempotency/idempotency-store.ts';

interface Row extends ClaimRequest {
  readonly id: string;
  answer?: StoredAnswer;
}

const nameOf = ({ scope, key }: { scope: string; key: string }): string => JSON.stringify([scope, key]);

/** A store that forgets with the process, for tests of what stands on it. */
export const memoryStore = (): IdempotencyStore => {
  const rows = new Map<string, Row>();
  const held = (claim: IdempotencyClaim): Row | undefined => {
    const row = rows.get(nameOf(claim));
    return row?.id === claim.id ? row : undefined;
  };
  return {
    claim: (request) => {
      const row = rows.get(nameOf(request));
      const free = !row || row.expiresAt <= request.now || (!row.answer && row.leaseEndsAt <= request.now);
      if (!free) {
        const { fingerprint, answer } = row;
        return Promise.resolve(
          answer ? { kind: 'answered', fingerprint, answer } : { kind: 'in-progress', fingerprint },
        );
      }
      const id = randomUUID();
      rows.set(nameOf(request), { ...request, id });
      return Promise.resolve({ kind: 'claimed', claim: { scope: request.scope, key: request.key, id } });
    },
    carryOut: (_claim, work) => work(),
    complete: (claim, answer) => {
      const row = held(claim);
      if (row) row.answer = answer;
      return Promise.resolve();
    },
    release: (claim) => {
      if (held(claim)) rows.delete(nameOf(claim));
      return Promise.resolve();
    },
    purge: () => Promise.resolve(0),
  };
};
