import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_idempotency_records_key';

/** A key that was the email of an erased person is found whoever used it, and for what. */
export class IndexIdempotencyKeys1795353626000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('idempotency_records');
    if (table && !isThere(table)) await runner.createIndex(table, new TableIndex(index(NAME)));
  }

  async down(runner: QueryRunner): Promise<void> {
    const table = await runner.getTable('idempotency_records');
    if (table && isThere(table)) await runner.dropIndex(table, NAME);
  }
}

function isThere({ indices }: Table): boolean {
  return indices.some(({ name }) => name === NAME);
}
