import { connect, createServer, type Server, type Socket } from 'node:net';

/** The client sends it with every try of a call, and another one with every call. */
const REQUEST_ID = /\r\nx-request-id: (\S+)\r\n/i;
const SUCCESS = /^HTTP\/1\.1 2/;

/**
 * A proxy in front of an HTTP service that loses the first success of each request id: the request arrives and is
 * carried out, and the connection ends in place of the answer. A service answers behind its COMMIT, so what was lost was
 * committed. A call that is to be sent again, as a busy machine may answer, committed nothing and is passed on.
 */
export class AnswerCutter {
  private readonly cutOff = new Set<string>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly target: URL,
    private readonly listener: Server,
  ) {
    listener.on('connection', (client) => this.accept(client));
  }

  static async before(url: string): Promise<AnswerCutter> {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return new AnswerCutter(new URL(url), listener);
  }

  get url(): string {
    const address = this.listener.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  }

  /** How many answers were lost. */
  get lost(): number {
    return this.cutOff.size;
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private accept(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    const sever = () => [client, server].forEach((side) => side.destroy());
    let current = '';
    client.on('data', (chunk: Buffer) => {
      current = REQUEST_ID.exec(chunk.toString('latin1'))?.[1] ?? current;
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      const isSuccess = SUCCESS.test(chunk.toString('latin1', 0, 16));
      if (!isSuccess || this.cutOff.has(current)) return void client.write(chunk);
      this.cutOff.add(current);
      sever();
    });
    for (const side of [client, server]) {
      this.sockets.add(side);
      side.on('error', sever);
      side.on('close', () => {
        this.sockets.delete(side);
        sever();
      });
    }
  }
}
