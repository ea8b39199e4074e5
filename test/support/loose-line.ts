import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A way to a server that can be cut on the client's side alone: what is under way behind it goes on without
 * notice, as where a load balancer is restarted or a cable is pulled. (TcpProxy ends both sides, and a server that
 * has no client left to answer breaks off.)
 */
export class LooseLine {
  private readonly clients = new Set<Socket>();
  private readonly upstreams = new Set<Socket>();

  private constructor(
    private readonly target: { host: string; port: number },
    private readonly listener: Server,
  ) {
    listener.on('connection', (client) => this.accept(client));
  }

  /** Listens on a free port of 127.0.0.1 and passes everything to the server that `databaseUrl` names. */
  static async before(databaseUrl: string): Promise<LooseLine> {
    const { hostname, port } = new URL(databaseUrl);
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return new LooseLine({ host: hostname, port: Number(port || 3306) }, listener);
  }

  /** The same database URL, led over this line. */
  url(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    const address = this.listener.address();
    if (typeof address === 'object' && address !== null) url.host = `127.0.0.1:${address.port}`;
    return url.href;
  }

  /** Resets every client and goes on reading what the server sends to them. */
  cut(): void {
    for (const client of this.clients) client.resetAndDestroy();
    this.clients.clear();
  }

  async close(): Promise<void> {
    this.cut();
    for (const upstream of this.upstreams) upstream.destroy();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private accept(client: Socket): void {
    const upstream = connect(this.target.port, this.target.host);
    this.clients.add(client);
    this.upstreams.add(upstream);
    client.on('data', (chunk: Buffer) => upstream.write(chunk));
    // A client that leaves in good order is let go; one that was cut off has left no word.
    client.on('end', () => upstream.end());
    client.on('error', () => undefined);
    client.on('close', () => this.clients.delete(client));
    upstream.on('data', (chunk: Buffer) => void (client.destroyed || client.write(chunk)));
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => {
      this.upstreams.delete(upstream);
      client.end();
    });
    for (const side of [client, upstream]) side.setNoDelay(true);
  }
}
