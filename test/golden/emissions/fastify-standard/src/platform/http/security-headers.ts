/** A browser that shows an answer as a page may load, send and embed nothing. */
export const CONTENT_SECURITY_POLICY = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/**
 * The headers that every answer carries (OWASP Secure Headers Project). They are fixed, so they are a table, and
 * what an answer carries is what the table says.
 */
const always: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'cache-control': 'no-store',
};

/** Two years and all subdomains, what preload lists ask for (RFC 6797). */
const transportSecurity = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

/** @param production adds Strict-Transport-Security, which would lock a developer's browser out of plain HTTP */
export const securityHeaders = (production: boolean): Readonly<Record<string, string>> =>
  production ? { ...always, ...transportSecurity } : always;
