import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateThirdPartyIdentifiers1795305612000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'third_party_identifiers',
      columns: [
        column.id('enterprise_id', { isPrimary: true }),
        column.count('position', { isPrimary: true }),
        column.id('organization_id'),
        column.text('label', 255),
        column.text('identifier', 255),
        column.hash('pair_hash'),
      ],
      uniques: [uniqueKey('uq_third_party_identifiers_enterprise_pair_hash')],
      indices: [index('ix_third_party_identifiers_pair')],
      foreignKeys: [foreignKey('fk_third_party_identifiers_enterprise')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('third_party_identifiers', true);
  }
}
