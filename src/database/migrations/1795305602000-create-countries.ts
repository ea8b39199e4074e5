import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateCountries1795305602000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'countries',
      columns: [
        column.id('id', { isPrimary: true }),
        column.text('name', 100),
        column.text('iso_code2', 2),
        column.text('iso_code3', 3),
        column.text('time_zone', 64, { isNullable: true }),
        column.flag('eu'),
      ],
      uniques: [uniqueKey('uq_countries_iso_code2'), uniqueKey('uq_countries_iso_code3')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('countries', true);
  }
}
