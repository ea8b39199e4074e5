import { type MigrationInterface, type QueryRunner, type Table, TableIndex } from 'typeorm';
import { index } from '../constraints.js';

const NAME = 'ix_enterprises_user_email';
/** What stood in its place: it names the person and nothing else, so SQLite sorted the rest for every page. */
const OLD_NAME = 'ix_enterprises_user';

/** The enterprises that were made for a person's email are read off the index in pages, and leave it when they forget it. */
export class IndexEnterprisesByEmail1795353661000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await exchange(runner, OLD_NAME, new TableIndex(index(NAME)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await exchange(runner, NAME, new TableIndex({ name: OLD_NAME, columnNames: ['user_id'] }));
  }
}

/** The new one first: the foreign key of the user needs one of the two at any time. */
async function exchange(runner: QueryRunner, from: string, to: TableIndex): Promise<void> {
  const table = await runner.getTable('enterprises');
  if (!table) return;
  if (!isThere(table, to.name!)) await runner.createIndex(table, to);
  if (isThere(table, from)) await runner.dropIndex(table, from);
}

function isThere({ indices }: Table, wanted: string): boolean {
  return indices.some(({ name }) => name === wanted);
}
