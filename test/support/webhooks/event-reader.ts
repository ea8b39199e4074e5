import type { Env } from '../../../src/config/env.js';
import { openSql, type Sql } from '../database/sql.js';

/** Reads events on by their places, whatever happens to the database, as a reader of the feed does. */
export class EventReader {
  readonly read: string[] = [];
  private last = 0;
  private isStopped = false;

  constructor(private readonly env: Env) {}

  stop(): void {
    this.isStopped = true;
  }

  async readOn(): Promise<void> {
    let sql: Sql | undefined;
    while (!this.isStopped) {
      try {
        sql ??= await openSql(this.env);
        const lines = await sql.rows(
          "SELECT event_id, sequence FROM audit_lines WHERE organization_id = '' AND sequence > ? ORDER BY sequence LIMIT 500",
          [this.last],
        );
        this.read.push(...lines.map(({ event_id: id }) => String(id)));
        this.last = Number(lines.at(-1)?.sequence ?? this.last);
      } catch {
        // The database was killed: another connection goes on behind what was read.
        await sql?.close().catch(() => undefined);
        sql = undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await sql?.close();
  }
}
