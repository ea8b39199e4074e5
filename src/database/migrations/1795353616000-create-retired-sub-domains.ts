import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateRetiredSubDomains1795353616000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'retired_sub_domains',
      columns: [column.text('sub_domain', 63, { isPrimary: true }), column.id('organization_id'), column.time('since')],
      foreignKeys: [foreignKey('fk_retired_sub_domains_organization')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('retired_sub_domains', true);
  }
}
