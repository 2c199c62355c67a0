import { describe, expect, it } from 'vitest';
import { trustedProxies } from '../../../../src/platform/http/trusted-proxies.ts';

describe('trustedProxies', () => {
  it('are none unless set', () => {
    expect(trustedProxies().parse('')).toEqual([]);
  });

  it('are addresses, networks and named ranges', () => {
    const given = ['10.0.0.0/8', '192.168.1.1', 'fd00::/8', '::1', 'loopback', 'linklocal', 'uniquelocal'];
    expect(trustedProxies().parse(given.join(', '))).toEqual(given);
  });

  it('are never everybody, nor a number of hops', () => {
    const everybody = ['true', '1', '*', '0.0.0.0/0', '::/0'];
    for (const text of [...everybody, '10.0.0.0/33', '10.0.0.0/', '::/129', '10.0.0', 'proxy.internal']) {
      expect(trustedProxies().safeParse(text).success, text).toBe(false);
    }
  });
});
