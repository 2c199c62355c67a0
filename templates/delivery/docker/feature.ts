import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, ComposeService, Slots } from '../../../src/compose/slots.ts';

const database: ComposeService = {
  name: 'database',
  definition: {
    image: 'postgres:18.4-trixie',
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
      NODE_ENV: 'development',
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: 'postgres://migrator:${MIGRATOR_PASSWORD:?is not set, see the README}@database:5432/app',
    },
    depends_on: { database: { condition: 'service_healthy' } },
  },
  order: 110,
};

const mail: ComposeService = {
  name: 'mail',
  definition: {
    image: 'axllent/mailpit:v1.27',
    restart: 'unless-stopped',
    ports: ['127.0.0.1:${MAIL_PORT:-8025}:8025'],
    healthcheck: {
      test: ['CMD', '/mailpit', 'readyz'],
      interval: '5s',
      timeout: '3s',
      retries: 10,
    },
  },
  order: 300,
};

const addPostgres = (slots: Slots): void => {
  for (const name of ['POSTGRES_PASSWORD', 'MIGRATOR_PASSWORD', 'APPLICATION_PASSWORD']) slots.secrets.add({ name });
  slots.composeServices.add(database);
  slots.composeServices.add(migrate);
  slots.appEnvironment.set('DATABASE_URL', applicationUrl);
};

const addDocs = (slots: Slots): void => {
  slots.docs.add({
    section: 'deployment',
    title: 'Container image',
    body: [
      '`docker build .` makes an image of the compiled server and its production packages. It runs as an unprivileged user,',
      'with a read-only file system and without capabilities; only `/tmp` (and `/data`, outside production) is written to.',
      'Node.js is process 1 and gets the signals: give it at least 30 seconds to stop. The health check asks `/health/live`.',
      '',
      'The base image is pinned by version. To pin its bytes, append the digest that the first lines of the `Dockerfile` tell',
      'how to find.',
      '',
      'A release: build, run the migrations as a job of the same image, then replace the servers one by one.',
    ].join('\n'),
  });
  slots.docs.add({
    section: 'deployment',
    title: 'Docker Compose',
    body: [
      '`docker compose up --build --wait` starts the whole system on one machine, for development: the server on port 3000',
      'and what it needs. The passwords of the database are read from `.env`, which is not committed. In a fresh clone, make them:',
      '',
      '```sh',
      'for name in POSTGRES_PASSWORD MIGRATOR_PASSWORD APPLICATION_PASSWORD; do echo "$name=$(openssl rand -hex 24)" >> .env; done',
      '```',
      '',
      '`docker compose run --rm app node dist/src/commands/db.js seed` fills the tables, and',
      '`docker compose down --volumes` removes everything.',
    ].join('\n'),
  });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['A05:2021'],
    control: 'Unprivileged image with a read-only file system',
    file: 'Dockerfile',
    test: 'test/unit/compose.test.ts',
  },
];

export default defineFeature({
  id: 'docker',
  axis: 'delivery',
  title: 'Docker',
  description:
    'A small, unprivileged production image, and a compose file that starts the whole system with one command',
  presets: ['minimal', 'standard', 'full'],
  contribute: (project, slots) => {
    for (const control of controls) slots.controls.add(control);
    addDocs(slots);
    if (project.has('postgres')) addPostgres(slots);
    if (!project.has('mail')) return;
    slots.composeServices.add(mail);
    slots.appEnvironment.set('MAIL_URL', 'smtp://mail:1025');
  },
});
