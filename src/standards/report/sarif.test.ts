import { beforeAll, describe, expect, it } from 'vitest';
import { assess, type Assessment } from '../assess.ts';
import { readStandards } from '../catalogue-disk.ts';
import { withFiles } from '../repository/memory-repository.ts';
import type { Repository } from '../repository/repository.ts';
import { sarifSchema } from '../testing/sarif-schema.ts';
import { shop } from '../testing/shop.ts';
import { smallServer } from '../testing/small-server.ts';
import { sarifOf } from './sarif.ts';

const standards = await readStandards();

/** What is wrong with a report, by the standard. */
const faultsOf = (report: unknown): readonly unknown[] => sarifSchema.safeParse(report).error?.issues ?? [];

const reportOn = (repository: Repository, assessments: readonly Assessment[]): object =>
  sarifOf(assessments, { repository, version: '0.1.0' });

describe('a report, by SARIF 2.1.0', () => {
  let emitted: Repository;

  beforeAll(async () => {
    emitted = await shop();
  }, 60_000);

  it('is valid for a repository of ours', () => {
    const assessments = assess(emitted, standards);
    expect(assessments.some(({ verdict }) => verdict.status === 'unmet')).toBe(true);
    expect(faultsOf(reportOn(emitted, assessments))).toEqual([]);
  });

  it('is valid where much is open, with places', () => {
    const tests = emitted.files.filter((path) => path.startsWith('test/'));
    const bare = withFiles(emitted, Object.fromEntries(tests.map((path) => [path, undefined])));
    expect(faultsOf(reportOn(bare, assess(bare, standards)))).toEqual([]);
  });

  it('is valid for a repository of somebody else, of which much cannot be seen', () => {
    const other = smallServer({ 'src/main.js': "require('express')().get('/a b', () => {});\n" });
    const assessments = assess(other, standards);
    expect(assessments.some(({ verdict }) => verdict.status === 'unknown')).toBe(true);
    expect(faultsOf(reportOn(other, assessments))).toEqual([]);
  });

  it('is valid without a finding', () => {
    expect(faultsOf(reportOn(emitted, []))).toEqual([]);
  });

  it.each([
    ['another version', { version: '2.0.0' }],
    ['no runs', { runs: undefined }],
    ['a member that the standard does not know', { findings: [] }],
    ['no tool', { runs: [{ results: [] }] }],
  ])('is not valid with %s', (_what, change) => {
    expect(faultsOf({ ...reportOn(emitted, []), ...change })).not.toEqual([]);
  });

  it.each([
    ['a line that counts from 0', (text: string) => text.replace('"startLine":1', '"startLine":0')],
    ['a place that is no URI', (text: string) => text.replace(/"uri":"/, '"uri":"a b/')],
    ['a level where nothing failed', (text: string) => text.replace('"kind":"fail"', '"kind":"review"')],
    ['the index of another rule', (text: string) => text.replace(/"ruleIndex":\d+/, '"ruleIndex":109')],
  ])('is not valid with %s', (_what, spoil) => {
    const text = JSON.stringify(reportOn(emitted, assess(emitted, standards)));
    expect(spoil(text)).not.toBe(text);
    expect(faultsOf(JSON.parse(spoil(text)))).not.toEqual([]);
  });
});
