import { said } from '../../support/answers.js';
import { readFileSync, statSync } from 'node:fs';
import { loadEnv } from '../../../src/config/env.js';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import { countries, countryStates, currencies } from '../../../src/reference/seed/reference-data.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { startApp } from '../../support/harness.js';
import { createEnterprise } from '../../support/scenes/installation.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { race } from '../../support/until.js';
import { here } from '../cli/command-line.runs.js';

const REPLICAS = 4;
const WELCOME = /This is the first start/;

// Protects the lock of the Migrator, the seeding that respects what another has seeded, and the unique sub-domain that
// decides which of several first starts makes the demo organization.
describe.each(testDatabases())('four replicas that start at once on a blank $name', (database) => {
  let blank: FreshDatabase;
  let replicas: AppProcess[];
  let sql: Sql;

  beforeAll(async () => {
    const began = performance.now();
    blank = await database.blank({ DB_MIGRATE: 'auto', LOG_LEVEL: 'info' });
    replicas = await race(REPLICAS, () => startProcess(blank.variables, { within: 60_000 }));
    const ready = Math.round(performance.now() - began);
    sql = await openSql(blank.env);
    figures(`four replicas that start at once on ${database.name}`, {
      'all ready after ms': ready,
      'migrations reported by each': replicas.map((each) => linesOf(each, /^migration /).length).join('/'),
      'rows seeded by each': replicas.map(rowsSeeded).join('/'),
      welcomes: replicas.filter((each) => WELCOME.test(each.output())).length,
    });
  }, 90_000);

  afterAll(async () => {
    await sql.close();
    await Promise.all(replicas.map((each) => each.kill()));
    await blank.drop();
  });

  it('run each migration once, and tell of it where it runs', async () => {
    const ran = (await sql.rows('SELECT name FROM migrations ORDER BY id')).map(({ name }) => String(name));
    expect(ran).toHaveLength((dataSourceOptions(blank.env).migrations as unknown[]).length);
    expect(new Set(ran).size).toBe(ran.length);
    const logged = replicas.flatMap((each) => linesOf(each, /^migration /));
    expect(logged).toEqual(ran.map((name, index) => `migration ${index + 1} of ${ran.length}: ${name}`));
  });

  it('seed each currency, country and subdivision once', async () => {
    const counted = await Promise.all(['currencies', 'countries', 'country_states'].map((table) => sql.count(table)));
    expect(counted).toEqual([currencies().length, countries().length, countryStates().length]);
    const total = counted.reduce((sum, count) => sum + count, 0);
    expect(replicas.map(rowsSeeded).reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('complain of nothing', () => {
    for (const each of replicas) expect(lines(each).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('all serve what one of them has made', async () => {
    const app = await startApp(loadEnv({ ...blank.variables, DB_MIGRATE: 'off', LOG_LEVEL: 'silent' }));
    const make = new Factories(app);
    const root = await make.root();
    const call = createEnterprise(root, await make.organizationToken(root));
    await app.close();
    const first = await replicas[0]!.call(call);
    expect(said(first)).toBe('200');
    for (const each of replicas.slice(1)) {
      expect(await each.call(call)).toMatchObject({ body: first.body, headers: { 'idempotent-replayed': 'true' } });
    }
  });

  it('make one demo organization between them on SQLite and none elsewhere, and one of them says so', async () => {
    const welcomes = replicas.map((each) => each.output()).filter((output) => WELCOME.test(output));
    const demos = await sql.rows("SELECT id FROM organizations WHERE sub_domain = 'demo'");
    const made = await sql.count('access_tokens', "name IN ('demo', 'first start')");
    if (database.name !== 'sqlite') {
      expect({ welcomes, demos, made }).toEqual({ welcomes: [], demos: [], made: 0 });
      return;
    }
    expect({ welcomes: welcomes.length, demos: demos.length, made }).toEqual({ welcomes: 1, demos: 1, made: 2 });
    const file = `${blank.env.DATA_DIR}/operator.token`;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const shown = /^ {2}token {9}(\S+)$/m.exec(welcomes[0]!)?.[1];
    const url = `/api/v2/organization/${String(demos[0]?.id)}/enterprise`;
    for (const token of [shown, readFileSync(file, 'utf8').trim()]) {
      for (const each of replicas) expect((await each.call({ method: 'GET', url, token })).status).toBe(200);
    }
  });

  it('end in good order, all at once', async () => {
    const began = performance.now();
    expect(await Promise.all(replicas.map((each) => each.stop()))).toEqual(Array(REPLICAS).fill(0));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

// A migration of a large table may take an hour: the operator who started it must see its progress.
describe.each(testDatabases())('`tenantry db migrate` and `db seed` on $name', (database) => {
  it('say what they are at, line by line, beside what they say in the end', async () => {
    const blank = await database.blank();
    const migrated = await here(blank.variables, 'db', 'migrate');
    const steps = migrated.err.trimEnd().split('\n');
    expect(steps).toHaveLength((dataSourceOptions(blank.env).migrations as unknown[]).length);
    for (const [index, step] of steps.entries()) expect(step).toContain(`migration ${index + 1} of ${steps.length}: `);
    expect(migrated.out).toContain('The schema is up to date');
    const seeded = await here(blank.variables, 'db', 'seed');
    expect(seeded.err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^currencies: \d+ added/),
      expect.stringMatching(/^countries: \d+ added/),
      expect.stringMatching(/^country_states: \d+ added/),
    ]);
    await blank.drop();
  });
});

interface Line {
  readonly level: string;
  readonly msg: string;
}

/** Its log, without what it says to people. */
function lines(serving: AppProcess): Line[] {
  return serving
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{"'))
    .map((line) => JSON.parse(line) as Line);
}

function linesOf(serving: AppProcess, pattern: RegExp): string[] {
  return lines(serving)
    .map(({ msg }) => msg)
    .filter((msg) => pattern.test(msg));
}

function rowsSeeded(serving: AppProcess): number {
  return linesOf(serving, /^\w+: \d+ added/)
    .map((msg) => Number(/: (\d+) added/.exec(msg)?.[1]))
    .reduce((sum, count) => sum + count, 0);
}
