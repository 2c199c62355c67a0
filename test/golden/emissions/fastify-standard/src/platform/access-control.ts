import { authorize, type Access } from './access.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Clock } from './clock.ts';
import { ForbiddenError } from './errors.ts';
import { authenticate, type Authenticator, type Principal, type RequestHeaders } from './principal.ts';

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
   * Finds out who calls.
   *
   * @throws UnauthenticatedError when credentials are presented that do not hold
   */
  async identify(access: Access, headers: RequestHeaders): Promise<Principal | undefined> {
    if (access.kind === 'anonymous') return undefined;
    return authenticate(this.dependencies.authenticators, headers);
  }

  /**
   * Lets the caller in or throws; who is known and turned away is recorded.
   *
   * @throws UnauthenticatedError, ForbiddenError, ReauthenticationRequiredError as `authorize` does
   */
  async admit({ operation, address }: Attempt, principal: Principal | undefined): Promise<void> {
    try {
      authorize(operation.access, principal, this.dependencies.clock.now());
    } catch (error) {
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
  }

  /** The `WWW-Authenticate` field of a 401 (RFC 9110, section 11.6.1). */
  get challenge(): string {
    return this.dependencies.authenticators.map(({ challenge }) => challenge).join(', ');
  }
}
