import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Adds the table by which a far page of a list is found. It is filled as such pages are asked for. */
export class ManagedBlocks1796049000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    const id = { type: 'varchar', length: '32', isPrimary: true };
    const count = onMySql ? 'int' : 'integer';
    const ascii = onMySql ? { charset: 'ascii', collation: 'ascii_bin' } : {};
    const table = new Table({
      name: 'managed_blocks',
      columns: [
        { name: 'parent_id', ...id, ...ascii },
        { name: 'level', type: count, isPrimary: true },
        { name: 'last_id', ...id, ...ascii },
        { name: 'size', type: count },
      ],
    });
    table.engine = 'InnoDB ROW_FORMAT=DYNAMIC';
    await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('managed_blocks', true);
  }
}
