import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

const codesIn = (text: string): string[] => [...text.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, code = '']) => code);

describe('metrics', () => {
  it('measure the pool and every request, refused ones as well', () => {
    const { emission } = emitWith({});
    expect(emission.get('src/platform/platform.ts')?.content).toContain('createMetrics({ databasePool })');
    const app = emission.get('src/app/app.ts')?.content ?? '';
    expect(app.indexOf('register(metrics,')).toBeGreaterThan(0);
    expect(app.indexOf('register(metrics,')).toBeLessThan(app.indexOf('register(overloadProtection,'));
  });

  it('count the security events that can happen', () => {
    const events = (auth: readonly string[], without: readonly string[]) =>
      emitWith({ auth, without }).emission.get('src/platform/metrics/security-events.ts')?.content ?? '';
    expect(codesIn(events(['jwt'], []))).toEqual([
      'INVALID_CREDENTIALS',
      'UNAUTHENTICATED',
      'TOKEN_EXPIRED',
      'TOKEN_REUSED',
      'TOKEN_INVALID',
      'FORBIDDEN',
      'REAUTHENTICATION_REQUIRED',
      'RATE_LIMITED',
      'PAYLOAD_TOO_LARGE',
    ]);
    expect(codesIn(events([], []))).toEqual(['RATE_LIMITED', 'PAYLOAD_TOO_LARGE']);
    expect(codesIn(events([], ['rate-limiting']))).toEqual(['PAYLOAD_TOO_LARGE']);
  });

  it('leave no trace in the source when they are taken out', () => {
    const { emission } = emitWith({ without: ['metrics'] });
    const traces = [...emission].filter(
      ([path, { content }]) =>
        path.startsWith('src/') && /METRICS_|metrics\/|createMetrics|prom-client/.test(path + content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
    expect(emission.get('package.json')?.content).not.toContain('prom-client');
  });
});
