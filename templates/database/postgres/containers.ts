import type { Slots } from '../../../src/compose/slots.ts';

const image = 'postgres:18.4-trixie';

/** The server that the tests of the pipeline make their databases on. */
export const addPipeline = (slots: Slots): void => {
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
