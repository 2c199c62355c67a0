import { describe, expect, it } from 'vitest';
import { standardGroups } from '../../options/standard-groups.ts';
import { groups, groupTitles, type Standard } from '../../standards/standard.ts';
import { UsageError } from '../failures.ts';
import { readCheckInput } from './input.ts';

const standards = ['API-01', 'SEC-02'].map((id): Standard => ({
  id,
  title: id,
  why: '',
  references: [],
  features: [],
  check: () => ({ status: 'unknown', because: '' }),
  remedy: () => ({ kind: 'steps', steps: [] }),
}));

const problemsOf = (...argv: readonly string[]): readonly string[] => {
  try {
    readCheckInput(argv, standards);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.problems.map(({ option }) => option);
    throw error;
  }
};

describe('the arguments of a check', () => {
  it('offer the groups that there are', () => {
    expect(standardGroups).toEqual(groups.map((value) => ({ value, description: groupTitles[value] })));
  });

  it('select groups and standards, in any case of letters', () => {
    const { selection, sarif, values } = readCheckInput(
      ['--group', 'sec,Api', '--id', 'api-01', '--sarif=./out//a.sarif'],
      standards,
    );
    expect(selection).toEqual({ groups: ['API', 'SEC'], ids: ['API-01'] });
    expect(sarif).toBe('out/a.sarif');
    expect(values.write).toBeUndefined();
    expect(readCheckInput([], standards).selection).toEqual({});
  });

  it('are all looked at, not only the first', () => {
    const argv = ['--group', 'xx', '--id', 'API-99', '--fail-on', 'often', '--sarif', '/tmp/x', 'word'];
    expect(problemsOf(...argv).toSorted()).toEqual(['check', 'fail-on', 'group', 'id', 'sarif']);
  });

  it.each(['../a', 'a/../../b', '/etc/a', '.git/a', 'con.sarif'])('lead no report to %s', (path) => {
    expect(problemsOf(`--sarif=${path}`)).toEqual(['sarif']);
  });
});
