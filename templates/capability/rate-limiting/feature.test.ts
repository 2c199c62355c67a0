import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

const limitsIn = (content = ''): string[] =>
  [...content.matchAll(/^#(RATE_LIMIT_\w+=\w+)/gm)].map(([, line = '']) => line);

describe('rate limiting', () => {
  it('has the budgets of users and of the routes that take credentials where there are accounts', () => {
    const { emission } = emitWith({ auth: ['jwt'] });
    expect(limitsIn(emission.get('.env.example')?.content)).toEqual([
      'RATE_LIMIT_ENABLED=true',
      'RATE_LIMIT_ANONYMOUS=300',
      'RATE_LIMIT_USER=600',
      'RATE_LIMIT_AUTH=60',
    ]);
    expect(emission.has('src/platform/rate-limit/attempt-limiter.ts')).toBe(true);
  });

  it('counts addresses alone where there are none', () => {
    const { emission } = emitWith({ auth: [] });
    expect(limitsIn(emission.get('.env.example')?.content)).toEqual([
      'RATE_LIMIT_ENABLED=true',
      'RATE_LIMIT_ANONYMOUS=300',
    ]);
    expect(emission.get('src/platform/rate-limit/tiers.ts')?.content).not.toMatch(/user|auth|credential/i);
    expect(emission.has('src/platform/rate-limit/attempt-limiter.ts')).toBe(false);
  });

  it('limits credentials before they are verified, and requests after it is known who asks', () => {
    const app = emitWith({ auth: ['jwt'] }).emission.get('src/app/app.ts')?.content ?? '';
    const order = ['credentialLimiting', 'authentication', 'rateLimiting', 'authorization'].map((name) =>
      app.indexOf(`register(${name},`),
    );
    expect(order[0]).toBeGreaterThan(0);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('leaves no trace in the source when it is taken out', () => {
    const { emission } = emitWith({ auth: [], without: ['rate-limiting'] });
    const traces = [...emission].filter(
      ([path, { content }]) => path.startsWith('src/') && /RATE_LIMIT|rate-limit\/|rateLimit/.test(path + content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
    expect(emission.get('package.json')?.content).not.toMatch(/rate-limiter-flexible|ioredis/);
  });
});
