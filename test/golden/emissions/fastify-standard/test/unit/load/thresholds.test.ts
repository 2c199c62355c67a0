import { describe, expect, it } from 'vitest';
import { profiles } from '../../load/profiles.ts';
import { violationsOf } from '../../load/thresholds.ts';

const good = { requests: 10_000, failures: 0, refused: 0, p95: 12 };

describe('the limits of load tests', () => {
  it('accept a fast server that answers everything', () => {
    expect(violationsOf(good, true)).toEqual([]);
  });

  it('refuse slow answers under a measured load', () => {
    expect(violationsOf({ ...good, p95: 200 }, true)).toEqual(['95 of 100 answers took up to 200 ms (limit 200 ms)']);
  });

  it.each(['failures', 'refused'] as const)('refuse one of a thousand requests as %s under a measured load', (kind) => {
    expect(violationsOf({ ...good, [kind]: 10 }, true)).toEqual(['0.10 % of the requests failed (limit 0.1 %)']);
  });

  it('let an overloaded server be slow and refuse work', () => {
    expect(violationsOf({ ...good, p95: 3000, refused: 9000 }, false)).toEqual([]);
  });

  it('do not let an overloaded server fail', () => {
    expect(violationsOf({ ...good, failures: 10 }, false)).toHaveLength(1);
  });

  it('refuse a server that answers nothing', () => {
    expect(violationsOf({ ...good, requests: 0 }, true)).toEqual(['no request was answered']);
  });
});

describe('the load profiles', () => {
  it('reach ten times the usual load in the stress profile, and measure the recovery', () => {
    const [before, peak, after] = profiles.stress.stages;
    expect(peak.connections).toBe(before.connections * 10);
    expect(after).toEqual(before);
  });
});
