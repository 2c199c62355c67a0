import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

describe('idempotency', () => {
  it('has its table, and is honoured by what writes', () => {
    const { emission } = emitWith({});
    expect(emission.get('migrations/0200_create_idempotency_keys.ts')?.content).toContain('idempotency_keys_pkey');
    expect(emission.get('src/modules/products/http/products-operations.ts')?.content).toContain(
      "idempotency: 'accepted'",
    );
  });

  it('scopes keys by user where there are users', () => {
    const plugin = (auth: readonly string[]) =>
      emitWith({ auth }).emission.get('src/app/plugins/idempotency.ts')?.content;
    expect(plugin(['jwt'])).toContain('request.principal?.userId ?? addressOf(request)');
    expect(plugin([])).not.toContain('principal');
  });

  it('leaves no trace in the source when it is taken out', () => {
    const { emission } = emitWith({ without: ['idempotency', 'ordering'] });
    const traces = [...emission].filter(
      ([path, { content }]) => /^(src|migrations)\//.test(path) && /idempotency\b/.test(path + content),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
  });
});
