import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';

// Jest turns its global set-up into CommonJS and leaves out moduleNameMapper, so an import of `./x.js` finds no file.
const load = createRequire(import.meta.url);
const { PrivateMariaDb, installedMariaDb, scratchDirectory } = load(
  './support/database/mariadb-server.ts',
) as typeof import('./support/database/mariadb-server.js');
const { RUN } = load('./support/run.ts') as typeof import('./support/run.js');

const HOW =
  'Install it (Debian: apt-get install mariadb-server) or set TEST_DATABASE_URL, such as mysql://root@127.0.0.1:3306';

/** Half of all tests need SQLite: better one line here than an error in each of them. */
function requireSqlite(): void {
  try {
    const Driver = load('better-sqlite3') as typeof import('better-sqlite3');
    new Driver(':memory:').close();
  } catch (cause) {
    const how = 'Install a compiler (Debian: apt-get install python3 make g++) and run: npm rebuild better-sqlite3';
    throw new Error(`The tests need SQLite, and better-sqlite3 is not usable here. ${how}`, { cause });
  }
}

/** One MariaDB for the whole run: the one that TEST_DATABASE_URL names, else a private one, else none. */
export default async function setUp(): Promise<void> {
  requireSqlite();
  const directory = scratchDirectory('test');
  process.env[RUN.directory] = directory;
  // A run that is broken off leaves neither files nor a server behind.
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  process.env[RUN.databasePrefix] = `t_${randomBytes(4).toString('hex')}_`;
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    const { username, password, host } = new URL(given);
    process.env[RUN.adminUrl] = `mysql://${username}${password && `:${password}`}@${host}`;
    process.env[RUN.appUrl] = process.env[RUN.adminUrl];
    return;
  }
  if (installedMariaDb() === undefined) {
    const line = `Skipped: every end-to-end test on MariaDB, because there is none here. ${HOW}`;
    if (process.env.REQUIRE_MARIADB === '1') throw new Error(`${line} (REQUIRE_MARIADB=1 makes this a failure.)`);
    process.stderr.write(`\n${line}\n`);
    return;
  }
  const server = await PrivateMariaDb.start();
  process.env[RUN.adminUrl] = server.adminUrl;
  process.env[RUN.appUrl] = server.appUrl;
  globalThis.tenantryTestServer = server;
  process.once('exit', () => server.abandon());
}

declare global {
  var tenantryTestServer: { stop(): Promise<void> } | undefined;
}
