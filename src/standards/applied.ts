import { idleUsersOf } from './facts/idle-users.ts';
import { unplugged } from './facts/unplugged.ts';
import type { Repository } from './repository/repository.ts';
import type { Place, Verdict } from './standard.ts';
import { unmet } from './verdicts.ts';

/**
 * What stands in the way of a control that is there: files which were to apply it, and of which nothing runs.
 *
 * @param what such as `security headers`
 */
export const notApplied = (repository: Repository, what: string, control: readonly Place[]): Verdict | undefined => {
  const idle = idleUsersOf(
    repository,
    control.map(({ path }) => path),
  );
  if (idle.length === 0) return undefined;
  return unmet(
    `There are ${what} that the server does not apply: nothing uses ${idle.join(', ')}.`,
    idle.map((path) => ({ path })),
  );
};

/**
 * The same by the names of files of the composition, where what they applied is gone from the code that runs as well.
 *
 * @param what such as `security headers`
 */
export const notPlugged = (repository: Repository, what: string, name: RegExp): Verdict | undefined => {
  const idle = unplugged(repository, name);
  if (idle.length === 0) return undefined;
  return unmet(
    `There are ${what} that the server does not apply: nothing uses ${idle.join(', ')}.`,
    idle.map((path) => ({ path })),
  );
};
