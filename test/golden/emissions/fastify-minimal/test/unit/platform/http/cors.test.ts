import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../../src/config/environment-error.ts';
import { corsPolicy } from '../../../../src/platform/http/cors.ts';

describe('corsPolicy', () => {
  it('lists the origins, and what their scripts may send and read', () => {
    const policy = corsPolicy(['https://app.example.com', 'http://localhost:5173']);
    expect(policy.origin).toEqual(['https://app.example.com', 'http://localhost:5173']);
    expect(policy.methods).toContain('PATCH');
    expect(policy.allowedHeaders).toEqual(expect.arrayContaining(['If-Match', 'Idempotency-Key']));
    // Nothing reads a key or a token from a header of its own.
    expect(policy.allowedHeaders.join()).not.toMatch(/api-key|csrf/i);
    expect(policy.exposedHeaders).toEqual(expect.arrayContaining(['ETag', 'X-Request-Id']));
  });

  it('refuses what is not exactly an origin', () => {
    for (const text of [
      '*',
      'null',
      'app.example.com',
      'https://app.example.com/',
      'https://*.example.com',
      'HTTPS://APP.example.com',
    ]) {
      expect(() => corsPolicy([text])).toThrow(EnvironmentError);
    }
  });
});
