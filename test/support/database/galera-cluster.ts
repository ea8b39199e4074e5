import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { until } from '../until.js';
import { ended, freePort, installedMariaDb, type MariaDbPrograms, scratchDirectory, users } from './mariadb-server.js';

const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera/libgalera_smm.so'];
const STARTS_WITHIN_MS = 60_000;

/** The provider and the programs of a cluster, or undefined where one of them is not installed. */
export function installedGalera(): (MariaDbPrograms & { provider: string }) | undefined {
  const programs = installedMariaDb();
  const provider = PROVIDERS.find((path) => existsSync(path));
  const canCopy = existsSync('/usr/bin/rsync');
  return programs !== undefined && provider !== undefined && canCopy ? { ...programs, provider } : undefined;
}

/** A suite that starts a Galera cluster; skipped and named where it is not installed, and a failure with `REQUIRE_GALERA=1`. */
export function describeWithGalera(title: string, suite: () => void): void {
  if (installedGalera() !== undefined) return void describe(title, suite);
  const missing = `Skipped, since no Galera is installed: ${title}. Install Debian's mariadb-server, galera-4 and rsync.`;
  if (process.env.REQUIRE_GALERA === '1') throw new Error(missing);
  process.stderr.write(`${missing}\n`);
  describe.skip(title, suite);
}

interface Ports {
  readonly mysql: number;
  readonly group: number;
  readonly ist: number;
  readonly sst: number;
}

/** The copying of a node's data by rsync works for the user that owns the files, and not for root. */
const OWNER = userInfo().uid === 0 ? 'mysql' : undefined;

/** One node: a server in a directory of its own. */
export class GaleraNode {
  private child: ChildProcess | undefined;

  constructor(
    readonly number: number,
    private readonly programs: NonNullable<ReturnType<typeof installedGalera>>,
    private readonly directory: string,
    private readonly ports: Ports,
    private readonly peers: readonly number[],
    private readonly password: string,
  ) {}

  get port(): number {
    return this.ports.mysql;
  }

  get adminUrl(): string {
    return `mysql://root:${this.password}@127.0.0.1:${this.port}`;
  }

  /** Starts it, as the first of a new cluster or as one that joins, and waits until it is Synced. */
  async start(...options: string[]): Promise<void> {
    const log = openSync(join(this.directory, 'log'), 'a');
    const child = spawn(this.programs.server, [...this.options(), ...options], { stdio: ['ignore', log, log] });
    this.child = child;
    await until(
      `node ${this.number} is Synced`,
      async () => {
        if (child.exitCode !== null) return true;
        return (await this.status('wsrep_local_state_comment')) === 'Synced';
      },
      { within: STARTS_WITHIN_MS, every: 50 },
    );
    if (child.exitCode === null) return;
    throw new Error(
      `Node ${this.number} did not start:\n${readFileSync(join(this.directory, 'log'), 'utf8').slice(-3_000)}`,
    );
  }

  /**
   * Starts it after a crash, as an operator has to: its own position is recovered first. A node that is started
   * without would be given the wrong part of what it lacks.
   */
  async rejoin(): Promise<void> {
    await this.start(`--wsrep-start-position=${this.recoveredPosition()}`);
  }

