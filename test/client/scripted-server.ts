import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** In milliseconds, of a clock that only goes forward. */
  readonly at: number;
}

/**
 * - `reset`: the connection ends without an answer.
 * - `half`: it ends in the middle of the body.
 * - `silence`: nothing happens.
 */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'reset'
  | 'half'
  | 'silence';

/** An HTTP server that gives these replies one after another, and the last one from then on. */
export class ScriptedServer {
  readonly requests: Received[] = [];

  private constructor(
    private readonly server: Server,
    private readonly replies: readonly Reply[],
  ) {}

  static async giving(...replies: readonly Reply[]): Promise<ScriptedServer> {
    const server = createServer();
    const scripted = new ScriptedServer(server, replies);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const body = Buffer.concat(chunks).toString();
        scripted.requests.push({ method, url, headers, body, at: performance.now() });
        scripted.reply(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  }

  /** How long the client waited ahead of each request but the first, in milliseconds. */
  get pauses(): number[] {
    return this.requests.slice(1).map(({ at }, position) => at - this.requests[position]!.at);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private reply(response: ServerResponse): void {
    const reply = this.replies[Math.min(this.requests.length, this.replies.length) - 1];
    if (reply === undefined || reply === 'silence') return;
    if (reply === 'reset') return void response.socket?.resetAndDestroy();
    if (reply === 'half') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"half":', () => response.socket?.destroy());
      return;
    }
    const { status, headers = {}, body } = reply;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(text);
  }
}
