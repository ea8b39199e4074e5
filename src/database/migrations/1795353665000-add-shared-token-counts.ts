import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from '../added-column.js';
import { columnTypes } from '../column-types.js';

/** On the count of which token the calls of another stand. None that was made before this was kept shares one. */
export class AddSharedTokenCounts1795353665000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'access_tokens', columnTypes(runner).id('counted_with_id', { isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'access_tokens', 'counted_with_id');
  }
}
