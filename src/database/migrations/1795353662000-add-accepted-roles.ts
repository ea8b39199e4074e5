import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from '../added-column.js';
import { columnTypes } from '../column-types.js';

/** Whether a user has accepted a role in an organization. None counts as accepted that was given before this was kept. */
export class AddAcceptedRoles1795353662000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'organization_users', columnTypes(runner).flag('accepted', { default: 0 }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'organization_users', 'accepted');
  }
}
