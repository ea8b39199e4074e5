import { chmodSync, cpSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FreshDatabase, sqlite, testDatabases } from '../../support/database/databases.js';
import { startProcess } from '../../support/processes.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { here, oneLine } from '../cli/command-line.runs.js';

/** A user who owns nothing: to root, nothing is read-only. */
const AS_ANOTHER_USER =
  process.getuid?.() === 0
    ? ['--import', 'data:text/javascript,process.setgid(65534);process.setuid(65534);process.umask(0)']
    : [];

/** What a start that must fail has written, to both of its outputs. */
async function refusal(variables: Record<string, string>, nodeArguments: readonly string[] = []): Promise<string> {
  const service = await startProcess(variables, { readyAt: null, nodeArguments });
  expect({ code: await service.ended(), output: service.output() }).toEqual({
    code: 1,
    output: expect.stringMatching(oneLine) as unknown,
  });
  return service.output();
}

describe.each(testDatabases())('a start on a schema of a newer release on $name', (database) => {
  let fresh: FreshDatabase;

  beforeEach(async () => {
    fresh = await database.fresh();
    const sql = await openSql(fresh.env);
    await sql.execute("INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture9')");
    await sql.execute("DELETE FROM migrations WHERE name LIKE 'InitialSchema%'");
    await sql.close();
  });

  afterEach(() => fresh.drop());

  // Protects both calls of refuseUnknownSchema: under the lock of the migrations, and where nothing is migrated.
  it.each(['auto', 'off'])('is refused with DB_MIGRATE=%s, names the migration, and changes nothing', async (mode) => {
    const variable = database.name === 'sqlite' ? 'DATA_DIR' : 'DATABASE_URL';
    expect(await refusal({ ...fresh.variables, DB_MIGRATE: mode })).toBe(
      `The schema is newer than this release: it has the migration FromTheFuture9, unknown here. Start the release that made it, or set ${variable} to another database.\n`,
    );
    const sql = await openSql(fresh.env);
    expect(await sql.count('migrations', "name LIKE 'InitialSchema%'")).toBe(0);
    expect([await sql.count('organizations'), await sql.count('access_tokens')]).toEqual([0, 0]);
    await sql.close();
  });
});

describe.each(testDatabases())('a start on a database from before the first release on $name', (database) => {
  let fresh: FreshDatabase;
  let sql: Sql;

  beforeEach(async () => {
    fresh = await database.fresh();
    sql = await openSql(fresh.env);
    await sql.execute('DELETE FROM migrations');
    // The first and the last of those that `initial-schema` replaced.
    await sql.execute(
      "INSERT INTO migrations (timestamp, name) VALUES (1795305601000, 'CreateCurrencies1795305601000')",
    );
    await sql.execute(
      "INSERT INTO migrations (timestamp, name) VALUES (1795353665000, 'AddSharedTokenCounts1795353665000')",
    );
  });

  afterEach(async () => {
    await sql.close();
    await fresh.drop();
  });

  it.each(['auto', 'off'])('is refused with DB_MIGRATE=%s in one line, and nothing is changed', async (mode) => {
    const variable = database.name === 'sqlite' ? 'DATA_DIR' : 'DATABASE_URL';
    expect(await refusal({ ...fresh.variables, DB_MIGRATE: mode })).toBe(
      `The database was made before release 0.1.0, and no release can migrate it: it has been left as it is. Set ${variable} to a new, empty database, and read the old one with the build that made it.\n`,
    );
    expect(await sql.count('migrations')).toBe(2);
    expect([await sql.count('organizations'), await sql.count('access_tokens')]).toEqual([0, 0]);
  });

  it('is refused by the commands, and shown by `db status`', async () => {
    const migrated = await here(fresh.variables, 'db', 'migrate', '--json');
    expect(migrated.code).toBe(3);
    expect(JSON.parse(migrated.err)).toMatchObject({ error: { code: 'schema_unreleased' } });
    const { code, out } = await here(fresh.variables, 'db', 'status');
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^The database was created before release 0\.1\.0, and no release can migrate it/,
      ) as unknown,
    });
    expect(await sql.count('migrations')).toBe(2);
  });
});

describe('a start on SQLite that cannot be used', () => {
  let fresh: FreshDatabase;
  let directory: string;
  let file: string;

  beforeEach(async () => {
    fresh = await sqlite.fresh({ DB_MIGRATE: 'auto' });
    // Beside the run's own directory, which other users cannot enter.
    directory = mkdtempSync(join(tmpdir(), 'tenantry-refused-'));
    file = join(directory, 'tenantry.sqlite');
    cpSync(join(fresh.env.DATA_DIR, 'tenantry.sqlite'), file);
  });

  afterEach(async () => {
    rmSync(directory, { recursive: true, force: true });
    await fresh.drop();
  });

  const start = (nodeArguments?: readonly string[]) =>
    refusal({ ...fresh.variables, DATA_DIR: directory }, nodeArguments);

  it('because the file is none of SQLite says so, and leaves it', async () => {
    writeFileSync(file, 'not a database, whatever it is called. '.repeat(100));
    const { size } = statSync(file);
    expect(await start()).toMatch(
      /^The file tenantry\.sqlite in DATA_DIR is damaged or no SQLite database: file is not a database\. Put a whole copy in its place, or set DATA_DIR to another directory\.\n$/,
    );
    expect(statSync(file).size).toBe(size);
  });

  it('because the file was cut short says so', async () => {
    truncateSync(file, 8_192);
    expect(await start()).toMatch(/^The file tenantry\.sqlite in DATA_DIR is damaged .*malformed\. Put a whole copy/);
  });

  it.each([
    ['the directory', () => chmodSync(directory, 0o555)],
    ['the directory and the file', () => [file, directory].forEach((path) => chmodSync(path, 0o555))],
    ['the file', () => [chmodSync(file, 0o444), chmodSync(directory, 0o777)]],
  ])('because %s cannot be written to says so', async (_, forbid) => {
    forbid();
    expect(await start(AS_ANOTHER_USER)).toMatch(
      /^DATA_DIR cannot be written to: .*\. Make it and the files in it writ/,
    );
    chmodSync(directory, 0o700);
  });
});
