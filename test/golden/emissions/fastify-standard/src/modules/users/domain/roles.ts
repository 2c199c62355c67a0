import { everyPermission, type Permissions } from '../../../platform/principal.ts';

/** The roles an account can have. */
export const roles = ['customer', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Given to whoever registers. */
export const defaultRole: Role = 'customer';

/** May do everything. The last account that has it keeps it. */
export const administratorRole: Role = 'admin';

const everything = '*';

const grants: Readonly<Record<Role, readonly string[] | typeof everything>> = {
  /** Buys, and sees their own orders. */
  customer: [],
  /** Keeps the catalogue, and sees every order. */
  manager: ['products:write', 'categories:write', 'orders:read:any'],
  /** May do everything. */
  admin: everything,
};

export const isRole = (name: string): name is Role => roles.some((role) => role === name);

/** What somebody with these roles may do: whatever one of them grants. */
export const permissionsOf = (held: readonly Role[]): Permissions => {
  const granted = new Set<string>();
  for (const role of held) {
    const permissions = grants[role];
    if (permissions === everything) return everyPermission;
    for (const permission of permissions) granted.add(permission);
  }
  return granted;
};

/** Whether a caller holds all that a role grants: nobody can hand out, or take away, more than they have. */
export const covers = (caller: Permissions, role: Role): boolean => {
  if (caller === everyPermission) return true;
  const permissions = grants[role];
  return permissions !== everything && permissions.every((permission) => caller.has(permission));
};
