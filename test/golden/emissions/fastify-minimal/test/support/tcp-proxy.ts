import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A place in the network between us and a server, where things can go wrong. */
export class TcpProxy {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #frozen = false;
  #port = 0;
  #lost: string | undefined;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#target = { host: hostname, port: Number(port === '' ? '5432' : port) };
  }

  /** The same address, through this proxy. */
  through(url: string): string {
    const proxied = new URL(url);
    proxied.hostname = '127.0.0.1';
    proxied.port = String(this.#port);
    return proxied.href;
  }

  /** Starts to listen; after `stop`, on the same port. */
  async start(): Promise<void> {
    const server = createServer((client) => {
      this.#join(client);
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
    this.#server = server;
  }

  /** Cuts all connections and refuses new ones. */
  async stop(): Promise<void> {
    const closed = this.#server === undefined ? undefined : once(this.#server, 'close');
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Lets nothing through any more, without closing anything. */
  freeze(): void {
    this.#frozen = true;
    for (const socket of this.#sockets) socket.pause();
  }

  thaw(): void {
    this.#frozen = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** Lets what contains the text through, and cuts the connection when its answer comes; without a text no longer. */
  loseAnswersTo(text: string | undefined): void {
    this.#lost = text;
  }

  #join(client: Socket): void {
    const server = connect(this.#target);
    let isLost = false;
    client.on('data', (data) => {
      isLost ||= this.#lost !== undefined && data.includes(this.#lost);
      server.write(data);
    });
    server.on('data', (data) => {
      if (isLost) client.destroy();
      else client.write(data);
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#frozen) from.pause();
    }
  }
}
