import { describe, expect, it } from 'vitest';
import { assess } from '../assess.ts';
import { repositoryOf } from '../repository/memory-repository.ts';
import type { Standard, Verdict } from '../standard.ts';
import { reportedScore, reportedStandard } from './json.ts';
import { sarifOf } from './sarif.ts';
import { scoreOf } from './score.ts';
import { tableLines } from './table.ts';

const standardOf = (id: string, verdict: Verdict, features: readonly string[] = []): Standard => ({
  id,
  title: `Title of ${id}`,
  why: 'Something breaks.',
  references: ['RFC 9110'],
  features,
  check: () => verdict,
  remedy: () => ({ kind: 'steps', steps: ['Do it.'] }),
});

const choices = { name: 'a', preset: 'minimal', stack: '', database: '', auth: [], features: [] };
const repository = repositoryOf(new Map([['package.json', '{}']]), choices);
const context = { repository, version: '1.2.3', features: new Set(['queue']) };
const assessments = assess(repository, [
  standardOf('API-01', {
    status: 'met',
    evidence: [{ path: 'a b.ts', line: 2 }],
    tests: [{ path: 'a.test.ts', line: 3 }],
  }),
  standardOf('API-02', {
    status: 'unmet',
    missing: 'no links',
    places: [{ path: 'a b.ts', line: 7 }, { path: 'c.ts' }],
  }),
  standardOf('REL-04', { status: 'unmet', missing: 'no queue' }, ['queue']),
  standardOf('OPS-01', { status: 'unknown', because: 'elsewhere', command: 'curl it' }),
  standardOf('OPS-05', { status: 'not-applicable', because: 'not chosen' }),
]);

describe('the score', () => {
  it('is the share of what applies, rounded down', () => {
    expect(scoreOf(assessments)).toEqual({ met: 1, unmet: 2, unknown: 1, notApplicable: 1, percent: 25 });
    expect(scoreOf(assessments.slice(0, 1)).percent).toBe(100);
    expect(scoreOf(assessments.slice(0, 3)).percent).toBe(33);
    expect(scoreOf([]).percent).toBe(100);
  });

  it('is told for each group', () => {
    const { groups } = reportedScore(assessments);
    expect(Object.keys(groups)).toEqual(['API', 'REL', 'OPS']);
    expect(groups.OPS).toMatchObject({ unknown: 1, notApplicable: 1, percent: 0 });
  });
});

describe('the report for programs', () => {
  it('has every standard in one form', () => {
    const reported = assessments.map((assessment) => reportedStandard(assessment, context));
    expect(reported[0]).toMatchObject({ id: 'API-01', group: 'API', status: 'met', missing: null, remedy: null });
    expect(reported[1]).toMatchObject({
      missing: 'no links',
      evidence: [],
      remedy: { kind: 'steps', steps: ['Do it.'] },
    });
    const remedy = { kind: 'add', feature: 'queue', command: 'npx create-backend-architect@1.2.3 add queue' };
    expect(reported[2]).toMatchObject({ remedy });
    expect(reported[3]).toMatchObject({ status: 'unknown', missing: 'elsewhere', command: 'curl it' });
    expect(new Set(reported.map((standard) => Object.keys(standard).join())).size).toBe(1);
  });
});

describe('the table', () => {
  const plain = (text: string): string => text;
  const lines = tableLines(assessments, context, { good: plain, bad: plain, dim: plain, strong: plain });

  it('has each group with its score, its standards and the next step', () => {
    expect(lines).toEqual([
      'API  1 of 2',
      '  ✔ API-01   Title of API-01  a b.ts:2, tested in a.test.ts:3',
      '  ✖ API-02   Title of API-02  no links',
      '  next API-02: Do it.',
      '',
      'Resilience  0 of 1',
      '  ✖ REL-04   Title of REL-04  no queue',
      '  next REL-04: npx create-backend-architect@1.2.3 add queue',
      '',
      'Operations  0 of 1',
      '  ? OPS-01   Title of OPS-01  elsewhere (curl it tells)',
      '  – OPS-05   Title of OPS-05  not chosen',
      '  next OPS-01: Do it.',
      '',
      '25 %  1 met, 2 open, 1 cannot be seen, 1 do not apply',
    ]);
  });
});

describe('SARIF', () => {
  /** The parts of the format that the tests look at, all of which are required by it or by code scanning. */
  interface Sarif {
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly kind: string;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly unknown[];
        readonly relatedLocations?: readonly unknown[];
      }[];
    }[];
  }
  const sarif = sarifOf(assessments, context) as Sarif;
  const [run] = sarif.runs;

  it('has a rule for each standard, and a result for each that is open or not to be seen', () => {
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(assessments.map(({ standard }) => standard.id));
    expect(run?.results.map(({ ruleId, kind, level }) => [ruleId, kind, level])).toEqual([
      ['API-02', 'fail', 'warning'],
      ['REL-04', 'fail', 'warning'],
      ['OPS-01', 'review', 'none'],
    ]);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('places every result, as a URI', () => {
    const at = (uri: string, startLine: number): object => ({
      physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' }, region: { startLine } },
    });
    expect(run?.results.map(({ locations }) => locations)).toEqual([
      [at('a%20b.ts', 7)],
      [at('package.json', 1)],
      [at('package.json', 1)],
    ]);
    expect(run?.results[0]?.relatedLocations).toEqual([{ id: 1, ...at('c.ts', 1) }]);
  });
});
