import { connect, type Socket } from 'node:net';
import { AnswerReader } from './answer-reader.js';
import { type Request, wire } from './request.js';

/** What a run counts; times in milliseconds. */
export interface Tally {
  readonly latencies: number[];
  /** Of the right answers. */
  readonly statuses: Map<number, number>;
  /** How often what went wrong: a status, or a word. */
  readonly failures: Map<string, number>;
  /** The first body that was not right, for the reader of the report. */
  sample?: string;
}

const CHECKED_EVERY = 64;
/** A candidate that hangs must not keep the run for ever. */
const ANSWERED_WITHIN_MS = 30_000;

export interface Source {
  readonly port: number;
  readonly token: string;
  /** The next call, or undefined once there shall be no more. */
  readonly next: () => Request | undefined;
}

/** Sends one call after another on a connection until there are no more. */
export class Connection {
  private readonly socket: Socket;
  private reader = new AnswerReader();
  private request: Request | undefined;
  private sentAt = 0;
  private answered = 0;
  private isDone = false;
  private settle: () => void = () => undefined;

  constructor(
    private readonly source: Source,
    private readonly tally: Tally,
  ) {
    this.socket = connect({ port: source.port, host: '127.0.0.1', noDelay: true });
    this.socket.setTimeout(ANSWERED_WITHIN_MS, () => this.broken('no answer'));
    this.socket.on('data', (chunk) => this.receive(chunk));
    this.socket.on('error', () => this.broken('socket'));
    this.socket.on('close', () => this.broken('closed'));
  }

  /** Resolves when the last call was answered; never rejects. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.settle = resolve;
      this.socket.once('connect', () => this.send());
    });
  }

  private send(): void {
    this.request = this.source.next();
    if (this.request === undefined) return this.end();
    this.sentAt = performance.now();
    this.socket.write(wire(this.request, this.source.token));
  }

  private receive(chunk: Buffer): void {
    try {
      const answer = this.reader.push(chunk);
      if (answer === undefined || this.request === undefined) return;
      this.count(this.request, answer.status, answer.body);
    } catch {
      return this.broken('protocol');
    }
    this.send();
  }

  private count(request: Request, status: number, body: () => string): void {
    const isSample = this.answered++ % CHECKED_EVERY === 0;
    if (!request.expected.includes(status)) this.fail(String(status), body());
    else if (isSample && request.check !== undefined && !isRight(request.check, body())) this.fail('body', body());
    else {
      this.tally.latencies.push(performance.now() - this.sentAt);
      this.tally.statuses.set(status, (this.tally.statuses.get(status) ?? 0) + 1);
    }
  }

  /** The connection is of no more use, and the call that was under way has failed. */
  private broken(why: string): void {
    if (this.isDone) return;
    this.fail(why, '');
    this.end();
  }

  private end(): void {
    this.isDone = true;
    this.socket.destroy();
    this.settle();
  }

  private fail(why: string, body: string): void {
    this.tally.failures.set(why, (this.tally.failures.get(why) ?? 0) + 1);
    this.tally.sample ??= `${why}: ${body.slice(0, 300)}`;
  }
}

function isRight(check: (body: string) => boolean, body: string): boolean {
  try {
    return check(body);
  } catch {
    return false;
  }
}
