import { describe, expect, it } from 'vitest';
import { assess, inOrder } from './assess.ts';
import { remedyOf } from './remedy.ts';
import { choicesOf } from './repository/choices.ts';
import { repositoryOf } from './repository/memory-repository.ts';
import { defineStandard, groupOf, type Standard, type Verdict } from './standard.ts';
import { met, notApplicable, steps, unmet } from './verdicts.ts';

const standardOf = (id: string, changes: Partial<Standard> = {}): Standard =>
  defineStandard({
    id,
    title: id,
    why: 'Because.',
    references: [],
    features: [],
    check: () => met([{ path: 'a' }]),
    remedy: () => steps('Do it.'),
    ...changes,
  });

const repository = repositoryOf(new Map([['a', '']]));

describe('assess', () => {
  const standards = ['DOC-01', 'API-02', 'API-01', 'SEC-01'].map((id) => standardOf(id));
  const idsOf = (selection?: Parameters<typeof assess>[2]): string[] =>
    assess(repository, standards, selection).map(({ standard }) => standard.id);

  it('goes by group, then by number', () => {
    expect(idsOf()).toEqual(['API-01', 'API-02', 'SEC-01', 'DOC-01']);
    expect(inOrder(standards).map(groupOf)).toEqual(['API', 'API', 'SEC', 'DOC']);
  });

  it('takes the groups and the standards that are wanted', () => {
    expect(idsOf({ groups: ['API'] })).toEqual(['API-01', 'API-02']);
    expect(idsOf({ ids: ['SEC-01'] })).toEqual(['SEC-01']);
    expect(idsOf({ groups: ['DOC'], ids: ['API-02'] })).toEqual(['API-02', 'DOC-01']);
    expect(idsOf({ ids: [] })).toEqual([]);
  });

  it('asks no check that does not apply', () => {
    const check = (): Verdict => {
      throw new Error('asked');
    };
    const [assessment] = assess(repository, [standardOf('API-01', { appliesTo: () => 'nobody wants it', check })]);
    expect(assessment?.verdict).toEqual(notApplicable('nobody wants it'));
  });

  it('goes on when a check fails', () => {
    const failing = standardOf('API-01', {
      check: () => {
        throw new TypeError('no such thing');
      },
    });
    const [first, second] = assess(repository, [failing, standardOf('API-02')]);
    expect(first?.verdict).toMatchObject({ status: 'unknown', because: 'the check of API-01 failed: no such thing' });
    expect(second?.verdict.status).toBe('met');
  });

  it('refuses an ID without a group', () => {
    expect(() => groupOf({ id: 'XYZ-01' })).toThrow('"XYZ-01" begins with no group');
  });
});

describe('the remedy', () => {
  const own = repositoryOf(new Map(), choicesOf({ name: 'shop' }, ['metrics']));
  const assessmentOf = (features: readonly string[]) => ({
    standard: standardOf('API-01', { features }),
    verdict: unmet('It is missing.'),
  });

  it('is the first feature that can be added and is not there', () => {
    expect(remedyOf(own, assessmentOf(['metrics', 'cache', 'queue']), new Set(['metrics', 'queue', 'cache']))).toEqual({
      kind: 'add',
      feature: 'cache',
    });
  });

  it.each([
    ['when this version has no such feature', own, ['cache'], []],
    ['when the feature is there already', own, ['metrics'], ['metrics']],
    ['when the repository is not ours', repository, ['cache'], ['cache']],
  ] as const)('is what the standard advises %s', (_when, where, features, available) => {
    expect(remedyOf(where, assessmentOf(features), new Set(available))).toEqual(steps('Do it.'));
  });
});
