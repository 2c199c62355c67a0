import { describe, expect, it } from 'vitest';
import { emitWith } from '../../../test/support/emitted.ts';

describe('Load tests', () => {
  it('ask for the collections that anybody may read, and no others', () => {
    const { emission } = emitWith({});
    const scenario = emission.get('test/load/scenario.ts')?.content ?? '';
    expect(scenario).toContain("['/api/v1/categories', '/api/v1/products']");
    expect(scenario).not.toContain('/api/v1/orders');
  });

  it('leave no trace when they are not wanted', () => {
    const { emission } = emitWith({ without: ['load-testing'] });
    expect([...emission.keys()].filter((path) => /\bload\b/.test(path))).toEqual([]);
    expect(emission.get('package.json')?.content).not.toContain('autocannon');
  });
});
