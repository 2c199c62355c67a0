import { createHistogram } from 'node:perf_hooks';
import autocannon, { type Instance, type Options, type Request, type Result } from 'autocannon';
import type { Stage } from './profiles.ts';
import type { Measurement } from './thresholds.ts';

const isRefusal = (status: number): boolean => status === 429 || status === 503;

const run = (options: Options, watch: (instance: Instance) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: Error | null, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
    watch(instance);
  });

/** Drives the server with the load of one stage. */
export const runStage = async (url: string, requests: Request[], stage: Stage): Promise<Measurement> => {
  const times = createHistogram();
  let failures = 0;
  let refused = 0;
  const options = { url, requests, connections: stage.connections, duration: stage.seconds, timeout: 10 };
  const { errors } = await run(options, (instance) => {
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      times.record(Math.max(1, Math.round(milliseconds)));
      if (isRefusal(status)) refused += 1;
      else if (status >= 400) failures += 1;
    });
  });
  return { requests: times.count + errors, failures: failures + errors, refused, p95: times.percentile(95) };
};
