import { BoundedMap } from '../../../platform/bounded-map.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Principal } from '../../../platform/principal.ts';
import type { Revocation, Revocations } from '../../../platform/revocation.ts';
import { permissionsOf } from '../../users/index.ts';
import type { SignInState } from '../domain/session.ts';
import type { SessionRepository } from './auth-store.ts';

const CAPACITY = 10_000;
/** A bound on staleness that holds even if a revocation got lost on its way. */
const LONGEST_MS = 60_000;

interface Remembered {
  readonly principal: Principal;
  readonly state: SignInState;
  readonly until: number;
}

/**
 * Who stands behind a sign-in, right now. The answer is remembered, because it is asked for with every request, and
 * forgotten when anything about the user or the sign-in changes: at once in the process that changes it, and in the
 * others as soon as the database has told them, milliseconds later.
 */
export class SignInStates {
  readonly #remembered = new BoundedMap<string, Remembered>(CAPACITY);
  #revocations = 0;

  constructor(
    private readonly sessions: SessionRepository,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    revocations.subscribe({
      revoked: (revocation) => {
        this.#forget(revocation);
      },
      missed: () => {
        this.#revocations += 1;
        this.#remembered.clear();
      },
    });
  }

  /** The caller, if remembered. Memory is trusted only while revocations arrive. */
  recall(sessionId: string): Principal | undefined {
    const known = this.revocations.live ? this.#remembered.get(sessionId) : undefined;
    return known && this.clock.now().getTime() < known.until ? known.principal : undefined;
  }

  /** @returns the caller, or `undefined` when the sign-in has ended, expired, or its account is disabled */
  async principal(sessionId: string): Promise<Principal | undefined> {
    const known = this.recall(sessionId);
    if (known) return known;
    const now = this.clock.now().getTime();
    const before = this.#revocations;
    const state = await this.sessions.state(sessionId);
    if (!state) return undefined;
    const principal = principalOf(state);
    // What was read before a revocation arrived may be older than the change it tells of.
    if (this.revocations.live && before === this.#revocations)
      this.#remembered.set(sessionId, { principal, state, until: untilOf(state, now) });
    return principal;
  }

  #forget(revocation: Revocation): void {
    this.#revocations += 1;
    if ('sessionId' in revocation) {
      this.#remembered.delete(revocation.sessionId);
      return;
    }
    for (const [sessionId, { state }] of this.#remembered.entries()) {
      if (state.userId === revocation.userId) this.#remembered.delete(sessionId);
    }
  }
}

const untilOf = ({ expiresAt }: SignInState, now: number): number => Math.min(expiresAt.getTime(), now + LONGEST_MS);

const principalOf = ({ userId, sessionId, roles, authenticatedAt }: SignInState): Principal => ({
  userId,
  sessionId,
  roles,
  permissions: permissionsOf(roles),
  authenticatedAt,
});
