import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../test/support/database/mariadb-server.js';

/** How a server is started; it listens at PORT of its environment. */
export interface ServerCommand {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** A path that answers 200 once it may be used. */
  readonly readyAt: string;
}

const READY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 20_000;
const ASKED_EVERY_MS = 2;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A server as a process of its own, with nothing of this process's environment but PATH and HOME. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** From its start to its first answer of 200, in milliseconds. */
    readonly startUp: number,
  ) {}

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * @param pinned put ahead of the command, so that it runs on one core
   * @param log a file that takes both of its outputs
   * @throws with the end of its output, when it ends or is not ready in time
   */
  static async start(server: ServerCommand, pinned: readonly string[], log: string): Promise<ServerProcess> {
    const port = await freePort();
    const [file, ...args] = [...pinned, ...server.command];
    const { PATH = '', HOME = '' } = process.env;
    const output = openSync(log, 'a');
    const began = performance.now();
    const child = spawn(file!, args, {
      cwd: server.directory,
      env: { PATH, HOME, NODE_ENV: 'production', ...server.environment, PORT: String(port) },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    running.add(child);
    child.once('exit', () => running.delete(child));
    child.once('error', () => running.delete(child));
    if (!(await becomesReady(child, `http://127.0.0.1:${port}${server.readyAt}`, began))) {
      child.kill('SIGKILL');
      throw new Error(`${server.command.join(' ')} did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
    }
    return new ServerProcess(child, port, performance.now() - began);
  }

  /** Ends it in good order, and by force where that takes too long. */
  async stop(): Promise<void> {
    if (!running.has(this.child)) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), ENDS_WITHIN_MS);
    this.child.kill('SIGTERM');
    await ended;
    clearTimeout(impatience);
  }
}

async function becomesReady(child: ChildProcess, url: string, began: number): Promise<boolean> {
  while (performance.now() - began < READY_WITHIN_MS) {
    if (!running.has(child)) return false;
    if ((await statusOf(url)) === 200) return true;
    await delay(ASKED_EVERY_MS);
  }
  return false;
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', () => resolve(undefined));
  });
}
