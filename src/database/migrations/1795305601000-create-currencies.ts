import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateCurrencies1795305601000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'currencies',
      columns: [
        column.id('id', { isPrimary: true }),
        column.text('name', 100),
        column.text('iso_code', 3),
        column.text('symbol', 10),
      ],
      uniques: [uniqueKey('uq_currencies_iso_code')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('currencies', true);
  }
}
