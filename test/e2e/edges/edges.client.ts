import { connect, type Socket } from 'node:net';
import { until } from '../../support/until.js';

/** An answer as it was on the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; every line of a name, so that none can hide behind another. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
  /** The parsed JSON; undefined where the answer is empty or no JSON. */
  readonly body: unknown;
}

/** A connection to 127.0.0.1 on which any bytes may be said, in pieces, and left unfinished. */
export class Connection {
  private received = Buffer.alloc(0);
  private over = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => (this.received = Buffer.concat([this.received, chunk])));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.over = true));
    socket.on('end', () => (this.over = true));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  /** Whether the other side has said that nothing more will come. */
  get ended(): boolean {
    return this.over;
  }

  say(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** Says it all before it listens to anything, as simple clients do: what breaks off its saying, it never hears of. */
  async sayFirst(bytes: string | Buffer): Promise<void> {
    this.socket.pause();
    await new Promise((resolve) => this.socket.write(bytes, resolve));
    this.socket.resume();
  }

  /** Says that nothing more will come, and goes on listening. */
  finish(): void {
    this.socket.end();
  }

  /** Is gone, without a word to anybody: the other side reads a reset. */
  vanish(): void {
    this.socket.resetAndDestroy();
  }

  leave(): void {
    this.socket.destroy();
  }

  /** Waits for `100 Continue`: the head of the request has been read, and its body is waited for. */
  async continued(): Promise<void> {
    await until('the server wants the body', () => this.over || this.received.includes('HTTP/1.1 100 '), { every: 2 });
  }

  /** What has been read so far that is a whole answer; `heads` are answers to HEAD, which have no body. */
  answers(heads = false): WireAnswer[] {
    return read(this.received, heads);
  }

  /** Waits for so many whole answers, or for the end of the connection. */
  async until(count: number, heads = false): Promise<WireAnswer[]> {
    const enough = () => this.over || this.answers(heads).length >= count;
    await until(`${count} answers have come`, enough, { within: 8_000, every: 2 });
    return this.answers(heads);
  }
}

/** Says these bytes on a connection of their own and gives the first answer, undefined where none came. */
export async function say(port: number, bytes: string | Buffer, heads = false): Promise<WireAnswer | undefined> {
  const connection = await Connection.open(port);
  connection.say(bytes);
  const [first] = await connection.until(1, heads);
  connection.leave();
  return first;
}

/** A body in chunks, whose length is unknown until its end. */
export function chunked(body: string | Buffer, size = 60_000): Buffer {
  const bytes = Buffer.from(body);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

function read(bytes: Buffer, heads: boolean): WireAnswer[] {
  const answers: WireAnswer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at);
    if (end < 0) break;
    const [line = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n');
    const headers = named(lines);
    const length = heads ? 0 : Number(headers['content-length']?.[0] ?? 0);
    if (bytes.length < end + 4 + length) break;
    const text = bytes.toString('utf8', end + 4, end + 4 + length);
    at = end + 4 + length;
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
    if (status === 100) continue;
    answers.push({ status, headers, text, body: bodyOf(headers, text) });
  }
  return answers;
}

function named(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    (headers[name.toLowerCase()] ??= []).push(value);
  }
  return headers;
}

function bodyOf(headers: WireAnswer['headers'], text: string): unknown {
  return headers['content-type']?.[0]?.includes('json') === true && text !== '' ? JSON.parse(text) : undefined;
}
