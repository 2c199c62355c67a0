import { createHistogram } from 'node:perf_hooks';
import autocannon, { type Instance, type Options, type Request, type Result } from 'autocannon';
import { cpuOf, type RunningServer } from './processes.ts';

/** What a server did under load for some seconds. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Time of a CPU for one request, in microseconds. */
  readonly cpuMicroseconds: number;
  readonly succeeded: number;
  /** Answers of 503 that tell the client when to come again: the server protected itself. */
  readonly refused: number;
  /** Other answers than 2xx, broken connections and time-outs. */
  readonly failed: number;
}

/** How hard a server is driven. */
export interface Drive {
  readonly connections: number;
  readonly seconds: number;
}

const drive = (options: Options, watch: (instance: Instance) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: Error | null, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
    watch(instance);
  });

/** Drives a server: each connection sends its next request when the last one is answered. */
export const load = async (
  server: RunningServer,
  requests: Request[],
  { connections, seconds }: Drive,
): Promise<LoadResult> => {
  const times = createHistogram();
  let refused = 0;
  const before = cpuOf(server);
  const options = { url: server.url, requests, connections, duration: seconds, timeout: 30 };
  const result = await drive(options, (instance) => {
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      if (status === 503) refused += 1;
      else times.record(Math.max(1, Math.round(milliseconds * 1000)));
    });
  });
  const percentile = (percent: number): number => times.percentile(percent) / 1000;
  return {
    requestsPerSecond: times.count / result.duration,
    p50: percentile(50),
    p95: percentile(95),
    p99: percentile(99),
    cpuMicroseconds: ((cpuOf(server) - before) * 1000) / (times.count + refused),
    succeeded: result['2xx'],
    refused,
    failed: result.non2xx - refused + result.errors,
  };
};
