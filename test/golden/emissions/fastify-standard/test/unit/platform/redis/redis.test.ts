import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedis } from '../../../../src/platform/redis/redis.ts';

const lines: string[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });

/** Accepts connections and says nothing, as a server that hangs does. */
const silentServer = async (): Promise<Server> => {
  const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

// A server that listens on a TCP port has an address with that port.
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('createRedis', () => {
  let server: Server;
  beforeEach(async () => {
    lines.length = 0;
    server = await silentServer();
  });
  afterEach(() => {
    server.close();
  });

  it('has no client without REDIS_URL', async () => {
    const redis = await createRedis({ env: {}, logger });
    expect(redis.client).toBeUndefined();
    await redis.close();
  });

  it('fails commands at once while there is no connection, and says so in one line', async () => {
    const port = portOf(server);
    server.close();
    const redis = await createRedis({ env: { REDIS_URL: `redis://127.0.0.1:${port}` }, logger });
    const outcome = redis.client?.get('key').catch(() => 'failed');
    expect(await Promise.race([outcome, nextTurn('waits')])).toBe('failed');
    await expect.poll(() => lines.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(lines).toHaveLength(1);
    await redis.close();
  });
});
