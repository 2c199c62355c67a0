import { describe, expect, it } from 'vitest';

import {
  administratorRole,
  covers,
  defaultRole,
  isRole,
  permissionsOf,
  roles,
} from '../../../src/modules/users/domain/roles.ts';
import { everyPermission } from '../../../src/platform/principal.ts';

describe('roles', () => {
  it('are known by name', () => {
    expect(roles.every(isRole)).toBe(true);
    expect(isRole('emperor')).toBe(false);
  });

  it('grant an administrator everything, and whoever registers no administration', () => {
    expect(permissionsOf([administratorRole])).toBe(everyPermission);
    expect(permissionsOf([defaultRole]).has('users:write')).toBe(false);
    expect(permissionsOf([]).has('users:read')).toBe(false);
  });

  it('can be handed out by those who have all that they grant', () => {
    expect(roles.every((role) => covers(everyPermission, role))).toBe(true);
    expect(covers(new Set(['users:write']), administratorRole)).toBe(false);
    expect(covers(permissionsOf([defaultRole]), defaultRole)).toBe(true);
  });
});
