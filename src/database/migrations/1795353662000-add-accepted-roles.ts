import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMN = 'accepted';

/** Whether a user has accepted a role in an organization. None counts as accepted that was given before this was kept. */
export class AddAcceptedRoles1795353662000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if ((await isThere(runner)) !== false) return;
    // TypeORM's own way would copy the whole table on SQLite.
    await runner.query(`ALTER TABLE organization_users ADD COLUMN ${COLUMN} tinyint NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await isThere(runner)) await runner.query(`ALTER TABLE organization_users DROP COLUMN ${COLUMN}`);
  }
}

/** Undefined where there is no table either. */
async function isThere(runner: QueryRunner): Promise<boolean | undefined> {
  const table = await runner.getTable('organization_users');
  return table?.columns.some(({ name }) => name === COLUMN);
}
