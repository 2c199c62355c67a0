import type { Principal } from './principal.ts';

/** Whose rows a caller may see or change. */
export interface OwnerScope {
  readonly userId: string;
  /** Whether the caller may also touch what belongs to others. */
  readonly everyone: boolean;
}

/** The caller's own rows, and with the permission those of everybody. */
export const ownerScope = (principal: Principal, permission: string): OwnerScope => ({
  userId: principal.userId,
  everyone: principal.permissions.has(permission),
});

/** Whether a row is inside the scope. To whom it is not, it must look as if it did not exist. */
export const isInScope = (row: { readonly userId: string }, scope: OwnerScope): boolean =>
  scope.everyone || row.userId === scope.userId;
