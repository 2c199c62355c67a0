import { ConflictError, ForbiddenError, NotFoundError } from '../../../platform/errors.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { Principal } from '../../../platform/principal.ts';
import { administratorRole, covers, type Role } from '../domain/roles.ts';
import type { User } from '../domain/user.ts';
import type { Names, Standing, UserFilters, UserRepository, UserSort } from './user-repository.ts';
import type { UserStore, UserTransactions } from './user-transactions.ts';

/** The account is the last one that can administer. */
export class LastAdministratorError extends ConflictError {
  constructor() {
    super('This is the last active administrator: give the role to somebody else first.');
  }
}

/** Reading and administering accounts. */
export class UserService {
  constructor(
    private readonly users: UserRepository,
    private readonly transaction: UserTransactions,
  ) {}

  /** @throws NotFoundError when there is no such account */
  async get(id: string): Promise<User> {
    return found(await this.users.find(id));
  }

  async list(request: PageRequest<UserSort>, filters: UserFilters): Promise<Page<User>> {
    return this.users.list(request, filters);
  }

  /** Changes one's own names. */
  async rename(id: string, names: Names): Promise<User> {
    return found(await this.users.rename(id, names));
  }

  /**
   * Gives and takes roles, disables and enables. A disabled account is signed out of everything
   * for good, and no mail it got before opens it again.
   *
   * @param address the caller's network address, for the audit log
   * @throws NotFoundError when there is no such account
   * @throws ForbiddenError when the caller would give or take a role that grants more than the caller has
   * @throws LastAdministratorError when nobody could administer afterwards
   */
  async setStanding(caller: Principal, id: string, standing: Standing, address: string): Promise<User> {
    return this.transaction(async (store) => {
      const administrators = await store.users.lockAdministrators();
      const before = found(await store.users.find(id));
      assertWithinOwnPermissions(caller, before.roles, standing.roles ?? []);
      if (losesAdministration(standing) && administrators.includes(id) && administrators.length === 1) {
        throw new LastAdministratorError();
      }
      const after = found(await store.users.setStanding(id, standing));
      if (before.isActive && !after.isActive) {
        await store.users.endSignIns(id);
        await store.withdrawTokens(id);
      }
      await store.revoke({ userId: id });
      await recordStanding(store, { caller, before, after, address });
      return after;
    });
  }
}

const found = (user: User | undefined): User => {
  if (!user) throw new NotFoundError('There is no such user.');
  return user;
};

const losesAdministration = ({ roles, isActive }: Standing): boolean =>
  isActive === false || (roles !== undefined && !roles.includes(administratorRole));

const assertWithinOwnPermissions = (caller: Principal, ...roles: readonly (readonly Role[])[]): void => {
  if (!roles.flat().every((role) => covers(caller.permissions, role))) {
    throw new ForbiddenError('You cannot manage roles that may do more than you.');
  }
};

interface StandingChange {
  readonly caller: Principal;
  readonly before: User;
  readonly after: User;
  readonly address: string;
}

const recordStanding = (store: UserStore, { caller, before, after, address }: StandingChange): Promise<void> =>
  store.record({
    actorId: caller.userId,
    action: 'user.standing-changed',
    resource: 'user',
    resourceId: after.id,
    outcome: 'success',
    address,
    details: {
      before: { roles: before.roles, isActive: before.isActive },
      after: { roles: after.roles, isActive: after.isActive },
    },
  });
