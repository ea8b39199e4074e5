import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_enterprises_account_type';

/** Enterprises are listed and counted by their account type without a look at the others. */
export class IndexEnterprisesByAccountType1795353623000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('enterprises');
    if (table && !isThere(table)) await runner.createIndex(table, new TableIndex(index(NAME)));
  }

  async down(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('enterprises');
    if (table && isThere(table)) await runner.dropIndex(table, NAME);
  }
}

function isThere({ indices }: Table): boolean {
  return indices.some(({ name }) => name === NAME);
}
