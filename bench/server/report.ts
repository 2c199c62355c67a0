import { median } from '../statistics.ts';
import { table } from '../table.ts';
import type { LoadResult } from './load.ts';
import type { Footprint, Series } from './rounds.ts';

const medianOf = ({ results }: Series, member: keyof LoadResult): number =>
  median(results.map((result) => result[member]));

/** How many times as fast: the median of the rounds' own ratios, since neighbours of a busy machine come and go. */
const ratio = (series: Series, base: Series | undefined): string => {
  if (base === undefined) return '';
  const ratios = series.results.map(
    (result, round) => result.requestsPerSecond / (base.results[round]?.requestsPerSecond ?? Number.NaN),
  );
  return median(ratios).toFixed(2);
};

/** A table of all scenarios: rates, their ratios to the bare servers, latencies, and the time of a CPU. */
export const ratesTable = (all: readonly Series[], bare: readonly string[]): string => {
  const find = (scenario: string, server: string) =>
    all.find((series) => series.scenario === scenario && series.server === server);
  return table(
    ['scenario', 'server', 'requests/s', ...bare.map((name) => `× ${name}`), 'p50 ms', 'p95 ms', 'p99 ms', 'CPU µs'],
    all.map((series) => [
      series.scenario,
      series.server,
      medianOf(series, 'requestsPerSecond').toFixed(0),
      ...bare.map((name) => ratio(series, find(series.scenario, name))),
      ...(['p50', 'p95', 'p99'] as const).map((member) => medianOf(series, member).toFixed(1)),
      medianOf(series, 'cpuMicroseconds').toFixed(0),
    ]),
  );
};

/** How many times as fast a signed-in read is as an anonymous one, and how much longer 95 of 100 take. */
export const signedInTable = (all: readonly Series[]): string => {
  const anonymous = (server: string) => all.find((one) => one.scenario === 'get by id' && one.server === server);
  const signedIn = all.filter(({ scenario }) => scenario === 'get by id, signed in');
  return table(
    ['server', 'signed in × anonymous'],
    signedIn.map((series) => [series.server, ratio(series, anonymous(series.server))]),
  );
};

/** A table of start-up time and memory. */
export const footprintTable = (footprints: readonly Footprint[]): string =>
  table(
    ['server', 'start to ready, ms', 'MB idle', 'MB after load'],
    footprints.map(({ server, startMs, idleMegabytes, loadedMegabytes }) => [
      server,
      startMs.toFixed(0),
      idleMegabytes.toFixed(0),
      loadedMegabytes.toFixed(0),
    ]),
  );
