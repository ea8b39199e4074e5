import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The row of the feed of events: what its cursors are sealed with, and up to which place events were cleared. */
export class EventFeed1796132000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    const word = onMySql ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {};
    const table = new Table({
      name: 'event_feed',
      columns: [
        { name: 'id', type: onMySql ? 'int' : 'integer', isPrimary: true },
        { name: 'cursor_key', type: 'varchar', length: '32', ...word },
        { name: 'cleared_place', type: 'bigint' },
      ],
    });
    table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
    await runner.createTable(table, true);
    const insert = onMySql ? 'INSERT IGNORE INTO' : 'INSERT OR IGNORE INTO';
    const key = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
    await runner.query(`${insert} event_feed (id, cursor_key, cleared_place) VALUES (1, ?, 0)`, [key]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('event_feed', true);
  }
}
