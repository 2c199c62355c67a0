import { defineConfig } from 'vitest/config';

/** What no test comes near on an idle machine: a busy one is slower, not broken. */
const patience = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...patience, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: {
          ...patience,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/database-server.ts'],
        },
      },
      {
        test: {
          ...patience,
          name: 'e2e',
          // They reach the backend by HTTP alone, so no file can leave anything behind in a module.
          isolate: false,
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/database-server.ts', 'test/e2e/support/global-setup.ts'],
        },
      },
    ],
  },
});
