import { describe, expect, it } from 'vitest';
import { role, user } from '../../../src/modules/users/http/users-schemas.ts';

describe('the roles of a user', () => {
  const later = 'a-role-that-is-added-later';

  it('are open in answers, so that another one breaks no client', () => {
    expect(user.shape.roles.safeParse([later]).success).toBe(true);
  });

  it('are those that exist, where clients send one', () => {
    expect(role.safeParse(later).success).toBe(false);
  });
});
