import type { ComposeService, Slots } from '../../../src/compose/slots.ts';

/** The server, in development and under the tests of the pipeline. */
export const image = 'postgres:18.4-trixie';

const database: ComposeService = {
  name: 'database',
  definition: {
    image,
    restart: 'unless-stopped',
    environment: {
      POSTGRES_DB: 'app',
      POSTGRES_PASSWORD: '${POSTGRES_PASSWORD:?is not set, see the README}',
      MIGRATOR_PASSWORD: '${MIGRATOR_PASSWORD:?is not set, see the README}',
      APPLICATION_PASSWORD: '${APPLICATION_PASSWORD:?is not set, see the README}',
    },
    ports: ['127.0.0.1:${DATABASE_PORT:-5432}:5432'],
    volumes: ['database:/var/lib/postgresql', './deploy/postgres/init:/docker-entrypoint-initdb.d:ro'],
    shm_size: '256mb',
    healthcheck: {
      // Over TCP: while the init scripts run, the server answers on its socket alone.
      test: ['CMD', 'pg_isready', '--username', 'postgres', '--dbname', 'app', '--host', '127.0.0.1'],
      interval: '2s',
      timeout: '2s',
      retries: 30,
    },
  },
  order: 100,
};

const applicationUrl = 'postgres://application:${APPLICATION_PASSWORD:?is not set, see the README}@database:5432/app';

const migrate: ComposeService = {
  name: 'migrate',
  definition: {
    command: ['node', 'dist/src/commands/db.js', 'migrate'],
    environment: {
      NODE_ENV: '${NODE_ENV:-development}',
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: 'postgres://migrator:${MIGRATOR_PASSWORD:?is not set, see the README}@database:5432/app',
    },
    depends_on: { database: { condition: 'service_healthy' } },
  },
  order: 110,
};

/** The server, the job that migrates it, and how the application reaches it. */
export const addContainers = (slots: Slots): void => {
  for (const name of ['POSTGRES_PASSWORD', 'MIGRATOR_PASSWORD', 'APPLICATION_PASSWORD']) slots.secrets.add({ name });
  slots.composeServices.add(database);
  slots.composeServices.add(migrate);
  slots.appEnvironment.set('DATABASE_URL', applicationUrl);
};
