import { Injectable } from '@nestjs/common';
import { DatabaseConnection } from './connection.js';
import { Database } from './database.js';

const PATIENCE_MS = 1_000;
const REMEMBERED_MS = 1_000;

/** Whether the database can serve: what a balancer should know before it sends anybody. */
export interface DatabaseState {
  readonly ready: boolean;
  /** In words for the operator, without anything that an attacker could use. */
  readonly problem?: string;
}

/** Asks the database, at most once a second. */
@Injectable()
export class Readiness {
  private last: Promise<DatabaseState> | undefined;
  private askedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly connection: DatabaseConnection,
  ) {}

  /**
   * Ready when a real table answers within a second and the schema is at least what this build needs. `SELECT 1`
   * would be answered by a node without a quorum, too, and by a database that nobody has migrated.
   */
  check(): Promise<DatabaseState> {
    if (!this.last || performance.now() - this.askedAt > REMEMBERED_MS) {
      this.askedAt = performance.now();
      this.last = this.ask();
    }
    return this.last;
  }

  private async ask(): Promise<DatabaseState> {
    try {
      const [applied] = await this.database.read({ signal: AbortSignal.timeout(PATIENCE_MS) }, (reader) =>
        reader.read(
          { sql: 'SELECT name FROM migrations', params: [] },
          { sql: 'SELECT id FROM organizations LIMIT 1', params: [] },
        ),
      );
      const names = new Set(applied!.map(({ name }) => String(name)));
      const missing = this.connection.migrationNames.filter((name) => !names.has(name));
      if (missing.length === 0) return { ready: true };
      return { ready: false, problem: `the schema lacks ${missing.length} migrations: run tenantry db migrate` };
    } catch {
      return { ready: false, problem: 'the database does not answer, or has not been migrated: see the log' };
    }
  }
}
