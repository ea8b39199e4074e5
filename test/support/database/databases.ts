import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { readDatabaseUrl } from '../../../src/config/database-url.js';
import { type Env, loadEnv } from '../../../src/config/env.js';
import { RUN } from '../run.js';

/** What differs from the defaults in every test: nothing is printed, nothing is migrated or made by itself. */
const QUIET = {
  PORT: '0',
  LOG_LEVEL: 'silent',
  DB_MIGRATE: 'off',
  DB_POOL: '8',
  RATE_LIMIT: '0',
  ADDRESS_RATE_LIMIT: '0',
  SEQUENCE_EVERY_MS: '0',
  WEBHOOKS_EVERY_MS: '0',
  // Of no installation.
  SECRETS_KEY: `${'tenantry'.repeat(5)}tes=`,
};

export type Overrides = Partial<Record<string, string>>;

/** An empty database of its own: schema and reference data are there, and no organization, user or token. */
export interface FreshDatabase {
  readonly env: Env;
  /** The environment variables that `env` was read from, for a process of its own. */
  readonly variables: Record<string, string>;
  readonly drop: () => Promise<void>;
}

/** URLs without a database: who may do everything, and who may work in databases named `t_…`. */
export interface MariaDbServer {
  readonly adminUrl: string;
  readonly appUrl: string;
}

export interface TestDatabase {
  readonly name: 'sqlite' | 'mariadb';
  /** @param overrides environment variables that differ from the tests' defaults */
  fresh(overrides?: Overrides): Promise<FreshDatabase>;
  /** As `fresh`, with nothing in it at all: for tests of migrating and of the first start. */
  blank(overrides?: Overrides): Promise<FreshDatabase>;
}

/**
 * The databases that every end-to-end suite must run on.
 *
 * @example describe.each(testDatabases())('creating an enterprise on $name', (database) => { … })
 */
export function testDatabases(): TestDatabase[] {
  const mariadb = mariadbOfTheRun();
  return mariadb === undefined ? [sqlite] : [sqlite, mariadb];
}

/** A suite of what SQLite cannot show; skipped, and counted as skipped, where there is no MariaDB. */
export function describeOnMariaDb(title: string, suite: (database: TestDatabase) => void): void {
  const mariadb = mariadbOfTheRun();
  const here = mariadb === undefined ? describe.skip : describe;
  // A skipped suite is still read, and runs nothing of what it is given.
  here(`${title} on mariadb`, () => suite(mariadb ?? sqlite));
}

/** Databases on a server of the test's own, which it may kill: `mariadbOn(await PrivateMariaDb.start())`. */
export function mariadbOn(server: MariaDbServer): TestDatabase {
  return {
    name: 'mariadb',
    async fresh(overrides = {}) {
      const made = await this.blank(overrides);
      await withServer(server, async (connection) => {
        await copyTables(connection, await mariadbTemplate(server, connection), nameOf(made.env));
      });
      return made;
    },
    async blank(overrides = {}) {
      const name = `${databasePrefix()}${randomBytes(6).toString('hex')}`;
      const say = (sql: string) => withServer(server, async (connection) => void (await connection.query(sql)));
      await say(`CREATE DATABASE ${name}`);
      const drop = () => say(`DROP DATABASE IF EXISTS ${name}`);
      return { ...configured({ DATABASE_URL: `${server.appUrl}/${name}` }, overrides), drop };
    },
  };
}

export const sqlite: TestDatabase = {
  name: 'sqlite',
  async fresh(overrides = {}) {
    const template = join(runDirectory(), 'template');
    if (!existsSync(template)) await makeSqliteTemplate(template);
    const made = await this.blank(overrides);
    copyFileSync(join(template, FILE), join(made.env.DATA_DIR, FILE));
    return made;
  },
  blank(overrides = {}) {
    const directory = mkdtempSync(join(runDirectory(), 'sqlite-'));
    const drop = () => Promise.resolve(rmSync(directory, { recursive: true, force: true }));
    return Promise.resolve({ ...configured({ DATA_DIR: directory }, overrides), drop });
  },
};

