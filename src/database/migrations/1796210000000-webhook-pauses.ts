import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = { failed_turns: 'int NOT NULL DEFAULT 0', paused_until: 'bigint' } as const;

/** Adds the pauses of endpoints of webhooks to which nothing succeeds. */
export class WebhookPauses1796210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onMySql = runner.dataSource.options.type !== 'better-sqlite3';
    for (const [name, type] of Object.entries(COLUMNS)) {
      // Not by TypeORM, which makes the whole table anew on SQLite.
      if (!(await runner.hasColumn('webhook_queues', name)))
        await runner.query(
          `ALTER TABLE webhook_queues ADD COLUMN ${runner.dataSource.driver.escape(name)} ${onMySql ? type : type.replace(/^int\b/, 'integer')}`,
        );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(COLUMNS)) {
      if (await runner.hasColumn('webhook_queues', name))
        await runner.query(`ALTER TABLE webhook_queues DROP COLUMN ${name}`);
    }
  }
}
