import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DataSource, type DataSourceOptions, type QueryRunner, type Table } from 'typeorm';
import { FOREIGN_KEYS, INDEXES, PRIMARY_KEYS, UNIQUE_KEYS } from '../../../src/database/constraints.js';
import { Migrator } from '../../../src/database/connection/migrator.js';
import { dataSourceWithEntities } from '../../support/database/data-source.js';
import { describeOnMariaDb, type FreshDatabase, testDatabases } from '../../support/database/databases.js';

const TABLES = Object.keys(PRIMARY_KEYS);

/** Columns that end like an id and hold what others have made up: they are text. */
const TEXT_IN_SPITE_OF_THEIR_NAMES = ['audit_events.actor_id', 'audit_events.request_id'];

describe.each(testDatabases())('the schema on $name', (database) => {
  let made: FreshDatabase;
  let dataSource: DataSource;
  let runner: QueryRunner;

  beforeEach(async () => {
    made = await database.blank();
    dataSource = await dataSourceWithEntities(made.env);
    runner = dataSource.createQueryRunner();
  });

  afterEach(async () => {
    await runner.release();
    await dataSource.destroy();
    await made.drop();
  });

  const ours = async () => (await runner.getTables(TABLES)).sort((a, b) => (a.name < b.name ? -1 : 1));

  it('comes from an empty database and is what the entities say', async () => {
    const migrator = new Migrator(dataSource);
    const names = dataSource.migrations.map((migration) => migration.constructor.name);
    const lines: string[] = [];

    expect(await migrator.pending()).toEqual(names);
    expect(await migrator.migrate((line) => lines.push(line))).toEqual(names);
    expect(lines).toHaveLength(names.length);
    expect(await migrator.pending()).toEqual([]);
    expect(await differences(dataSource)).toEqual([]);
  });

  it('is left alone by a second run', async () => {
    await new Migrator(dataSource).migrate();
    expect(await new Migrator(dataSource).migrate()).toEqual([]);
    expect(await differences(dataSource)).toEqual([]);
  });

  it('survives each migration run once more, as after a run that broke off', async () => {
    for (const migration of dataSource.migrations) {
      await migration.up(runner);
      await migration.up(runner);
    }
    expect(await differences(dataSource)).toEqual([]);
  });

  it('goes down to nothing, and up again', async () => {
    await new Migrator(dataSource).migrate();
    for (const migration of dataSource.migrations.toReversed()) {
      await migration.down(runner);
      await migration.down(runner);
    }
    expect(await ours()).toEqual([]);

    for (const migration of dataSource.migrations) await migration.up(runner);
    expect(await differences(dataSource)).toEqual([]);
  });

  it('is made once when several processes start at the same time', async () => {
    const others = await Promise.all([1, 2, 3].map(() => dataSourceWithEntities(made.env)));
    const ran = await Promise.all([dataSource, ...others].map((each) => new Migrator(each).migrate()));
    await Promise.all(others.map((each) => each.destroy()));

    expect(ran.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, 0, 0, dataSource.migrations.length]);
    expect(await differences(dataSource)).toEqual([]);
  });

  it('gives every table its primary key, and every key the name that errors are translated by', async () => {
    await new Migrator(dataSource).migrate();
    const tables = await ours();

    expect(tables.map(nameOf).sort()).toEqual(TABLES.toSorted());
    const primary = tables.map((table) => [nameOf(table), table.primaryColumns.map(({ name }) => name)]);
    expect(Object.fromEntries(primary)).toEqual(PRIMARY_KEYS);
    // MySQL has no unique constraints beside unique indexes, and TypeORM lists them as such.
    const unique = (table: Table) => [...table.uniques, ...table.indices.filter(({ isUnique }) => isUnique)];
    const plain = (table: Table) => table.indices.filter(({ isUnique }) => !isUnique);
    expect(columnsByName(tables, unique)).toEqual(UNIQUE_KEYS);
    expect(columnsByName(tables, plain)).toEqual(INDEXES);
    const targets = tables.flatMap((table) =>
      table.foreignKeys.map((key) => [key.name, [nameOf(table), ...key.columnNames, key.referencedTableName]] as const),
    );
    expect(Object.fromEntries(targets)).toEqual(FOREIGN_KEYS);
  });

  it('can be shown and brought up by the TypeORM command line', async () => {
    const show = () => typeorm(made.variables, 'migration:show');

    expect(await show()).toContain('[ ] InitialSchema');
    await typeorm(made.variables, 'migration:run');
    const shown = await show();
    expect(shown).toMatch(/\[X\] \d+ InitialSchema/);
    expect(shown).not.toContain('[ ]');
    expect(await new Migrator(dataSource).pending()).toEqual([]);
  });
});

