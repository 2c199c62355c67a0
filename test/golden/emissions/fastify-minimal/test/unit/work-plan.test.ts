import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRun, isTestFile, parsePlace, readPlan } from './support/work-plan.ts';

const items = readPlan(readFileSync('TODO_backend-architect.md', 'utf8'));
const ticked = items.filter((item) => item.ticked);
const missing = (places: readonly string[]): string[] =>
  places.filter((place) => {
    const { path, line = 1 } = parsePlace(place);
    return !existsSync(path) || readFileSync(path, 'utf8').split('\n').length < line;
  });

describe('the work plan', () => {
  it('has each ID once', () => {
    const ids = items.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids).not.toHaveLength(0);
  });

  it('ticks nothing without evidence', () => {
    expect(ticked.filter(({ evidence }) => evidence.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('names evidence and tests that exist', () => {
    const broken = ticked.map(({ id, evidence, tests }) => [id, missing([...evidence, ...tests])] as const);
    expect(
      broken.filter(([, places]) => places.length > 0),
      'Run `npm run architect:check`, which looks for the evidence anew; where it is not installed, untick these boxes.',
    ).toEqual([]);
  });

  it('rests on no test that is skipped', () => {
    const idle = (place: string): boolean => {
      const { path, line } = parsePlace(place);
      return isTestFile(path) && existsSync(path) && !isRun(readFileSync(path, 'utf8'), line);
    };
    const resting = ticked.map(({ id, tests }) => [id, tests.filter(idle)] as const);
    expect(resting.filter(([, places]) => places.length > 0)).toEqual([]);
  });
});
