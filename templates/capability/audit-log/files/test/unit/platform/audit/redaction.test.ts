import { describe, expect, it } from 'vitest';
import { redact } from '../../../../src/platform/audit/redaction.ts';

describe('redact', () => {
  it.each([
    'password',
    'newPassword',
    'passphrase',
    'refresh_token',
    'clientSecret',
    'Authorization',
    'set-cookie',
    'apiKey',
    'email',
    'firstName',
    'name',
    'phone',
    'otp',
    'recoveryCode',
    'birthday',
  ])('removes the value of %s', (name) => {
    expect(redact({ [name]: 'value' })).toEqual({ [name]: '[redacted]' });
  });

  it('keeps what says what was done', () => {
    const details = { reason: 'wrong-password', roles: ['admin'], before: { isActive: true }, count: 3, none: null };
    expect(redact(details)).toEqual(details);
  });

  it('finds what is deep inside', () => {
    expect(redact({ changes: [{ to: { email: 'a@example.test' } }] })).toEqual({
      changes: [{ to: { email: '[redacted]' } }],
    });
  });

  it('removes e-mail addresses wherever they stand', () => {
    expect(redact({ reason: 'mail to jane.doe+x@mail.example.test, refused' })).toEqual({
      reason: 'mail to [redacted], refused',
    });
  });

  it('does not change the original', () => {
    const details = { password: 'secret' };
    redact(details);
    expect(details).toEqual({ password: 'secret' });
  });
});
