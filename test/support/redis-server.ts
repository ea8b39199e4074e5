import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './database/mariadb-server.js';
import { installed, type Program } from './optional-program.js';
import { until } from './until.js';

export const REDIS: Program = { name: 'redis-server', package: 'redis-server', required: 'REQUIRE_REDIS' };

const PASSWORD = 'hush-hush';

/** A Redis of the test's own on a free port of 127.0.0.1, which keeps nothing on disk. */
export class RedisServer {
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.restart();
    return server;
  }

  get url(): string {
    return `redis://:${PASSWORD}@127.0.0.1:${this.port}`;
  }

  get password(): string {
    return PASSWORD;
  }

  /** Starts it on the same port, with nothing of what was counted. */
  async restart(): Promise<void> {
    const words = ['--port', String(this.port), '--bind', '127.0.0.1', '--requirepass', PASSWORD, '--save', ''];
    this.child = spawn(installed(REDIS)!, words, { stdio: 'ignore' });
    await until('Redis answers', async () => (await this.say('PING')).includes('+PONG'));
  }

  /** Answers nothing any more, and its connections stay open; `resume` ends that. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** Takes what it is sent, and answers nothing until it is killed. */
  async pause(): Promise<void> {
    // Its own answer may be kept back as well.
    void this.say('CLIENT PAUSE 600000 ALL').catch(() => undefined);
    await until('Redis keeps its answers back', async () => {
      const silence = new Promise<string>((resolve) => setTimeout(resolve, 50, ''));
      return (await Promise.race([this.say('PING').catch(() => ''), silence])) === '';
    });
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    this.child = undefined;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Sends one command in words, and gives the answers as they came. */
  say(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`AUTH ${PASSWORD}\r\n${command}\r\nQUIT\r\n`));
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.once('error', reject).once('close', () => resolve(text));
    });
  }
}
