import { describe, expect, it } from 'vitest';

import { BoundedMap } from '../../../src/platform/bounded-map.ts';

describe('a bounded map', () => {
  it('forgets the oldest entry when it is full', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 2, 3]);
  });

  it('takes an entry that is set again for a new one', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect([...map.entries()]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });

  it('forgets on request, one entry or all', () => {
    const map = new BoundedMap<string, number>(3);
    for (const key of ['a', 'b', 'c']) map.set(key, 1);
    for (const [key] of map.entries()) if (key !== 'b') map.delete(key);
    expect([...map.entries()]).toEqual([['b', 1]]);
    map.clear();
    expect(map.get('b')).toBeUndefined();
  });
});
