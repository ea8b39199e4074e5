import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_organizations_living';

/** Lists are read from this index alone: whether a row is deleted stands in it, between the parent and the order. */
export class IndexLivingOrganizations1795353617000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('organizations');
    if (table && !isThere(table)) await runner.createIndex(table, new TableIndex(index(NAME)));
  }

  async down(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('organizations');
    if (table && isThere(table)) await runner.dropIndex(table, NAME);
  }
}

function isThere({ indices }: Table): boolean {
  return indices.some(({ name }) => name === NAME);
}
