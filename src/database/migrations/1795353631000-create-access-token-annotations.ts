import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateAccessTokenAnnotations1795353631000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'access_token_annotations',
      columns: [
        column.id('access_token_id', { isPrimary: true }),
        column.count('position', { isPrimary: true }),
        column.id('holder_id'),
        column.text('name', 100),
        column.text('value', 1000, { isNullable: true }),
        column.hash('name_hash'),
        column.hash('pair_hash'),
      ],
      uniques: [uniqueKey('uq_access_token_annotations_access_token_name_hash')],
      indices: [index('ix_access_token_annotations_pair')],
      foreignKeys: [foreignKey('fk_access_token_annotations_access_token')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('access_token_annotations', true);
  }
}
