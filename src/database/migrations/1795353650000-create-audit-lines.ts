import { type MigrationInterface, type QueryRunner, Table, TableIndex, type TableIndexOptions } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { index } from '../constraints.js';
import { createTable } from '../create-table.js';

const FORMER = [
  { name: 'ix_audit_events_organization', columnNames: ['organization_id', 'id'] },
  { name: 'ix_audit_events_action', columnNames: ['organization_id', 'action', 'id'] },
];
const PRESENT = ['ix_audit_events_own', 'ix_audit_events_own_action'] as const;
const LEVELS = Array.from({ length: 8 }, (_, level) => `SELECT ${level} AS n`).join(' UNION ALL ');

/** Every event stands in the logs of all organizations above it, too, and logs are in the order of time. */
export class CreateAuditLines1795353650000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const lines = new Table({
      name: 'audit_lines',
      columns: [
        column.id('organization_id', { isPrimary: true }),
        column.time('at', { isPrimary: true }),
        column.id('event_id', { isPrimary: true }),
        column.text('action', 64),
      ],
      indices: [index('ix_audit_lines_action')],
    });
    await createTable(runner, lines);
    await runner.query(`INSERT INTO audit_lines (organization_id, at, event_id, action)
      SELECT '', e.at, e.id, e.action FROM audit_events e
      WHERE NOT EXISTS (SELECT 1 FROM audit_lines x WHERE x.organization_id = '' AND x.at = e.at AND x.event_id = e.id)`);
    const ancestor = 'SUBSTR(o.path, l.n * 33 + 1, 32)';
    await runner.query(`INSERT INTO audit_lines (organization_id, at, event_id, action)
      SELECT ${ancestor}, e.at, e.id, e.action
      FROM audit_events e JOIN organizations o ON o.id = e.organization_id JOIN (${LEVELS}) l ON l.n < o.depth
      WHERE NOT EXISTS (SELECT 1 FROM audit_lines x
        WHERE x.organization_id = ${ancestor} AND x.at = e.at AND x.event_id = e.id)`);
    await exchange(runner, FORMER, PRESENT.map(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    await exchange(runner, PRESENT.map(index), FORMER);
    await runner.dropTable('audit_lines', true);
  }
}

/** Makes some indexes of the events where they are missing, and drops others where they are there. */
async function exchange(
  runner: QueryRunner,
  former: readonly TableIndexOptions[],
  present: readonly TableIndexOptions[],
): Promise<void> {
  const events = await runner.getTable('audit_events');
  if (!events) return;
  const isThere = (wanted: TableIndexOptions) => events.indices.some(({ name }) => name === wanted.name);
  for (const each of present) if (!isThere(each)) await runner.createIndex('audit_events', new TableIndex(each));
  for (const each of former) if (isThere(each)) await runner.dropIndex('audit_events', each.name!);
}
