import { Connections } from '../platform/http/connections.ts';
import type { Drain } from '../platform/http/drain.ts';
import { serverUrl } from '../platform/http/server-url.ts';
import type { Platform } from '../platform/platform.ts';
import { createApp } from './app.ts';

/** A server that listens. */
export interface Server {
  /** Where it is reached, with the port the system chose. */
  readonly url: string;
  /** Stops accepting, and resolves when every request under way is answered. */
  close(): Promise<void>;
}

/** Starts to listen. @throws Error when the address is taken or not ours */
export const startServer = async (platform: Platform, drain: Drain): Promise<Server> => {
  const app = await createApp({ platform, drain });
  const connections = new Connections(app.getHttpServer(), platform.env);
  await app.listen(platform.env.PORT, platform.env.HOST);
  return { url: serverUrl(app.getHttpServer()), close: () => connections.endDuring(() => app.close()) };
};
