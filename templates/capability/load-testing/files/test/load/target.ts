import { seedDatabase } from '../e2e/support/seed.ts';
import { launchServer, untilReady } from '../e2e/support/server.ts';
import { createTestDatabase } from '../support/database.ts';

/** A server under load, and how to end it. */
export interface Target {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the built server as production does, but without rate limits, on a seeded database of its own. */
export const startTarget = async (): Promise<Target> => {
  const database = await createTestDatabase();
  try {
    seedDatabase(database);
    const server = await launchServer(database);
    await untilReady(server);
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** A server that somebody else started, and ends. */
export const givenTarget = (url: string): Target => ({ url: url.replace(/\/$/, ''), stop: () => Promise.resolve() });
