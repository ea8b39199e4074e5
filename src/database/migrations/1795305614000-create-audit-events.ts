import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnTypes } from '../column-types.js';
import { createTable } from '../create-table.js';

export class CreateAuditEvents1795305614000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = columnTypes(runner);
    const table = new Table({
      name: 'audit_events',
      columns: [
        column.id('id', { isPrimary: true }),
        column.time('at'),
        column.text('action', 64),
        column.text('actor_kind', 16),
        column.text('actor_id', 255),
        column.text('request_id', 128),
        column.text('ip', 45, { isNullable: true }),
        column.id('organization_id', { isNullable: true }),
        column.text('subject_type', 32),
        column.id('subject_id'),
        column.longText('data'),
      ],
      indices: [
        { name: 'ix_audit_events_organization', columnNames: ['organization_id', 'id'] },
        { name: 'ix_audit_events_action', columnNames: ['organization_id', 'action', 'id'] },
      ],
    });
    await createTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_events', true);
  }
}
