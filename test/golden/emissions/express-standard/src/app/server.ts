import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { Connections } from '../platform/http/connections.ts';
import type { Drain } from '../platform/http/drain.ts';
import { serverUrl } from '../platform/http/server-url.ts';
import type { Platform } from '../platform/platform.ts';
import { Resources } from '../platform/resources.ts';
import { createApp } from './app.ts';
import { createServer } from './http/create-server.ts';
import { startMetricsServer } from './http/metrics-server.ts';

/** A server that listens. */
export interface Server {
  /** Where it is reached, with the port the system chose. */
  readonly url: string;
  /** Stops accepting, and resolves when every request under way is answered. */
  close(): Promise<void>;
}

const closing = (server: HttpServer): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** Starts to listen. @throws Error when the address is taken or not ours */
export const startServer = async (platform: Platform, drain: Drain): Promise<Server> => {
  const resources = new Resources();
  const server = createServer(createApp({ platform, drain }), platform);
  const connections = new Connections(server, platform.env);
  try {
    await startMetricsServer(platform, resources);
    server.listen(platform.env.PORT, platform.env.HOST);
    await once(server, 'listening');
    resources.own({ close: () => connections.endDuring(() => closing(server)) });
    return { url: serverUrl(server), close: () => resources.close() };
  } catch (error) {
    await resources.close();
    throw error;
  }
};
