import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../statistics.ts';

/** A command that is measured: arguments of Node.js. */
export interface Contender {
  readonly name: string;
  readonly args: readonly string[];
}

/** Medians of a contender. */
export interface Measurement {
  readonly name: string;
  readonly milliseconds: number;
  readonly megabytes: number;
  /** How many files it wrote. */
  readonly files: number;
}

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly files: number;
}

/** Tells the peak of resident memory, in kilobytes, through a pipe of its own. */
const memoryReporter = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`,
)}`;

const countFiles = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

/** Where and how the contenders run. */
export interface Setting {
  readonly rounds: number;
  /** The folder in which each run gets one of its own: it decides the disk that is written to. */
  readonly base: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/** Runs a contender once in an empty folder. The home is empty too: some peers keep a history there. */
const runOnce = async (
  { name, args }: Contender,
  { base, env, withMemory }: { base: string; env: Setting['env']; withMemory: boolean },
): Promise<Run> => {
  const folder = mkdtempSync(join(base, 'run-'));
  const begin = performance.now();
  const child = spawn(process.execPath, withMemory ? ['--import', memoryReporter, ...args] : args, {
    cwd: folder,
    env: { ...env, HOME: mkdtempSync(join(base, 'home-')) },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let kilobytes = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => (kilobytes += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const milliseconds = performance.now() - begin;
  if (code !== 0) throw new Error(`${name} ended with code ${String(code)}.`);
  return { milliseconds, megabytes: Number(kilobytes) / 1024, files: countFiles(folder) };
};

const medians = (name: string, timed: readonly Run[], weighed: readonly Run[]): Measurement => ({
  name,
  milliseconds: median(timed.map((run) => run.milliseconds)),
  megabytes: median(weighed.map((run) => run.megabytes)),
  files: timed[0]?.files ?? 0,
});

const memoryRounds = 3;

/**
 * Measures the contenders, round by round, in new folders. Memory is measured in rounds of its own,
 * since that takes time. Nothing is removed: see `inFreshFolder`.
 */
export const measure = async (
  contenders: readonly Contender[],
  { rounds, base, env }: Setting,
): Promise<readonly Measurement[]> => {
  const results = contenders.map(({ name }) => ({ name, timed: [] as Run[], weighed: [] as Run[] }));
  for (let round = 0; round < rounds + memoryRounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const withMemory = round >= rounds;
      const result = await runOnce(contender, { base, env, withMemory });
      results[index]?.[withMemory ? 'weighed' : 'timed'].push(result);
    }
  }
  return results.map(({ name, timed, weighed }) => medians(name, timed, weighed));
};

/**
 * Gives all measurements of a run one new folder below `parent`, and removes it after the last. Not between them, and not
 * in the folder for temporary files of all programs: ext4 creates files up to twenty times slower where others were
 * removed in the last minutes.
 */
export const inFreshFolder = async <Result>(
  parent: string,
  work: (base: string) => Promise<Result>,
): Promise<Result> => {
  mkdirSync(parent, { recursive: true });
  const base = mkdtempSync(join(parent, 'scaffold-'));
  try {
    return await work(base);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
};
