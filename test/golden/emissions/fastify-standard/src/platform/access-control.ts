import { authorize, type Access } from './access.ts';
import type { AuditLog } from './audit/audit-log.ts';
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

/** What is asked for, and from where. */
export interface Attempt {
  readonly operation: { readonly id: string; readonly access: Access };
  readonly address: string;
}

/** Decides who calls and whether they may: the same on every route, whatever the web framework. */
export class AccessControl {
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
  async #refuse(error: unknown, { operation, address }: Attempt, principal: Principal | undefined): Promise<never> {
    if (principal && error instanceof ForbiddenError) {
      await this.dependencies.auditLog.record({
        actorId: principal.userId,
        action: 'access.denied',
        resource: 'operation',
        outcome: 'denied',
        address,
        details: { operation: operation.id, code: error.code },
      });
    }
    throw error;
  }

  /** The `WWW-Authenticate` field of a 401 (RFC 9110, section 11.6.1). */
  get challenge(): string {
    return this.dependencies.authenticators.map(({ challenge }) => challenge).join(', ');
  }
}
