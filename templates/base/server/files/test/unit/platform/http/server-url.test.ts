import { describe, expect, it } from 'vitest';
import { serverUrl } from '../../../../src/platform/http/server-url.ts';

describe('the URL of a server', () => {
  it.each([
    ['http://127.0.0.1:3000', { family: 'IPv4', address: '127.0.0.1', port: 3000 }],
    ['http://[::1]:3000', { family: 'IPv6', address: '::1', port: 3000 }],
  ])('is %s', (url, address) => {
    expect(serverUrl({ address: () => address })).toBe(url);
  });

  it.each([null, '/run/server.sock'])('is not to be had of one that listens on no port (%s)', (address) => {
    expect(() => serverUrl({ address: () => address })).toThrow('listens on no port');
  });
});
