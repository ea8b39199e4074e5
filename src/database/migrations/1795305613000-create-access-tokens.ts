import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { foreignKey, index, uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateAccessTokens1795305613000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'access_tokens',
      columns: [
        column.id('id', { isPrimary: true }),
        column.text('kind', 16),
        column.id('organization_id', { isNullable: true }),
        column.id('user_id', { isNullable: true }),
        column.text('name', 255),
        column.hash('secret_hash'),
        column.text('scopes', 1000),
        column.text('networks', 2000, { isNullable: true }),
        column.count('rate_limit', { isNullable: true }),
        column.time('expires_at', { isNullable: true }),
        column.time('created_at'),
        column.time('last_used_at', { isNullable: true }),
        column.time('revoked_at', { isNullable: true }),
      ],
      uniques: [uniqueKey('uq_access_tokens_secret_hash')],
      indices: [index('ix_access_tokens_organization'), index('ix_access_tokens_user')],
      foreignKeys: [foreignKey('fk_access_tokens_organization'), foreignKey('fk_access_tokens_user')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('access_tokens', true);
  }
}
