import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const addImageDocs = (slots: Slots): void => {
  slots.docs.add({
    section: 'deployment',
    title: 'Container image',
    body: [
      '`docker build .` makes an image of the compiled server and its production packages. It runs as an unprivileged user,',
      'with a read-only file system and without capabilities; only `/tmp` (and `/data`, outside production) is written to.',
      'Node.js gets the signals: give it at least 30 seconds to stop. As process 1 it ignores those that come while it starts;',
      'below an init process (`docker run --init`) it ends. The health check asks `/health/live`.',
      '',
      'The base image is pinned by version. To pin its bytes, append the digest that the first lines of the `Dockerfile` tell',
      'how to find.',
      '',
      'A release: build, run the migrations as a job of the same image, then replace the servers one by one.',
    ].join('\n'),
  });
};

/** How the passwords come about that the compose file asks for. */
const makingOf = (secrets: readonly string[]): readonly string[] => [
  'and what it needs. The passwords of the database are read from `.env`, which is not committed. In a fresh clone, make them:',
  '',
  '```sh',
  `for name in ${secrets.join(' ')}; do echo "$name=$(openssl rand -hex 24)" >> .env; done`,
  '```',
  '',
];

/** The database runs as a user of its own, and Docker mounts a folder with the modes that it has. */
const modes = [
  'Where new files are readable by their owner alone (`umask 077`), let the database read its scripts first:',
  '`chmod -R go+rX deploy/postgres`.',
];

const addComposeDocs = (slots: Slots): void => {
  const secrets = slots.secrets.items.map(({ name }) => name);
  slots.docs.add({
    section: 'deployment',
    title: 'Docker Compose',
    body: [
      '`docker compose up --build --wait` starts the whole system on one machine, for development: the server on port 3000',
      ...(secrets.length === 0 ? ['and what it needs.', ''] : makingOf(secrets)),
      ...(slots.composeServices.items.some(({ name }) => name === 'database') ? [...modes, ''] : []),
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
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    addImageDocs(slots);
  },
  conclude: (_project, slots) => {
    addComposeDocs(slots);
  },
});
