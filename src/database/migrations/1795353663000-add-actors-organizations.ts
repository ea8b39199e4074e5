import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  ['audit_events', 'actor_organization_id'],
  ['enterprise_freezes', 'frozen_by_organization_id'],
] as const;
const LEVELS = Array.from({ length: 8 }, (_, level) => `SELECT ${level} AS n`).join(' UNION ALL ');

/** From which organization somebody acted. Of what was done before this was kept it is told by the roles of now. */
export class AddActorsOrganizations1795353663000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // TypeORM's own way would copy the whole table on SQLite.
    const ascii = runner.dataSource.options.type === 'better-sqlite3' ? '' : ' CHARACTER SET ascii COLLATE ascii_bin';
    for (const [table, column] of COLUMNS) {
      if ((await isThere(runner, table, column)) === false) {
        await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} varchar(32)${ascii}`);
      }
    }
    await runner.query(`UPDATE audit_events SET actor_organization_id = ${placeOf('audit_events.actor_id', 'audit_events')}
      WHERE actor_organization_id IS NULL AND actor_kind IN ('organization', 'user')`);
    await runner.query(`UPDATE enterprise_freezes
      SET frozen_by_organization_id = ${placeOf('enterprise_freezes.frozen_by', 'enterprise_freezes')}
      WHERE frozen_by_organization_id IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS) {
      if (await isThere(runner, table, column)) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
}

/** The organization of a token, or the highest one above what a row is about in which its user has a role. */
function placeOf(tokenId: string, table: string): string {
  return `COALESCE((SELECT t.organization_id FROM access_tokens t WHERE t.id = ${tokenId}),
    (SELECT m.organization_id FROM access_tokens t JOIN organizations o ON o.id = ${table}.organization_id
      JOIN (${LEVELS}) l ON l.n < o.depth
      JOIN organization_users m ON m.organization_id = SUBSTR(o.path, l.n * 33 + 1, 32) AND m.user_id = t.user_id
      WHERE t.id = ${tokenId} ORDER BY l.n LIMIT 1))`;
}

/** Undefined where there is no table either. */
async function isThere(runner: QueryRunner, table: string, column: string): Promise<boolean | undefined> {
  return (await runner.getTable(table))?.columns.some(({ name }) => name === column);
}