describeOnMariaDb('what TypeORM does not compare', (database) => {
  it('has hex in ascii_bin and all other text in utf8mb4_bin', async () => {
    const made = await database.blank();
    const dataSource = await dataSourceWithEntities(made.env);
    await new Migrator(dataSource).migrate();
    const columns: { table: string; name: string; collation: string }[] = await dataSource.query(
      'SELECT table_name AS `table`, column_name AS name, collation_name AS collation FROM information_schema.columns ' +
        "WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND table_name <> 'migrations'",
    );
    await dataSource.destroy();
    await made.drop();

    expect(columns.length).toBeGreaterThan(80);
    const wrong = columns.filter(({ table, name, collation }) => collation !== collationOf(`${table}.${name}`));
    expect(wrong).toEqual([]);
  });
});

function collationOf(column: string): string {
  const hex = /(\.|_)(id|hash|digest)$|\.path$/.test(column) && !TEXT_IN_SPITE_OF_THEIR_NAMES.includes(column);
  return hex ? 'ascii_bin' : 'utf8mb4_bin';
}

/** Table names come with their database in front on MySQL. */
function nameOf(table: Table): string {
  return table.name.slice(table.name.lastIndexOf('.') + 1);
}

function columnsByName(
  tables: readonly Table[],
  keys: (table: Table) => readonly { name?: string; columnNames: string[] }[],
): Record<string, readonly string[]> {
  const named = tables.flatMap((table) =>
    keys(table).map((key) => [String(key.name), [nameOf(table), ...key.columnNames]] as const),
  );
  return Object.fromEntries(named);
}

/**
 * What TypeORM would change to make the schema equal to the entities. MariaDB is asked as MariaDB here, because it
 * reports a missing default as the text NULL, which TypeORM takes for one where it believes to speak with MySQL.
 */
async function differences(dataSource: DataSource): Promise<string[]> {
  const compared = (await isMariaDb(dataSource)) ? await asMariaDb(dataSource) : dataSource;
  const { upQueries } = await compared.driver.createSchemaBuilder().log();
  if (compared !== dataSource) await compared.destroy();
  return upQueries.map(({ query }) => query);
}

async function isMariaDb(dataSource: DataSource): Promise<boolean> {
  if (dataSource.options.type !== 'mysql') return false;
  const [row]: { version: string }[] = await dataSource.query('SELECT VERSION() AS version');
  return /mariadb/i.test(row?.version ?? '');
}

function asMariaDb(dataSource: DataSource): Promise<DataSource> {
  return new DataSource({ ...dataSource.options, type: 'mariadb' } as DataSourceOptions).initialize();
}

/** Runs the TypeORM command line on the build, as an operator would; gives what it printed. */
async function typeorm(variables: Record<string, string>, command: string): Promise<string> {
  const cwd = fileURLToPath(new URL('../../../', import.meta.url));
  const call = ['node_modules/typeorm/cli.js', command, '-d', 'dist/ormconfig.js'];
  const { stdout } = await promisify(execFile)(process.execPath, call, { cwd, env: variables });
  return stdout;
}
