import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from '../added-column.js';
import { columnTypes } from '../column-types.js';

/** Which token a rotation has put in the place of another. */
export class AddTokenReplacement1795353627000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'access_tokens', columnTypes(runner).id('replaced_by_id', { isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'access_tokens', 'replaced_by_id');
  }
}
