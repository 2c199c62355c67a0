import { createMetricsServer, listen } from '../../platform/metrics/metrics-server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Resources } from '../../platform/resources.ts';

/** Serves the metrics on METRICS_PORT when it is set. @throws the error of the socket when the port cannot be had */
export const startMetricsServer = async (
  { env, logger, metrics }: Pick<Platform, 'env' | 'logger' | 'metrics'>,
  resources: Resources,
): Promise<void> => {
  if (env.METRICS_PORT === undefined) return;
  const server = createMetricsServer(metrics);
  await listen(server, { port: env.METRICS_PORT, host: env.HOST, logger });
  resources.own({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
};
