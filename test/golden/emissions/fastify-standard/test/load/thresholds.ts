/** What one stage of load showed. */
export interface Measurement {
  readonly requests: number;
  /** Answers of 500 and above but 503, connections that broke, and requests without an answer. */
  readonly failures: number;
  /** Answers of 503 and 429: the server protected itself. */
  readonly refused: number;
  /** 95 of 100 answers came within, in milliseconds. */
  readonly p95: number;
}

/** The limits of the service: 95 of 100 answers within 200 ms, fewer than one failure in a thousand requests. */
export const limits = { p95: 200, failureRate: 0.001 } as const;

/**
 * What a stage did not keep, one sentence each. In an overload the server may refuse work, and be slow, but not fail;
 * under a measured load refusals are failures, too.
 */
export const violationsOf = (result: Measurement, measured: boolean): string[] => {
  if (result.requests === 0) return ['no request was answered'];
  const failures = result.failures + (measured ? result.refused : 0);
  const rate = failures / result.requests;
  return [
    ...(rate < limits.failureRate ? [] : [`${(rate * 100).toFixed(2)} % of the requests failed (limit 0.1 %)`]),
    ...(measured && result.p95 >= limits.p95
      ? [`95 of 100 answers took up to ${String(result.p95)} ms (limit ${String(limits.p95)} ms)`]
      : []),
  ];
};
