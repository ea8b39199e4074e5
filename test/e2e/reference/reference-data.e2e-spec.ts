import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { DatabaseConnection } from '../../../src/database/connection/connection.js';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import { Database } from '../../../src/database/database.js';
import { Metrics } from '../../../src/observability/metrics/metrics.js';
import { countries, countryStates, currencies, referenceId } from '../../../src/reference/seed/reference-data.js';
import { ReferenceSeed } from '../../../src/reference/seed/reference.seed.js';
import { ReferenceService } from '../../../src/reference/reference.service.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { openSql, type Sql } from '../../support/database/sql.js';

const ALL = currencies().length + countries().length + countryStates().length;
const ctx = { signal: new AbortController().signal };

describe.each(testDatabases())('reference data on $name', (database) => {
  let made: FreshDatabase;
  let opened: { database: Database; close(): Promise<void> }[];
  let sql: Sql;

  beforeEach(async () => {
    made = await database.blank();
    opened = [await open(made)];
    sql = await openSql(made.env);
  });

  afterEach(async () => {
    await sql.close();
    for (const each of opened) await each.close();
    await made.drop();
  });

  const seed = (index = 0) => new ReferenceSeed(opened[index]!.database).seed(ctx);

  it('is seeded once by several processes at the same time', async () => {
    opened.push(await open(made), await open(made));
    const done = await Promise.all([seed(0), seed(1), seed(2)]);
    expect(done.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(ALL);
    expect(await sql.count('country_states')).toBe(countryStates().length);
  });

  it('is not written if nothing has changed', async () => {
    expect(await seed()).toEqual({ inserted: ALL, updated: 0 });
    expect(await seed()).toEqual({ inserted: 0, updated: 0 });
  });

  it('is updated where it has changed, and nothing is removed', async () => {
    await seed();
    await sql.execute("UPDATE countries SET name = 'Old name', eu = 1 WHERE iso_code2 = 'GB'");
    await sql.execute("DELETE FROM currencies WHERE iso_code = 'EUR'");
    await sql.execute('UPDATE currencies SET id = ?, iso_code = ? WHERE iso_code = ?', ['f'.repeat(32), 'OLD', 'USD']);

    expect(await seed()).toEqual({ inserted: 2, updated: 1 });
    expect(await sql.count('currencies', "iso_code IN ('EUR', 'USD', 'OLD')")).toBe(3);
    expect(await sql.count('countries', "iso_code2 = 'GB' AND name = 'United Kingdom' AND eu = 0")).toBe(1);
  });

  it('is looked up in memory, frozen, and unknown until it is loaded', async () => {
    const service = new ReferenceService(opened[0]!.database);
    await seed();
    expect(service.currencyByCode('EUR')).toBeUndefined();

    await service.load(ctx);
    expect(service.currencyByCode('EUR')).toEqual(currencies().find(({ isoCode }) => isoCode === 'EUR'));
    expect(service.currencyById(referenceId('currency', 'EUR'))).toBe(service.currencyByCode('EUR'));
    const california = service.countryStateById(referenceId('country_state', 'US-CA'));
    expect(california).toMatchObject({ name: 'California', code: 'CA' });
    expect(california?.country).toBe(service.countryById(referenceId('country', 'US')));
    expect([california, california?.country, service.currencyByCode('EUR')].every(Object.isFrozen)).toBe(true);
    expect(service.countryById('0'.repeat(32))).toBeUndefined();
  });
});

async function open({ env }: FreshDatabase): Promise<{ database: Database; close(): Promise<void> }> {
  const database = new Database(new Metrics());
  const connection = new DatabaseConnection(new DataSource(dataSourceOptions(env)), database, new Metrics());
  await connection.connect();
  await connection.migrate();
  connection.open();
  return { database, close: () => connection.onApplicationShutdown() };
}
