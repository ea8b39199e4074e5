import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

const INSERT = `(user_id, ancestor_id, organization_id)
  SELECT DISTINCT l.user_id, SUBSTR(o.path, ?, 32), l.organization_id
  FROM enterprise_users l JOIN organizations o ON o.id = l.organization_id
  WHERE l.enterprise_id > ? AND l.enterprise_id <= ? AND o.depth > ?`;

/** The users of so many enterprises are read by one statement, which is a transaction of its own on MySQL. */
const ENTERPRISES_AT_ONCE = 1_000;
/** The ids of a path have this length, and a separator behind each. */
const [ID_LENGTH, MAX_DEPTH] = [32, 8];

/**
 * Adds the table by which the visible users of an organization are looked up, and fills it from the roles in
 * enterprises. A run that broke off is continued by another from the beginning: rows that are there are left alone.
 */
export class UserReach1796040000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    const table = new Table({ name: 'user_reach', columns: columns(onMySql) });
    table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
    await runner.createTable(table, true);
    const insert = onMySql ? 'INSERT IGNORE INTO' : 'INSERT OR IGNORE INTO';
    for (let after = '', last = await lastOf(runner, after); last !== null; last = await lastOf(runner, after)) {
      for (let level = 0; level < MAX_DEPTH; level++) {
        const start = level * (ID_LENGTH + 1) + 1;
        await runner.query(`${insert} user_reach ${INSERT}`, [start, after, last, level]);
      }
      after = last;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('user_reach', true);
  }
}

/** The id of the last enterprise of a batch; null where there is none left. */
async function lastOf(runner: QueryRunner, after: string): Promise<string | null> {
  const [row] = (await runner.query(
    `SELECT MAX(t.id) AS last
      FROM (SELECT id FROM enterprises WHERE id > ? ORDER BY id LIMIT ${ENTERPRISES_AT_ONCE}) t`,
    [after],
  )) as { last: string | null }[];
  return row?.last ?? null;
}

function columns(onMySql: boolean): TableColumnOptions[] {
  return ['user_id', 'ancestor_id', 'organization_id'].map((name) => ({
    ...{ name, type: 'varchar', length: String(ID_LENGTH), isPrimary: true },
    ...(onMySql && { charset: 'ascii', collation: 'ascii_bin' }),
  }));
}
