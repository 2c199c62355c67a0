import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../../src/platform/http/security-headers.ts';

describe('securityHeaders', () => {
  it('bind browsers to HTTPS in production only', () => {
    expect(securityHeaders(true)['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
  });

  it('allow a document nothing', () => {
    expect(securityHeaders(false)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
});
