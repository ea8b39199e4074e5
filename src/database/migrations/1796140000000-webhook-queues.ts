import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** The columns of a lease of one delivery, with their types. */
const LEASE = { leased_until: 'bigint', lease_id: 'varchar(32)' } as const;

/** Adds the queue of each endpoint of webhooks: what is leased is an endpoint, and no longer a delivery. */
export class WebhookQueues1796140000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    const ascii = onMySql ? { charset: 'ascii', collation: 'ascii_bin' } : {};
    const id = (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '32', ...ascii });
    const table = new Table({
      name: 'webhook_queues',
      columns: [
        { ...id('endpoint_id'), isPrimary: true },
        { name: 'lane', type: onMySql ? 'int' : 'integer' },
        { name: 'due_at', type: 'bigint', isNullable: true },
        { ...id('lease_id'), isNullable: true },
      ],
      indices: [{ name: 'ix_webhook_queues_due', columnNames: ['lane', 'due_at'] }],
    });
    table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
    await runner.createTable(table, true);
    for (const name of Object.keys(LEASE)) {
      // Not by TypeORM, which makes the whole table anew on SQLite.
      if (await runner.hasColumn('webhook_deliveries', name))
        await runner.query(`ALTER TABLE webhook_deliveries DROP COLUMN ${name}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    for (const [name, type] of Object.entries(LEASE)) {
      const ascii = onMySql && name === 'lease_id' ? ' CHARACTER SET ascii COLLATE ascii_bin' : '';
      if (!(await runner.hasColumn('webhook_deliveries', name)))
        await runner.query(`ALTER TABLE webhook_deliveries ADD COLUMN ${name} ${type}${ascii} NULL`);
    }
    await runner.dropTable('webhook_queues', true);
  }
}
