import { describe, expect, it } from 'vitest';
import { corsPolicy, origins } from '../../../../src/platform/http/cors.ts';

describe('corsPolicy', () => {
  it('lists the origins, and what their scripts may send and read', () => {
    const policy = corsPolicy(['https://app.example.com', 'http://localhost:5173']);
    expect(policy).toMatchObject({
      origin: ['https://app.example.com', 'http://localhost:5173'],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      credentials: true,
    });
    // Nothing reads a key or a token from a header of its own.
    const sent = 'Accept Authorization Content-Type Idempotency-Key If-Match If-None-Match Traceparent X-Request-Id';
    expect(policy.allowedHeaders.join(' ')).toBe(sent);
    const read = 'ETag Idempotency-Replayed Location RateLimit RateLimit-Policy Retry-After X-Request-Id';
    expect(policy.exposedHeaders.join(' ')).toBe(read);
  });
});

describe('origins', () => {
  it('are listed with commas', () => {
    expect(origins().parse('https://app.example.com, http://[::1]:5173')).toEqual([
      'https://app.example.com',
      'http://[::1]:5173',
    ]);
    expect(origins().parse('')).toEqual([]);
  });

  it('are nothing but exactly origins', () => {
    for (const text of [
      '*',
      'null',
      'app.example.com',
      'https://app.example.com/',
      'https://*.example.com',
      'HTTPS://APP.example.com',
    ]) {
      expect(origins().safeParse(`https://a.example,${text}`).success, text).toBe(false);
    }
  });
});
