import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../../src/platform/http/security-headers.ts';

describe('securityHeaders', () => {
  it('bind browsers to HTTPS in production only', () => {
    expect(securityHeaders(true)['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
  });

  it('allow a document nothing, and no other site to use it', () => {
    expect(securityHeaders(false)).toEqual({
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'cache-control': 'no-store',
    });
  });
});
