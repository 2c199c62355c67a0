import { describe, expect, it } from 'vitest';
import { MalformedRequestError } from '../../../../src/platform/errors.ts';
import { normalizeTarget, targetFault } from '../../../../src/platform/http/request-target.ts';

describe('the target of a request', () => {
  it.each([
    ['/api/v1/things?limit=1', '/api/v1/things?limit=1'],
    ['/%61pi/v1/thing%73?q=%61', '/api/v1/things?q=%61'],
    ['/a%2Fb%20c%2e', '/a%2Fb%20c.'],
    ['http://example.com/api/v1/things?limit=1', '/api/v1/things?limit=1'],
    ['HTTPS://example.com', '/'],
    ['http://example.com?limit=1', '/?limit=1'],
    ['*', '*'],
    ['http://', '/http://'],
  ])('%s is %s', (target, expected) => {
    expect(normalizeTarget(target)).toBe(expected);
  });

  it.each(['/%', '/%zz', '/%ff', '/things?q=%E0%A4%A', '/things?q=%', '/things#here', '/#', '/%?q=1'])(
    'is found to mean nothing when it is %s',
    (target) => {
      expect(targetFault(normalizeTarget(target))).toBeInstanceOf(MalformedRequestError);
    },
  );

  it('has a path that every router can read, even so', () => {
    for (const target of ['/api/v1/things/%', '/api/v1/things/%zz?limit=1', '/api/v1/things/%ff']) {
      const [path = ''] = normalizeTarget(target).split('?');
      expect(path.startsWith('/api/v1/things/')).toBe(true);
      expect(() => decodeURIComponent(path)).not.toThrow();
    }
  });

  it('is left alone when it is encoded correctly', () => {
    for (const target of ['/', '/things?q=%F0%9F%98%80&limit=1', '/%00', '*']) {
      expect(normalizeTarget(target)).toBe(target);
      expect(targetFault(target)).toBeUndefined();
    }
  });
});