const FILE = 'tenantry.sqlite';

function mariadbOfTheRun(): TestDatabase | undefined {
  const { [RUN.adminUrl]: adminUrl, [RUN.appUrl]: appUrl } = process.env;
  return adminUrl === undefined || appUrl === undefined ? undefined : mariadbOn({ adminUrl, appUrl });
}

function configured(own: Overrides, overrides: Overrides): { env: Env; variables: Record<string, string> } {
  const variables = { ...QUIET, ...own, ...overrides } as Record<string, string>;
  return { env: loadEnv(variables), variables };
}

function runDirectory(): string {
  return process.env[RUN.directory] ?? process.cwd();
}

/** Every database of this run begins so; the global teardown drops what a broken test left. */
function databasePrefix(): string {
  return process.env[RUN.databasePrefix] ?? 't_';
}

function nameOf(env: Env): string {
  return readDatabaseUrl(env.DATABASE_URL ?? '').database;
}

/** Boots the application once on an empty database, so that its own code makes the schema and the reference data. */
async function migrate(variables: Overrides): Promise<void> {
  // Loaded here, because suites that ask for blank databases alone need no application.
  const { createApp } = await import('../../../src/app.js');
  const app = await createApp(loadEnv({ ...QUIET, ...variables, DB_MIGRATE: 'auto' }));
  await app.init();
  await app.close();
}

/** Two jest workers may make it at the same time; the first to move it into its place wins. */
async function makeSqliteTemplate(template: string): Promise<void> {
  const directory = mkdtempSync(join(runDirectory(), 'making-'));
  await migrate({ DATA_DIR: directory });
  try {
    renameSync(directory, template);
  } catch (error) {
    if (!existsSync(join(template, FILE))) throw error;
    rmSync(directory, { recursive: true });
  }
}

async function withServer<T>(server: MariaDbServer, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: `${server.adminUrl}/`, multipleStatements: true });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

/** Made once for each server, under a lock of its own; a second, empty database marks it as complete. */
async function mariadbTemplate(server: MariaDbServer, connection: Connection): Promise<string> {
  const template = `${databasePrefix()}template`;
  await connection.query('SELECT GET_LOCK(?, 120)', [template]);
  try {
    const [done] = await connection.query<RowDataPacket[]>('SHOW DATABASES LIKE ?', [`${template}_done`]);
    if (done.length > 0) return template;
    await connection.query(`DROP DATABASE IF EXISTS ${template}; CREATE DATABASE ${template}`);
    await migrate({ DATABASE_URL: `${server.appUrl}/${template}` });
    await connection.query(`CREATE DATABASE ${template}_done`);
    return template;
  } finally {
    await connection.query('SELECT RELEASE_LOCK(?)', [template]);
  }
}

/** `CREATE TABLE … LIKE` would leave the foreign keys out; the server's own words for each table hold everything. */
async function copyTables(connection: Connection, from: string, to: string): Promise<void> {
  const [tables] = await connection.query<RowDataPacket[]>(
    `SHOW FULL TABLES FROM ${from} WHERE Table_type = 'BASE TABLE'`,
  );
  const names = tables.map((row) => String(Object.values(row)[0]));
  const shown = await Promise.all(
    names.map((name) => connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${from}.\`${name}\``)),
  );
  const statements = shown.map(([rows]) => String(rows[0]?.['Create Table']));
  const rows = names.map((name) => `INSERT INTO ${to}.\`${name}\` SELECT * FROM ${from}.\`${name}\``);
  await connection.query([`USE ${to}`, 'SET foreign_key_checks = 0', ...statements, ...rows].join(';\n'));
}

/**
 * Makes what `fresh` copies, once for each run. It happens while a suite is loaded, which has no time limit: on a busy
 * machine all migrations may take longer than the hook that is the first to ask for a database.
 */
async function prepare(): Promise<void> {
  const done = join(runDirectory(), 'prepared');
  if (process.env[RUN.directory] === undefined || existsSync(done)) return;
  for (const database of testDatabases()) await (await database.fresh()).drop();
  mkdirSync(done, { recursive: true });
}

await prepare();
