import { loadEnvironment } from '../config/environment.ts';
import type { Source } from '../config/source.ts';
import { createPlatform } from '../platform/platform.ts';
import type { SeedContext } from './seeding.ts';
import { seeds } from './seeds.ts';

/** The tables cannot be filled like this. */
export class SeedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SeedError';
  }
}

interface SeedOptions {
  readonly force: boolean;
  readonly say: (line: string) => void;
}

/**
 * Fills the tables, for development.
 *
 * @throws EnvironmentError; SeedError in production without `force`, or when a variable of the seeds is wrong;
 * PendingMigrationsError outside of development when there are no tables for it
 */
export const seed = async (source: Source, { force, say }: SeedOptions): Promise<void> => {
  const env = loadEnvironment(source);
  if (env.NODE_ENV === 'production' && !force) {
    throw new SeedError('Seeds are rows for development: in production they need --force.');
  }
  const platform = await createPlatform({ ...env, LOG_LEVEL: 'warn' });
  try {
    // In development the missing migrations run now; anywhere else somebody has to have run them.
    await platform.health.completeStart();
    const context: SeedContext = { platform, say, count: (name, fallback) => countIn(source, name, fallback) };
    for (const [name, run] of seeds) say(`${name}: ${await run(context)} rows`);
  } finally {
    await platform.close();
  }
};

/**
 * How many rows of a table to make.
 *
 * @throws SeedError when the variable for it holds anything but a number of them
 */
export const countIn = (source: Source, name: string, fallback: number): number => {
  const variable = `SEED_${name.toUpperCase().replaceAll('-', '_')}`;
  const text = source[variable];
  if (text === undefined) return fallback;
  // Not none: what refers to them would have nothing to refer to.
  if (!/^0*[1-9]\d{0,7}$/.test(text)) throw new SeedError(`${variable}: must be a whole number, 1 or more.`);
  return Number(text);
};
