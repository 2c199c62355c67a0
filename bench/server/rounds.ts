import type { Contender } from './contenders.ts';
import { load, type Drive, type LoadResult } from './load.ts';
import { median } from '../statistics.ts';
import { assertSameBodies } from './same-work.ts';
import { memoryOf, startServer, stopServer, type RunningServer } from './processes.ts';
import { comparedPaths, scenarios, signIn, type Material, type Scenario } from './scenarios.ts';

/** What one server did in one scenario, round by round. */
export interface Series {
  readonly scenario: string;
  readonly server: string;
  readonly results: LoadResult[];
}

/** What a server needs besides time. */
export interface Footprint {
  readonly server: string;
  readonly startMs: number;
  readonly idleMegabytes: number;
  readonly loadedMegabytes: number;
}

interface Running {
  readonly contender: Contender;
  readonly server: RunningServer;
  readonly idleMegabytes: number;
}

const STARTS = 3;

/** Part of the requests that may fail: on a busy machine a server may refuse one. */
const TOLERATED = 0.001;

/** Starts a server several times, since the first time reads its files from the disk; it runs on after the last. */
const start = async (contender: Contender): Promise<Running & { startMs: number }> => {
  const times: number[] = [];
  for (;;) {
    const server = await startServer(contender.command);
    times.push(server.startMs);
    if (times.length < STARTS) await stopServer(server);
    else return { contender, server, idleMegabytes: memoryOf(server), startMs: median(times) };
  }
};

const measure = async (
  scenario: Scenario,
  { contender, server }: Running,
  material: Omit<Material, 'token'>,
  drive: Drive,
) => {
  const token = contender.bare ? undefined : await signIn(server.url);
  const result = await load(server, scenario.requests({ ...material, token }), drive);
  const lost = result.failed + result.refused;
  if (lost > result.succeeded * TOLERATED) {
    throw new Error(
      `${server.name}, ${scenario.title}: ${String(lost)} of ${String(result.succeeded + lost)} requests failed.`,
    );
  }
  return result;
};

interface RoundsOptions extends Drive {
  readonly rounds: number;
}

/**
 * Measures every scenario on every server, round after round, so that a busy machine is busy for all of them. All
 * servers run from the beginning to the end; one is driven at a time. The first round warms them up and does not count.
 */
export const runRounds = async (
  contenders: readonly Contender[],
  material: Omit<Material, 'token'>,
  { rounds, ...drive }: RoundsOptions,
): Promise<{ series: readonly Series[]; footprints: readonly Footprint[] }> => {
  const running: Awaited<ReturnType<typeof start>>[] = [];
  try {
    for (const contender of contenders) running.push(await start(contender));
    await assertSameBodies(
      running.map(({ server }) => server),
      comparedPaths(material),
    );
    const measurements = scenarios.flatMap((scenario) =>
      running
        .filter(({ contender }) => !contender.bare || scenario.forBare)
        .map((one) => ({ one, scenario, results: [] as LoadResult[] })),
    );
    for (let round = 0; round <= rounds; round += 1) {
      for (const { one, scenario, results } of measurements) {
        const result = await measure(scenario, one, material, drive);
        if (round > 0) results.push(result);
      }
    }
    const series = measurements.map(({ one, scenario, results }) => ({
      scenario: scenario.title,
      server: one.server.name,
      results,
    }));
    const footprints = running.map(({ server, startMs, idleMegabytes }) => ({
      server: server.name,
      startMs,
      idleMegabytes,
      loadedMegabytes: memoryOf(server),
    }));
    return { series, footprints };
  } finally {
    for (const { server } of running) await stopServer(server);
  }
};
