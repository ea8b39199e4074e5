import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_organization_users_role';

/** Those with one role are listed without reading the others: an organization may have a customer for each enterprise. */
export class IndexOrganizationRoles1795353625000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('organization_users');
    if (table && !isThere(table)) await runner.createIndex(table, new TableIndex(index(NAME)));
  }

  async down(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('organization_users');
    if (table && isThere(table)) await runner.dropIndex(table, NAME);
  }
}

function isThere({ indices }: Table): boolean {
  return indices.some(({ name }) => name === NAME);
}
