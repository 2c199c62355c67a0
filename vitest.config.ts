import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Many of them emit, parse and judge whole repositories.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          include: ['src/**/*.test.ts', 'templates/*/*/feature.test.ts', 'test/unit/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts', 'test/package/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'emission',
          include: ['test/golden/*.test.ts', 'test/matrix/{openapi,types}.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'repositories',
          include: ['test/matrix/{agents,generated,pairwise}.test.ts'],
          testTimeout: 1_200_000,
          // Each of these tests keeps several cores busy by itself.
          maxConcurrency: 3,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
