import { createMetricsServer, listen } from '../../platform/metrics/metrics-server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Resources } from '../../platform/resources.ts';

/** Serves the metrics on METRICS_PORT when it is set. @throws the error of the socket when the port cannot be had */
export const startMetricsServer = async (
  { env, metrics }: Pick<Platform, 'env' | 'metrics'>,
  resources: Resources,
): Promise<void> => {
  if (env.METRICS_PORT === undefined) return;
  const server = createMetricsServer(metrics);
  await listen(server, env.METRICS_PORT, env.HOST);
  resources.own({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
};
