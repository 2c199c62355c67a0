import { buildApp } from './app.ts';
import type { Drain } from '../platform/http/drain.ts';
import type { Platform } from '../platform/platform.ts';

/** A server that listens. */
export interface Server {
  /** Where it is reached, with the port the system chose. */
  readonly url: string;
  /** Stops accepting, and resolves when every request under way is answered. */
  close(): Promise<void>;
}

/** How often connections that have become idle are closed while the server stops, in milliseconds. */
const SWEEP_MS = 50;

/** Starts to listen. @throws Error when the address is taken or not ours */
export const startServer = async (platform: Platform, drain: Drain): Promise<Server> => {
  const app = await buildApp({ platform, drain });
  const url = await app.listen({ host: platform.env.HOST, port: platform.env.PORT });
  return {
    url,
    close: async () => {
      // A connection that was busy when the listener closed becomes idle later, and nothing else would close it.
      const sweep = setInterval(() => {
        app.server.closeIdleConnections();
      }, SWEEP_MS);
      try {
        await app.close();
      } finally {
        clearInterval(sweep);
      }
    },
  };
};
