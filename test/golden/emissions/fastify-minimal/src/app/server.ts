import { buildApp } from './app.ts';
import { Connections } from '../platform/http/connections.ts';
import type { Drain } from '../platform/http/drain.ts';
import { serverUrl } from '../platform/http/server-url.ts';
import type { Platform } from '../platform/platform.ts';

/** A server that listens. */
export interface Server {
  /** Where it is reached, with the port the system chose. */
  readonly url: string;
  /** Stops accepting, and resolves when every request under way is answered. */
  close(): Promise<void>;
}

/** Starts to listen. @throws Error when the address is taken or not ours */
export const startServer = async (platform: Platform, drain: Drain): Promise<Server> => {
  const app = await buildApp({ platform, drain });
  const connections = new Connections(app.server, platform.env);
  await app.listen({ host: platform.env.HOST, port: platform.env.PORT });
  return { url: serverUrl(app.server), close: () => connections.endDuring(() => app.close()) };
};
