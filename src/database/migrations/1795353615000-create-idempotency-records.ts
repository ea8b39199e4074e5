import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateIdempotencyRecords1795353615000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'idempotency_records',
      columns: [
        column.id('id', { isPrimary: true }),
        column.id('scope_id'),
        column.text('route', 255),
        column.hash('key_hash'),
        column.hash('meaning_hash'),
        column.id('subject_id'),
        column.text('sealed', 255, { isNullable: true }),
        column.time('created_at'),
      ],
      uniques: [uniqueKey('uq_idempotency_records_key')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('idempotency_records', true);
  }
}
