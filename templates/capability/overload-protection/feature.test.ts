import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

describe('overload protection', () => {
  it('comes after the security headers, which its refusals carry, and before anything that costs', () => {
    const app = emitWith({}).emission.get('src/app/app.ts')?.content ?? '';
    const order = ['securityHeaders', 'overloadProtection', 'credentialLimiting', 'authentication'].map((name) =>
      app.indexOf(`register(${name},`),
    );
    expect(order[0]).toBeGreaterThan(0);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('leaves no trace in the source when it is taken out', () => {
    const { emission } = emitWith({ without: ['overload-protection'] });
    const traces = [...emission].filter(
      ([path, { content }]) => path.startsWith('src/') && /OVERLOAD_|overload\/|OverloadGuard/.test(path + content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
  });
});
