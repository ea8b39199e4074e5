import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_access_tokens_living';

/** An organization's list is read from this index alone, however many tokens it has revoked. */
export class IndexLivingAccessTokens1795353633000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('access_tokens');
    if (table && !isThere(table)) await runner.createIndex(table, new TableIndex(index(NAME)));
  }

  async down(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('access_tokens');
    if (table && isThere(table)) await runner.dropIndex(table, NAME);
  }
}

function isThere({ indices }: Table): boolean {
  return indices.some(({ name }) => name === NAME);
}
