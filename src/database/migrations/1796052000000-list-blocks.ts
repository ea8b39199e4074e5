import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/**
 * Blocks of several kinds of lists, in place of those of managed organizations alone. The table is filled as lists are
 * read, so nothing is copied; but for the enterprises that each organization has had deleted, which it counts.
 */
export class ListBlocks1796052000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    const count = onMySql ? 'int' : 'integer';
    const word = onMySql ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {};
    const ascii = onMySql ? { charset: 'ascii', collation: 'ascii_bin' } : {};
    const table = new Table({
      name: 'list_blocks',
      columns: [
        { name: 'kind', type: 'varchar', length: '16', isPrimary: true, ...word },
        { name: 'owner_id', type: 'varchar', length: '32', isPrimary: true, ...ascii },
        { name: 'level', type: count, isPrimary: true },
        { name: 'last_id', type: 'varchar', length: '32', isPrimary: true, ...ascii },
        { name: 'size', type: count },
      ],
    });
    table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
    await runner.createTable(table, true);
    const insert = onMySql ? 'INSERT IGNORE INTO' : 'INSERT OR IGNORE INTO';
    await runner.query(
      `${insert} list_blocks (kind, owner_id, level, last_id, size)
        SELECT 'individual', organization_id, 0, '', COUNT(*) FROM deleted_enterprises GROUP BY organization_id`,
    );
    await runner.dropTable('managed_blocks', true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('list_blocks', true);
  }
}
