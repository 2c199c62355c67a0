import type { Server } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createMetricsServer, listen } from '../../platform/metrics/metrics-server.ts';
import type { Platform } from '../../platform/platform.ts';
import { PLATFORM } from '../tokens.ts';

/** Serves the metrics on a port of their own, when there is one. */
@Injectable()
export class MetricsPort implements OnApplicationBootstrap, OnApplicationShutdown {
  #server: Server | undefined;

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  /** @throws Error when the port is taken */
  async onApplicationBootstrap(): Promise<void> {
    const { env, logger, metrics } = this.platform;
    if (env.METRICS_PORT === undefined) return;
    this.#server = createMetricsServer(metrics);
    await listen(this.#server, { port: env.METRICS_PORT, host: env.HOST, logger });
  }

  onApplicationShutdown(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
