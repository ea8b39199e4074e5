import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_retired_sub_domains_organization';

/** How many sub-domains an organization has given up lately is counted from this index. */
export class IndexRetiredSubDomains1795353660000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('retired_sub_domains');
    if (table && !isThere(table)) await runner.createIndex(table, new TableIndex(index(NAME)));
  }

  /** It stays: on MySQL the foreign key of the same column needs it. It goes with the table. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

function isThere({ indices }: Table): boolean {
  return indices.some(({ name }) => name === NAME);
}
