import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, type TableOptions } from 'typeorm';

/** So many events get their lines by one statement, which is a transaction of its own on MySQL. */
const EVENTS_AT_ONCE = 1_000;
/** The levels of a path; 0 is the log of the installation. */
const LEVELS = Array.from({ length: 9 }, (_, level) => `SELECT ${level} AS n`).join(' UNION ALL ');
const LOG = "CASE l.n WHEN 0 THEN '' ELSE SUBSTR(s.path, l.n * 33 - 32, 32) END";

/**
 * Adds the order of events: in each event since when it has no place in it, the last place, and the place in each line of
 * the log. The lines are made anew from the events, in the order of their ids; a run that broke off begins again.
 */
export class EventOrder1796058000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { number } = types(runner);
    const columns = [number('id', integer(runner), true), number('last_place', 'bigint', false)];
    await create(runner, { name: 'audit_sequence', columns });
    await runner.query('DELETE FROM audit_sequence');
    if (!(await runner.hasColumn('audit_events', 'pending_since'))) await addPending(runner);
    await remakeLines(runner, true);
    await runner.query('UPDATE audit_events SET pending_since = NULL WHERE pending_since IS NOT NULL');
    await runner.query(
      'INSERT INTO audit_sequence (id, last_place) SELECT 1, COALESCE(MAX(l.sequence), 0) FROM audit_lines l',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await runner.hasTable('audit_lines')) await remakeLines(runner, false);
    if (await runner.hasColumn('audit_events', 'pending_since')) await dropPending(runner);
    await runner.dropTable('audit_sequence', true);
  }
}

/** Column and index in one statement, where a run could break off between two. */
async function addPending(runner: QueryRunner): Promise<void> {
  const add = 'ALTER TABLE audit_events ADD COLUMN pending_since bigint NULL';
  if (isMySql(runner))
    return void (await runner.query(`${add}, ADD INDEX ix_audit_events_pending (pending_since, id)`));
  await runner.query(add);
  await runner.query('CREATE INDEX ix_audit_events_pending ON audit_events (pending_since, id)');
}

async function dropPending(runner: QueryRunner): Promise<void> {
  const drop = 'ALTER TABLE audit_events DROP COLUMN pending_since';
  if (isMySql(runner)) return void (await runner.query(`${drop}, DROP INDEX ix_audit_events_pending`));
  await runner.query('DROP INDEX ix_audit_events_pending');
  await runner.query(drop);
}

async function remakeLines(runner: QueryRunner, hasSequence: boolean): Promise<void> {
  const { number, ascii, text } = types(runner);
  // Not by TypeORM, which remembers the keys of the table that it drops.
  await runner.query('DROP TABLE IF EXISTS audit_lines');
  const columns = [
    ascii('organization_id', true),
    number('at', 'bigint', true),
    ascii('event_id', true),
    text('action', 64),
  ];
  const indices = [
    { name: 'ix_audit_lines_action', columnNames: ['organization_id', 'action', 'at', 'event_id'], isUnique: false },
  ];
  if (hasSequence) {
    columns.push(number('sequence', 'bigint', false));
    indices.push({ name: 'uq_audit_lines_sequence', columnNames: ['organization_id', 'sequence'], isUnique: true });
  }
  await create(runner, { name: 'audit_lines', columns, indices });
  const placed = hasSequence ? { column: ', sequence', value: ', s.place' } : { column: '', value: '' };
  let place = 0;
  for (
    let [after, last] = ['', await lastOf(runner, '')];
    last !== null;
    after = last, last = await lastOf(runner, after)
  ) {
    await runner.query(
      `INSERT INTO audit_lines (organization_id, at, event_id, action${placed.column})
        SELECT ${LOG}, s.at, s.id, s.action${placed.value}
        FROM (SELECT e.id, e.at, e.action, o.path, COALESCE(o.depth, 0) AS depth,
            ? + ROW_NUMBER() OVER (ORDER BY e.at, e.id) AS place
          FROM audit_events e LEFT JOIN organizations o ON o.id = e.organization_id
          WHERE e.id > ? AND e.id <= ?) s
        JOIN (${LEVELS}) l ON l.n <= s.depth`,
      [place, after, last],
    );
    place += EVENTS_AT_ONCE;
  }
}

/** The id of the last event of a batch; null where there is none left. */
async function lastOf(runner: QueryRunner, after: string): Promise<string | null> {
  const [row] = (await runner.query(
    `SELECT MAX(t.id) AS last
      FROM (SELECT id FROM audit_events WHERE id > ? ORDER BY id LIMIT ${EVENTS_AT_ONCE}) t`,
    [after],
  )) as { last: string | null }[];
  return row?.last ?? null;
}

async function create(runner: QueryRunner, options: TableOptions): Promise<void> {
  const table = new Table(options);
  table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
  await runner.createTable(table, true);
}

const isMySql = (runner: QueryRunner) => runner.dataSource.options.type !== 'better-sqlite3';
const integer = (runner: QueryRunner) => (isMySql(runner) ? 'int' : 'integer');

function types(runner: QueryRunner) {
  const onMySql = isMySql(runner);
  const inMySql = (charset: string) => (onMySql ? { charset, collation: `${charset}_bin` } : {});
  const varchar = (name: string, length: number, charset: string): TableColumnOptions => ({
    ...{ name, type: 'varchar', length: String(length), ...inMySql(charset) },
  });
  return {
    number: (name: string, type: string, isPrimary: boolean): TableColumnOptions => ({ name, type, isPrimary }),
    ascii: (name: string, isPrimary: boolean) => ({ ...varchar(name, 32, 'ascii'), isPrimary }),
    text: (name: string, length: number) => varchar(name, length, 'utf8mb4'),
  };
}
