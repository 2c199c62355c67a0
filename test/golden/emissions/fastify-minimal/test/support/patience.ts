/**
 * Limits of time for a backend under test, far above those of production: on a busy machine, the tests of anything else
 * would meet the refusals of a backend that takes itself for overloaded, or its database for lost.
 */
export const patience = {
  DATABASE_CONNECT_TIMEOUT_MS: '10000',
  DATABASE_STATEMENT_TIMEOUT_MS: '20000',
  DATABASE_LOCK_TIMEOUT_MS: '20000',
} as const;
