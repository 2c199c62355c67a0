import { describe, expect, it } from 'vitest';

import { canonicalEmail, localPart } from '../../../src/modules/users/domain/email-address.ts';
import { emailAddress } from '../../../src/modules/users/http/fields.ts';

describe('an e-mail address', () => {
  it('has one form, whatever the case', () => {
    expect(emailAddress.parse('Grace.Hopper@Example.TEST')).toBe('grace.hopper@example.test');
    expect(canonicalEmail('A@B.test')).toBe('a@b.test');
  });

  it('has a local part', () => {
    expect(localPart('grace@example.test')).toBe('grace');
  });

  it('has no more than 254 characters, and 64 before the @', () => {
    expect(emailAddress.safeParse(`${'a'.repeat(64)}@example.test`).success).toBe(true);
    expect(emailAddress.safeParse(`${'a'.repeat(65)}@example.test`).success).toBe(false);
    expect(emailAddress.safeParse(`a@${'b.'.repeat(130)}test`).success).toBe(false);
  });

  it.each(['', '@', 'a@', 'a b@example.test', 'a\n@example.test', 'a@example.test\u0000', 'a\uff20b.test', 'ä@b.test'])(
    'is not %j',
    (text) => {
      expect(emailAddress.safeParse(text).success).toBe(false);
    },
  );
});
