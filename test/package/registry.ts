import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PackedPackage } from './packed.ts';

const packageName = 'create-backend-architect';

/** Where `npm audit` asks for advisories. */
const advisories = '/-/npm/v1/security/advisories/bulk';

/** A registry that has one package, as npm asks for it, and knows of no vulnerability. Everything else does not exist. */
export const startRegistry = async (packed: PackedPackage): Promise<{ url: string; server: Server }> => {
  const tarball = readFileSync(packed.tarball);
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    if (request.url === `/${packageName}`) {
      const { version } = packed;
      const dist = { tarball: `http://127.0.0.1:${String(port)}/${packageName}.tgz`, integrity };
      const manifest = { name: packageName, version, bin: { [packageName]: 'dist/main.js' }, dist };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ name: packageName, 'dist-tags': { latest: version }, versions: { [version]: manifest } }),
      );
    } else if (request.url === `/${packageName}.tgz`) {
      response.end(tarball);
    } else if (request.url === advisories) {
      request.resume().once('end', () => response.setHeader('content-type', 'application/json').end('{}'));
    } else {
      response.writeHead(404).end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}/`, server };
};
