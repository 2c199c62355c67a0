import type { Server } from 'node:http';

/** Where a server that listens is reached, with the port the system chose. @throws Error when it listens on no port */
export const serverUrl = (server: Pick<Server, 'address'>): string => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
};
