import 'reflect-metadata';
import { describe, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/connection/data-source.js';
import { Migrator } from '../../src/database/connection/migrator.js';
import { testDatabases } from '../support/database/databases.js';
import { openSql, type Sql } from '../support/database/sql.js';
import { expectGolden } from './golden.js';
import { isOfAnotherServer } from './servers.js';

/** What each database says of its own tables, by their names. */
const DUMPS = {
  sqlite: async (sql: Sql) => {
    const rows = await sql.rows(
      'SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name',
    );
    return rows.map((row) => linedUp(String(row.sql)));
  },
  mariadb: async (sql: Sql) => {
    const tables = await sql.rows(
      "SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    );
    const names = tables.map(({ t }) => String(t)).sort();
    const shown: string[] = [];
    for (const name of names) {
      const [row] = await sql.rows(`SHOW CREATE TABLE \`${name}\``);
      shown.push(String(row?.['Create Table']).replace(/ AUTO_INCREMENT=\d+/, ''));
    }
    return shown;
  },
};

/** SQLite keeps a table's statement as it was sent: here each column and constraint has a line, whatever statement added it. */
function linedUp(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim();
  if (!/^CREATE TABLE/i.test(line)) return line;
  let depth = 0;
  const broken = [...line].map((sign) => {
    if (sign === '(' && ++depth === 1) return '(\n  ';
    if (sign === ')' && --depth === 0) return '\n)';
    return sign === ',' && depth === 1 ? ',\n ' : sign;
  });
  return broken.join('');
}

describe.each(testDatabases())('the schema that migrations make on $name', (database) => {
  it('is that of the golden file; `npm run golden` writes it anew', async () => {
    const made = await database.blank();
    const dataSource = await new DataSource(dataSourceOptions(made.env)).initialize();
    await new Migrator(dataSource).migrate();
    await dataSource.destroy();
    const sql = await openSql(made.env);
    const others = await isOfAnotherServer(sql, database.name);
    const dump = await DUMPS[database.name](sql);
    await sql.close();
    await made.drop();

    if (others) return;
    expectGolden(`schema.${database.name}.sql`, dump.map((statement) => `${statement};`).join('\n\n'));
  });
});
