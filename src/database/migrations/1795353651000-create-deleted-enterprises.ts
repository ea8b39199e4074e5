import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateDeletedEnterprises1795353651000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'deleted_enterprises',
      columns: [
        column.id('id', { isPrimary: true }),
        column.id('organization_id'),
        column.hash('key_hash'),
        column.id('keyed_user_id', { isNullable: true }),
        column.time('deleted_at'),
      ],
      uniques: [uniqueKey('uq_deleted_enterprises_organization_key_hash')],
      indices: [index('ix_deleted_enterprises_keyed_user')],
      foreignKeys: [foreignKey('fk_deleted_enterprises_organization'), foreignKey('fk_deleted_enterprises_keyed_user')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('deleted_enterprises', true);
  }
}
