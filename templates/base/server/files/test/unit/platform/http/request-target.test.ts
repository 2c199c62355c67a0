import { describe, expect, it } from 'vitest';
import { MalformedRequestError } from '../../../../src/platform/errors.ts';
import { normalizeTarget, requireTarget } from '../../../../src/platform/http/request-target.ts';

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

  it.each(['/%', '/%zz', '/%ff', '/things?q=%E0%A4%A', '/things?q=%', '/things#here', '/#'])(
    'is refused when it is %s',
    (target) => {
      expect(() => {
        requireTarget(target);
      }).toThrow(MalformedRequestError);
    },
  );

  it('is left alone when it is encoded correctly', () => {
    for (const target of ['/', '/things?q=%F0%9F%98%80&limit=1', '/%00', '*']) {
      expect(() => {
        requireTarget(target);
      }).not.toThrow();
    }
  });
});
