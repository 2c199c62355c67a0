import { Counter, Gauge, type Registry } from 'prom-client';
import type { DatabasePool } from '../database/pool.ts';

type Statistics = ReturnType<DatabasePool['statistics']>;

interface Total {
  readonly name: string;
  readonly help: string;
  readonly read: (statistics: Statistics) => number;
}

const totals: readonly Total[] = [
  { name: 'database_queries_total', help: 'Queries sent to the database', read: ({ queries }) => queries },
  { name: 'database_failed_queries_total', help: 'Queries that failed', read: ({ failedQueries }) => failedQueries },
  {
    name: 'database_slow_queries_total',
    help: 'Queries that took longer than the threshold of the slow query log',
    read: ({ slowQueries }) => slowQueries,
  },
];

/** Reads the state of the pool whenever the metrics are collected. */
export const registerDatabaseMetrics = (registry: Registry, databasePool: DatabasePool): void => {
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, the most it may have, and callers waiting for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      const { max, total, idle, waiting } = databasePool.statistics();
      this.set({ state: 'max' }, max);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  for (const { name, help, read } of totals) {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read(databasePool.statistics()));
      },
    });
  }
};