  recoveredPosition(): string {
    const out = join(this.directory, 'recovery.log');
    rmSync(out, { force: true });
    execFileSync(this.programs.server, [...this.options(), '--wsrep-recover', `--log-error=${out}`], { stdio: 'pipe' });
    const position = /Recovered position: ?(\S+)/.exec(readFileSync(out, 'utf8'))?.[1];
    if (position === undefined) throw new Error(`Node ${this.number} has no position to recover.`);
    return position;
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  halt(): Promise<void> {
    return this.end('SIGTERM');
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Cuts it off from the other nodes, and not from its clients; `join` ends that. */
  async isolate(): Promise<void> {
    await this.rows("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
  }

  async join(): Promise<void> {
    await this.rows("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
  }

  /** A status variable, `undefined` where the node does not answer. */
  async status(name: string): Promise<string | undefined> {
    const [row] = await this.rows('SHOW GLOBAL STATUS LIKE ?', [name]).catch(() => []);
    return row === undefined ? undefined : String(row.Value);
  }

  async rows(sql: string, params: string[] = []): Promise<RowDataPacket[]> {
    const connection = await createConnection({ uri: `${this.adminUrl}/`, connectTimeout: 2_000 });
    connection.on('error', () => undefined);
    try {
      return (await connection.query<RowDataPacket[]>(sql, params))[0];
    } finally {
      connection.destroy();
    }
  }

  private options(): string[] {
    const at = (name: string) => join(this.directory, name);
    const { mysql, group, ist, sst } = this.ports;
    const provider = `gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${ist};gcache.size=64M`;
    return [
      '--no-defaults',
      ...(OWNER === undefined ? [] : [`--user=${OWNER}`]),
      `--datadir=${at('data')}`,
      `--tmpdir=${at('tmp')}`,
      `--socket=${at('socket')}`,
      `--pid-file=${at('pid')}`,
      `--port=${mysql}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--skip-log-bin',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-log-file-size=16M',
      '--innodb-buffer-pool-size=64M',
      '--max-connections=200',
      '--performance-schema=OFF',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--wsrep-on=ON',
      `--wsrep-provider=${this.programs.provider}`,
      '--wsrep-cluster-name=tenantry',
      `--wsrep-cluster-address=gcomm://${this.peers.map((port) => `127.0.0.1:${port}`).join(',')}`,
      `--wsrep-node-name=n${this.number}`,
      `--wsrep-node-address=127.0.0.1:${group}`,
      `--wsrep-node-incoming-address=127.0.0.1:${mysql}`,
      '--wsrep-sst-method=rsync',
      `--wsrep-sst-receive-address=127.0.0.1:${sst}`,
      '--wsrep-slave-threads=2',
      `--wsrep-provider-options=${provider}`,
    ];
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child === undefined) return;
    // One that is frozen would not notice the signal.
    child.kill('SIGCONT');
    await ended(child, signal);
  }
}

/** Three nodes of MariaDB Galera on 127.0.0.1, with Galera's own time limits. They take some twelve seconds to start. */
export class GaleraCluster {
  private constructor(
    readonly nodes: readonly GaleraNode[],
    private readonly password: string,
    private readonly directory: string,
  ) {}

  static async start(): Promise<GaleraCluster> {
    const programs = installedGalera();
    if (programs === undefined) throw new Error('Galera is not installed.');
    const directory = scratchDirectory('galera');
    const password = randomBytes(12).toString('hex');
    const ports: Ports[] = [];
    for (let node = 0; node < 3; node++) {
      const [mysql, group, ist, sst] = [await freePort(), await freePort(), await freePort(), await freePort()];
      ports.push({ mysql, group, ist, sst });
    }
    const peers = ports.map(({ group }) => group);
    const nodes = ports.map(
      (own, index) => new GaleraNode(index + 1, programs, join(directory, `n${index + 1}`), own, peers, password),
    );
    const cluster = new GaleraCluster(nodes, password, directory);
    install(programs, directory, password);
    const [first, ...others] = nodes;
    await first!.start('--wsrep-new-cluster', `--init-file=${join(directory, 'users.sql')}`);
    for (const node of others) await node.start();
    return cluster;
  }

  /** All rights, on the first node. */
  get adminUrl(): string {
    return this.nodes[0]!.adminUrl;
  }

  /** The rights of the application, with the three hosts in their order. */
  get appUrl(): string {
    const hosts = this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `mysql://tenantry:${this.password}@${hosts}`;
  }

  /** Waits until all three are in one cluster again, whatever is written meanwhile. */
  async joined(): Promise<void> {
    await until('all nodes are in one cluster', () => this.isJoined(), { within: STARTS_WITHIN_MS, every: 100 });
  }

  /** Waits until all three are in one cluster and have applied the same. */
  async whole(): Promise<void> {
    await until(
      'the cluster is whole',
      async () => {
        const applied = await Promise.all(this.nodes.map((node) => node.status('wsrep_last_committed')));
        return new Set(applied).size === 1 && (await this.isJoined());
      },
      { within: STARTS_WITHIN_MS, every: 100 },
    );
  }

  private async isJoined(): Promise<boolean> {
    const sizes = await Promise.all(this.nodes.map((node) => node.status('wsrep_cluster_size')));
    const states = await Promise.all(this.nodes.map((node) => node.status('wsrep_local_state_comment')));
    return sizes.every((size) => size === '3') && states.every((state) => state === 'Synced');
  }

  /** What CHECKSUM TABLE gives for each table of a database, on each node: equal nodes give equal texts. */
  async checksums(database: string): Promise<string[]> {
    return Promise.all(
      this.nodes.map(async (node) => {
        const tables = await node.rows(
          'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1',
          [database],
        );
        const names = tables.map(({ name }) => `\`${database}\`.\`${String(name)}\``);
        const sums = await node.rows(`CHECKSUM TABLE ${names.join(', ')}`);
        return sums.map((row) => `${String(row.Table)} ${String(row.Checksum)}`).join('\n');
      }),
    );
  }

  async stop(): Promise<void> {
    for (const node of [...this.nodes].reverse()) await node.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The first gets its files, and the others copies: what they have of their own is replaced when they join. */
function install({ install: program }: MariaDbPrograms, directory: string, password: string): void {
  for (const number of [1, 2, 3]) mkdirSync(join(directory, `n${number}`, 'tmp'), { recursive: true });
  const data = join(directory, 'n1', 'data');
  const options = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
  execFileSync(program, ['--no-defaults', `--datadir=${data}`, '--innodb-log-file-size=16M', ...options], {
    stdio: 'pipe',
  });
  for (const number of [2, 3]) cpSync(data, join(directory, `n${number}`, 'data'), { recursive: true });
  writeFileSync(join(directory, 'users.sql'), users(password), { mode: 0o644 });
  if (OWNER !== undefined) execFileSync('chown', ['-R', OWNER, directory]);
}
