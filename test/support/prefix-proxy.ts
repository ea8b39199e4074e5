import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that serves an application below a path, which it takes off before it passes a call on, as nginx does. */
export class PrefixProxy {
  private constructor(
    private readonly server: Server,
    /** Where the application is for a browser, without a slash at its end. */
    readonly url: string,
    /** The paths that were asked for and are not below the prefix. */
    readonly astray: string[],
  ) {}

  static async before(origin: string, prefix: string): Promise<PrefixProxy> {
    const astray: string[] = [];
    const server = createServer((call, answer) => {
      const { url = '/', method, headers } = call;
      if (!url.startsWith(`${prefix}/`)) {
        astray.push(url);
        answer.writeHead(404).end();
        return;
      }
      const passed = request(`${origin}${url.slice(prefix.length)}`, { method, headers }, (upstream) => {
        answer.writeHead(upstream.statusCode ?? 502, upstream.headers);
        upstream.pipe(answer);
      });
      call.pipe(passed);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new PrefixProxy(server, `http://127.0.0.1:${port}${prefix}`, astray);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
