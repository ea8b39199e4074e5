import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { uniqueKey } from '../constraints.js';
import { createTable } from '../create-table.js';

export class CreateUsers1795305608000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'users',
      columns: [
        column.id('id', { isPrimary: true }),
        column.text('email', 254, { isNullable: true }),
        column.text('email_canonical', 320, { isNullable: true }),
        column.text('first_name', 255, { isNullable: true }),
        column.text('last_name', 255, { isNullable: true }),
        column.time('created_at'),
        column.time('erased_at', { isNullable: true }),
        column.count('version', { default: 1 }),
      ],
      uniques: [uniqueKey('uq_users_email_canonical')],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('users', true);
  }
}
