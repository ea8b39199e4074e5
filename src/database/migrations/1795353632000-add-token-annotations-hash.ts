import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from '../added-column.js';
import { columnTypes } from '../column-types.js';

/** What a token's tag says of its annotations, so that no statement has to read them for it. */
export class AddTokenAnnotationsHash1795353632000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'access_tokens', columnTypes(runner).hash('annotations_hash', { isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'access_tokens', 'annotations_hash');
  }
}
