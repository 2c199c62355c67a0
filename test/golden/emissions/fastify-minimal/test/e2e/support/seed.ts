import { spawnSync } from 'node:child_process';
import type { DatabaseAddress } from './server.ts';

/** Fills a migrated database by the built command, as `npm run db:seed` does by the sources. */
export const seedDatabase = ({ url, migrationUrl }: DatabaseAddress): void => {
  const { status } = spawnSync(process.execPath, ['dist/src/commands/db.js', 'seed'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: url,
      DATABASE_MIGRATION_URL: migrationUrl,
    },
  });
  if (status !== 0) throw new Error('The seeds failed; their output is above.');
};
