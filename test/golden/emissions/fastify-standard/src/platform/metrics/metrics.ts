import { collectDefaultMetrics, Registry } from 'prom-client';
import type { DatabasePool } from '../database/pool.ts';
import { registerDatabaseMetrics } from './database-metrics.ts';
import { createHttpMetrics, type HttpMetrics } from './http-metrics.ts';

/** What this process measures of itself. */
export interface Metrics {
  readonly http: HttpMetrics;
  readonly contentType: string;
  /** All metrics in the Prometheus text format. */
  render(): Promise<string>;
}

export const createMetrics = ({ databasePool }: { databasePool: DatabasePool }): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registerDatabaseMetrics(registry, databasePool);
  return {
    http: createHttpMetrics(registry),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
};
