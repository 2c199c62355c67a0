import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../../src/platform/idempotency/fingerprint.ts';

const url = '/api/v1/orders';

describe('fingerprintOf', () => {
  it('does not depend on the order of members', () => {
    const one = { items: [{ productId: 'p', quantity: 1 }], note: null };
    const other = { note: null, items: [{ quantity: 1, productId: 'p' }] };
    expect(fingerprintOf(url, one)).toBe(fingerprintOf(url, other));
  });

  it.each([
    ['another value', { quantity: 2 }],
    ['a value of another type', { quantity: '1' }],
    ['a big number', { quantity: 1n }],
    ['another member', { quantity: 1, note: '' }],
    ['a list', [{ quantity: 1 }]],
    ['nothing', undefined],
  ])('tells apart %s', (_case, body) => {
    expect(fingerprintOf(url, body)).not.toBe(fingerprintOf(url, { quantity: 1 }));
  });

  it('depends on the order of a list, on times, and on the URL', () => {
    expect(fingerprintOf(url, [1, 2])).not.toBe(fingerprintOf(url, [2, 1]));
    expect(fingerprintOf(url, { at: new Date(0) })).not.toBe(fingerprintOf(url, { at: new Date(1) }));
    expect(fingerprintOf('/api/v1/orders/1/cancel', {})).not.toBe(fingerprintOf('/api/v1/orders/2/cancel', {}));
  });
});
