import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { PrivateMariaDb } from '../../test/support/database/mariadb-server.js';
import type { Place } from '../candidates/candidate.js';
import type { Options } from '../options.js';

const GIGABYTE = 1024 ** 3;
/** What is measured is a write that is on disk when it is answered. */
const DURABLE = ['--innodb-flush-log-at-trx-commit=1', '--innodb-flush-method=O_DIRECT', '--innodb-log-file-size=1G'];

/** The directory and the database server of one run; both are gone after `close`. */
export class PrivatePlace implements Place {
  private constructor(
    readonly options: Options,
    readonly tell: (line: string) => void,
    private readonly root: string,
    private readonly mariaDb: PrivateMariaDb | undefined,
  ) {}

  /** @throws when MariaDB is needed and not installed */
  static async open(options: Options, tell: (line: string) => void): Promise<PrivatePlace> {
    // TMPDIR may be in memory on some machines: its user chooses another one there.
    const root = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
    const makeDirectory = () => mkdtempSync(join(root, 'mariadb-'));
    const pool = `--innodb-buffer-pool-size=${Math.floor(Math.min(2 * GIGABYTE, totalmem() / 4))}`;
    try {
      const mariaDb = options.sqlite ? undefined : await PrivateMariaDb.startIn(makeDirectory, ...DURABLE, pool);
      process.on('exit', () => {
        mariaDb?.abandon();
        rmSync(root, { recursive: true, force: true });
      });
      return new PrivatePlace(options, tell, root, mariaDb);
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      throw error;
    }
  }

  /** Of the database server; undefined on SQLite, where the database is in the server's process. */
  get databasePid(): number | undefined {
    return this.mariaDb?.pid;
  }

  async database(name: string): Promise<string> {
    const connection = await createConnection(this.mariaDb!.adminUrl);
    await connection.query(`CREATE DATABASE t_bench_${name}`);
    await connection.end();
    return `${this.mariaDb!.appUrl}/t_bench_${name}`;
  }

  directory(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path);
    return path;
  }

  /** Of the outputs of a server. */
  log(name: string): string {
    return join(this.root, `${name.replace(/\W+/g, '-')}.log`);
  }

  async close(): Promise<void> {
    await this.mariaDb?.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}
