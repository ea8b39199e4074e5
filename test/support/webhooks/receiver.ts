import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A request as a receiver got it. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  /** Milliseconds on the clock of the process. */
  readonly at: number;
}

/** What a receiver does with a request; that of a test answers 204 unless it is given another. */
export type Behaviour = (response: ServerResponse, received: Received) => void;

export const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** Never answers. */
export const hanging: Behaviour = () => undefined;

interface ReceiverOptions {
  readonly host?: string;
  /** PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly port?: number;
}

/** A receiver of webhooks on an address of this machine, which keeps what it gets. */
export class Receiver {
  readonly received: Received[] = [];
  behaviour: Behaviour = answering(204);
  /** How many connections were made to it, and how many of them are open. */
  connections = 0;
  open = 0;
  private atOnce = 0;
  /** The most requests that were under way at the same time. */
  most = 0;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    private readonly scheme: string,
  ) {}

  static async start({ host = '127.0.0.1', tls, port = 0 }: ReceiverOptions = {}): Promise<Receiver> {
    const made: { receiver?: Receiver } = {};
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      void made.receiver?.take(request, response);
    const server = tls ? createTlsServer(tls, listener) : createServer(listener);
    const receiver = new Receiver(server, tls ? 'https' : 'http');
    made.receiver = receiver;
    server.on('connection', (socket: Socket) => {
      receiver.connections++;
      receiver.open++;
      socket.on('close', () => receiver.open--);
    });
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(host = (this.server.address() as AddressInfo).address, path = '/hook?a=1'): string {
    return `${this.scheme}://${host}:${this.port}${path}`;
  }

  /** What it got of an event. */
  of(eventId: string): Received[] {
    return this.received.filter(({ id }) => id === eventId);
  }

  /** Verifies every request, or those of one event, by the published library. @throws where one does not verify */
  verifyAll(secret: string, eventId?: string): void {
    const webhook = new Webhook(secret);
    const received = eventId === undefined ? this.received : this.of(eventId);
    for (const { text, headers } of received) webhook.verify(text, headers as Record<string, string>);
  }

  /** Ends all connections, and takes new ones. */
  cut(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.most = Math.max(this.most, ++this.atOnce);
    response.on('close', () => this.atOnce--);
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const { headers } = request;
    const body = JSON.parse(text) as Received['body'];
    const received = { id: String(headers['webhook-id']), headers, text, body, at: performance.now() };
    this.received.push(received);
    this.behaviour(response, received);
  }
}
