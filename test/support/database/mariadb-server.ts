import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

// This file imports nothing of ours: jest loads it for the global set-up without its own module resolution.

const PLACES = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/opt/homebrew/bin',
];
const STARTS_WITHIN_MS = 30_000;
const STOPS_WITHIN_MS = 20_000;

/** Full paths of the two programs that a private server needs. */
export interface MariaDbPrograms {
  readonly server: string;
  readonly install: string;
}

/** The two programs, or undefined where one of them is not installed. */
export function installedMariaDb(): MariaDbPrograms | undefined {
  const find = (name: string) => PLACES.map((place) => join(place, name)).find((path) => existsSync(path));
  const server = find('mariadbd');
  const install = find('mariadb-install-db');
  return server !== undefined && install !== undefined ? { server, install } : undefined;
}

/** A directory for one run of the tests, in memory where the machine offers that. The caller removes it. */
export function scratchDirectory(purpose: string): string {
  const memory = statSync('/dev/shm', { throwIfNoEntry: false })?.isDirectory() === true;
  return mkdtempSync(join(memory ? '/dev/shm' : tmpdir(), `tenantry-${purpose}-`));
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}

/**
 * A MariaDB of our own: private data directory, free port, 127.0.0.1 only, gone after `stop`.
 *
 * `adminUrl` may do everything; `appUrl` may do everything in databases whose name begins with `t_` and nothing
 * outside, so that a service that needs more than its own database fails here and not in production.
 * Its settings break no promise of the service, which would log a warning at every start.
 */
export class PrivateMariaDb {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly server: string,
    private readonly directory: string,
    readonly port: number,
    private readonly password: string,
    private readonly settings: readonly string[],
  ) {}

  /**
   * Installs and starts one; takes about a second.
   * @param settings options of the server beside ours: `--autocommit=0`
   * @throws when MariaDB is not installed, or does not start
   */
  static start(...settings: string[]): Promise<PrivateMariaDb> {
    return PrivateMariaDb.startIn(() => scratchDirectory('mariadb'), ...settings);
  }

  /** As `start`, in a directory of the caller's: `scratchDirectory` is in memory, where nothing is ever durable. */
  static async startIn(makeDirectory: () => string, ...settings: string[]): Promise<PrivateMariaDb> {
    const programs = installedMariaDb();
    if (programs === undefined) throw new Error('MariaDB is not installed: no mariadbd with mariadb-install-db.');
    const directory = makeDirectory();
    mkdirSync(join(directory, 'data'));
    mkdirSync(join(directory, 'tmp'));
    const installation = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
    const target = [...asRoot(), `--datadir=${join(directory, 'data')}`, `--tmpdir=${join(directory, 'tmp')}`];
    execFileSync(programs.install, ['--no-defaults', ...target, ...installation], { stdio: 'pipe' });
    const password = randomBytes(12).toString('hex');
    writeFileSync(join(directory, 'users.sql'), users(password), { mode: 0o600 });
    const started = new PrivateMariaDb(programs.server, directory, await freePort(), password, settings);
    await started.restart();
    return started;
  }

  get adminUrl(): string {
    return `mysql://root:${this.password}@127.0.0.1:${this.port}`;
  }

  get appUrl(): string {
    return `mysql://tenantry:${this.password}@127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the stopped or killed server again, with the same data on the same port. */
  async restart(): Promise<void> {
    const log = openSync(join(this.directory, 'log'), 'a');
    const child = spawn(this.server, this.options(), { stdio: ['ignore', log, log] });
    this.child = child;
    const deadline = Date.now() + STARTS_WITHIN_MS;
    while (!(await accepts(this.port))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`mariadbd did not start:\n${readFileSync(join(this.directory, 'log'), 'utf8').slice(-2_000)}`);
      }
    }
  }

  /** Whether it has not ended, by itself or otherwise. */
  isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Ends the server as a crash would, at once; `restart` brings it back. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends the server in good order and keeps its data. */
  async halt(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends the server and removes its data. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** As `stop`, for the last moment of a process, when nothing can be waited for any more. */
  abandon(): void {
    this.child?.kill('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  }

  private options(): string[] {
    const at = (name: string) => join(this.directory, name);
    return [
      '--no-defaults',
      ...asRoot(),
      `--datadir=${at('data')}`,
      // A server that starts removes every temporary table in its tmpdir; one that shared it with another would end it.
      `--tmpdir=${at('tmp')}`,
      `--socket=${at('socket')}`,
      `--pid-file=${at('pid')}`,
      `--init-file=${at('users.sql')}`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--skip-log-bin',
      '--innodb-log-file-size=16M',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-buffer-pool-size=64M',
      '--max-connections=400',
      '--performance-schema=OFF',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      ...this.settings,
    ];
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child) await ended(this.child, signal);
  }
}

/** Sends the signal to a server that runs, and waits for its end, which is forced where it takes too long. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(impatience);
      resolve();
    });
    child.kill(signal);
  });
}

/** MariaDB refuses to run as root without this option. */
function asRoot(): string[] {
  return userInfo().uid === 0 ? ['--user=root'] : [];
}

/** Run at every start, so it must hold its own on data that has the users already. One statement to a line. */
export function users(password: string): string {
  const everywhere = ['localhost', '127.0.0.1'];
  return [
    `CREATE OR REPLACE USER 'tenantry'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL PRIVILEGES ON `t\\_%`.* TO 'tenantry'@'127.0.0.1';",
    ...everywhere.map((host) => `CREATE OR REPLACE USER 'root'@'${host}' IDENTIFIED BY '${password}';`),
    ...everywhere.map((host) => `GRANT ALL PRIVILEGES ON *.* TO 'root'@'${host}' WITH GRANT OPTION;`),
    '',
  ].join('\n');
}

/** Whether the port is served; the answer to "no" comes after a moment, so that asking again is not a busy loop. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('data', () => socket.destroy() && resolve(true));
    socket.once('error', () => setTimeout(() => resolve(false), 25));
  });
}
