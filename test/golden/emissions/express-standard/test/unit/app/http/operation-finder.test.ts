import { describe, expect, it } from 'vitest';
import { operationFinder } from '../../../../src/app/http/operation-finder.ts';
import { createThing, getOwnThing, getThing } from '../support/things.ts';

const find = operationFinder([getThing, createThing, getOwnThing]);

describe('operationFinder', () => {
  it('finds the operation of a method and a path', () => {
    expect(find('POST', '/api/v1/boxes/7/things')).toMatchObject({ operation: createThing, params: { box: '7' } });
    expect(find('HEAD', '/api/v1/things/lid')).toMatchObject({ operation: getThing, pattern: '/api/v1/things/:name' });
  });

  it('takes a word before a parameter', () => {
    expect(find('GET', '/api/v1/things/mine')?.operation).toBe(getOwnThing);
  });

  it('knows the methods of a path that has not the one asked for', () => {
    expect(find('PUT', '/api/v1/things/lid')).toMatchObject({ operation: undefined, methods: ['GET', 'HEAD'] });
  });

  it('knows no other spelling of a path', () => {
    for (const path of [
      '/',
      '/api/v1/things/lid/',
      '/api/v1/THINGS/lid',
      '/api/v1/%74hings/lid',
      '/api/v1/things//lid',
    ]) {
      expect([path, find('GET', path)]).toEqual([path, undefined]);
    }
  });

  it('decodes parameters, and keeps their slashes', () => {
    expect(find('GET', '/api/v1/things/a%20b%2Fc')?.params).toEqual({ name: 'a b/c' });
  });
});
