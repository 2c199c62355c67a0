import type { Slots } from '../../../src/compose/slots.ts';
import { image } from './containers.ts';

/** The server that the tests make their databases on, here and in the pipeline. */
export const addTesting = (slots: Slots): void => {
  slots.testSetup.add({ file: 'test/support/database-server.ts', order: 100 });
  slots.docs.add({
    section: 'test databases',
    title: 'Database',
    body: [
      'on databases of its own: on the server of `TEST_DATABASE_URL`',
      '(a superuser) when that is set, else on the embedded one',
    ].join('\n'),
  });
  slots.ciServices.add({
    name: 'postgres',
    image,
    environment: { POSTGRES_PASSWORD: 'postgres' },
    port: 5432,
    healthCommand: 'pg_isready --username postgres',
    testEnvironment: { TEST_DATABASE_URL: 'postgres://postgres:postgres@localhost:5432/postgres' },
    order: 100,
  });
};
