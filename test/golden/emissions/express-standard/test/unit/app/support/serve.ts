import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { onTestFinished } from 'vitest';
import { createServer } from '../../../../src/app/http/create-server.ts';
import { testPlatform } from './platform.ts';

/** Lets an application listen until the test is over. @returns where */
export const serve = async (app: Express): Promise<string> => {
  const server = createServer(app, testPlatform).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // A server on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};
