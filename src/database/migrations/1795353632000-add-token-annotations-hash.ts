import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMN = 'annotations_hash';

/** What a token's tag says of its annotations, so that no statement has to read them for it. */
export class AddTokenAnnotationsHash1795353632000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if ((await isThere(runner)) !== false) return;
    // TypeORM's own way would copy the whole table on SQLite.
    const ascii = runner.dataSource.options.type === 'better-sqlite3' ? '' : ' CHARACTER SET ascii COLLATE ascii_bin';
    await runner.query(`ALTER TABLE access_tokens ADD COLUMN ${COLUMN} varchar(64)${ascii}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await isThere(runner)) await runner.query(`ALTER TABLE access_tokens DROP COLUMN ${COLUMN}`);
  }
}

/** Undefined where there is no table either. */
async function isThere(runner: QueryRunner): Promise<boolean | undefined> {
  const table = await runner.getTable('access_tokens');
  return table?.columns.some(({ name }) => name === COLUMN);
}
