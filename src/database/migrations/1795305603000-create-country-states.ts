import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateCountryStates1795305603000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'country_states',
      columns: [
        column.id('id', { isPrimary: true }),
        column.id('country_id'),
        column.text('name', 150),
        column.text('code', 3),
      ],
      uniques: [uniqueKey('uq_country_states_country_code')],
      foreignKeys: [foreignKey('fk_country_states_country')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('country_states', true);
  }
}
