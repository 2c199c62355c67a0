import type { Repository } from '../../repository/repository.ts';
import { code, place } from '../markdown.ts';
import type { Settings } from './settings.ts';

type Row = readonly [target: string, value: string, heldBy: string];

interface Stated {
  readonly target: string;
  readonly pattern: RegExp;
  readonly value: (text: string) => string;
}

/** Limits as load tests write them: ours, k6's and Artillery's. The first group is the number. */
const limits: readonly Stated[] = [
  {
    target: '95 of 100 answers within',
    pattern: /\bp95\s*:\s*(\d+)|p\(95\)\s*<\s*(\d+)/,
    value: (text) => `${text} ms`,
  },
  {
    target: 'failed requests below',
    pattern: /\bfailureRate\s*:\s*(0?\.\d+)|http_req_failed[^\n]*rate\s*<\s*(0?\.\d+)/,
    value: (text) => `${String(Number(text) * 100)} %`,
  },
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const fromLoadTests = (repository: Repository): readonly Row[] => {
  const files = repository.matching(/^(test\/load|load|load-tests|tests\/load|k6|perf)\/[^/]+\.[cm]?[jt]s$/);
  return limits.flatMap(({ target, pattern, value }): Row[] => {
    for (const path of files) {
      const text = repository.text(path) ?? '';
      const match = pattern.exec(text);
      const number = match?.[1] ?? match?.[2];
      if (match === null || number === undefined) continue;
      return [[target, value(number), place({ path, line: lineOf(text, match.index) })]];
    }
    return [];
  });
};

/** Bounds that the configuration sets, by variable. */
const bounds: readonly { readonly name: string; readonly target: string; readonly unit: string }[] = [
  { name: 'OVERLOAD_MAX_IN_FLIGHT', target: 'requests in flight in one process', unit: '' },
  { name: 'RATE_LIMIT_USER', target: 'requests of one user', unit: ' a minute' },
  { name: 'RATE_LIMIT_ANONYMOUS', target: 'requests of one address', unit: ' a minute' },
  { name: 'DATABASE_POOL_MAX', target: 'database connections of one process', unit: '' },
  { name: 'DATABASE_STATEMENT_TIMEOUT_MS', target: 'longest statement', unit: ' ms' },
  { name: 'DATABASE_SLOW_QUERY_MS', target: 'a query counts as slow from', unit: ' ms' },
  { name: 'SHUTDOWN_TIMEOUT', target: 'a process has ended after', unit: ' s' },
];

/** The targets that the repository states somewhere where something holds them: load tests and configuration. */
export const statedTargets = (repository: Repository, settings: Settings): readonly Row[] => {
  const fromSettings = bounds.flatMap(({ name, target, unit }): Row[] => {
    const value = settings.get(name);
    return value === undefined || value === '' ? [] : [[target, `${value}${unit}`, code(name)]];
  });
  const rows = [...fromLoadTests(repository), ...fromSettings];
  return rows.length > 0 ? rows : [['none', 'nothing in this repository states one', 'PERF-01']];
};
