import { authorize, type Access } from './access.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Clock } from './clock.ts';
import { ForbiddenError } from './errors.ts';
import {
  authenticate,
  presentsCredentials,
  recall,
  type Authenticator,
  type Principal,
  type RequestHeaders,
} from './principal.ts';

interface Dependencies {
  readonly authenticators: readonly Authenticator[];
  readonly auditLog: AuditLog;
  readonly clock: Clock;
}

/** A caller who is refused the same again and again would fill the log, from which nothing is ever removed. */
const RECORDED_AGAIN_MS = 15 * 60_000;
const REMEMBERED = 10_000;

/** What is asked for, and from where. */
export interface Attempt {
  readonly operation: { readonly id: string; readonly access: Access };
  readonly address: string;
}

/** Decides who calls and whether they may: the same on every route, whatever the web framework. */
export class AccessControl {
  /** When refusals were last recorded. */
  readonly #recorded = new BoundedMap<string, number>(REMEMBERED);

  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Whether `identify` has credentials to verify, which a flood has to be kept from. Those that are known by heart cost no
   * verification.
   */
  mustVerify(access: Access, headers: RequestHeaders): boolean {
    const { authenticators } = this.dependencies;
    if (access.kind === 'anonymous' || !presentsCredentials(authenticators, headers)) return false;
    return recall(authenticators, headers) === undefined;
  }

  /**
   * Finds out who calls. There is nothing to wait for when no credentials are presented, or known ones.
   *
   * @throws UnauthenticatedError, as a rejection, when credentials are presented that do not hold
   */
  identify(access: Access, headers: RequestHeaders): Principal | Promise<Principal> | undefined {
    if (access.kind === 'anonymous') return undefined;
    const { authenticators } = this.dependencies;
    return recall(authenticators, headers) ?? authenticate(authenticators, headers);
  }

  /**
   * Lets the caller in, by returning nothing, or refuses.
   *
   * @throws UnauthenticatedError, ForbiddenError, ReauthenticationRequiredError, as a rejection, as `authorize` does
   */
  admit(attempt: Attempt, principal: Principal | undefined): Promise<never> | undefined {
    try {
      authorize(attempt.operation.access, principal, this.dependencies.clock.now());
      return undefined;
    } catch (error) {
      return this.#refuse(error, attempt, principal);
    }
  }

  /** Who is known and turned away is recorded. */
  async #refuse(error: unknown, attempt: Attempt, principal: Principal | undefined): Promise<never> {
    if (principal && error instanceof ForbiddenError) await this.#record(error, attempt, principal);
    throw error;
  }

  async #record({ code }: ForbiddenError, { operation, address }: Attempt, { userId }: Principal): Promise<void> {
    const key = `${userId} ${operation.id} ${code}`;
    const now = this.dependencies.clock.now().getTime();
    const last = this.#recorded.get(key);
    if (last !== undefined && now - last < RECORDED_AGAIN_MS) return;
    this.#recorded.set(key, now);
    try {
      await this.dependencies.auditLog.record({
        actorId: userId,
        action: 'access.denied',
        resource: 'operation',
        outcome: 'denied',
        address,
        details: { operation: operation.id, code },
      });
    } catch (error) {
      this.#recorded.delete(key);
      throw error;
    }
  }

  /** The `WWW-Authenticate` field of the 401 that answers this error (RFC 9110, section 11.6.1). */
  challenge(refusal: unknown): string {
    return this.dependencies.authenticators.map((authenticator) => authenticator.challenge(refusal)).join(', ');
  }
}
