import type { Env } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { openSql, type Sql } from '../database/sql.js';

const HELD_MS = 80;

/**
 * Holds up changes of one organization on MariaDB again and again, behind the drawing of the ids of their events. So they
 * are committed behind others whose ids are greater. On SQLite ids are drawn in the order of commits.
 */
export class LateCommits {
  private isStopped = false;

  constructor(
    private readonly env: Env,
    private readonly organization: Organization,
  ) {}

  stop(): void {
    this.isStopped = true;
  }

  async cause(): Promise<void> {
    let sql: Sql | undefined;
    while (!this.isStopped) {
      try {
        sql ??= await openSql(this.env);
        await this.hold(sql);
      } catch {
        // The database was killed.
        await sql?.close().catch(() => undefined);
        sql = undefined;
      }
      await moment();
    }
    await sql?.close();
  }

  private async hold(sql: Sql): Promise<void> {
    await sql.execute('START TRANSACTION');
    await sql.rows('SELECT id FROM organizations WHERE id = ? FOR UPDATE', [this.organization.id]);
    await moment();
    await sql.execute('ROLLBACK');
  }
}

function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, HELD_MS));
}
