import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { DatabaseConnection } from './connection.js';
import { Database } from '../database.js';
import { TransientError } from '../database-errors.js';
import { schemaProblem } from './schema-problem.js';

const PATIENCE_MS = 1_000;
const REMEMBERED_MS = 1_000;

/** Whether the database can serve: what a load balancer needs before it sends requests. */
export interface DatabaseState {
  readonly ready: boolean;
  /** In words for the operator, without anything that an attacker could use. */
  readonly problem?: string;
}

/** Ends the rehearsal of a write, which must leave nothing behind. */
class Rehearsed extends Error {}

/** Whether a tenant can be created here: queries the database at most once a second. */
@Injectable()
export class Readiness {
  private last: Promise<DatabaseState> | undefined;
  private askedAt = -Infinity;
  private begun = false;
  /** What the schema was found to lack. */
  private lack: string | undefined;

  constructor(
    private readonly database: Database,
    private readonly connection: DatabaseConnection,
  ) {}

  /** The start is done: connected, nothing lacking, and all is loaded that is held in memory. */
  begin(): void {
    this.begun = true;
  }

  /**
   * Ready when the start is done, the database answers within a second, its schema is at least what this build needs
   * and holds the reference data, and a write is taken. `SELECT 1` would be answered by a node without a quorum, too,
   * by a database without a schema, and by a former primary.
   */
  check(): Promise<DatabaseState> {
    if (!this.last || performance.now() - this.askedAt > REMEMBERED_MS) {
      this.askedAt = performance.now();
      this.last = this.query();
    }
    return this.last;
  }

  /**
   * Refuses requests before the start is done, and while the schema lacks something: half of the routes would fail in
   * misleading ways. Costs nothing otherwise. A database that cannot be reached, or is read-only, is not checked here:
   * requests that can still be served are.
   * @throws DomainError `unavailable`
   */
  async admit(): Promise<void> {
    if (this.begun && this.lack === undefined) return;
    const { ready, problem } = await this.check();
    if (!ready && (!this.begun || this.lack !== undefined)) {
      throw new DomainError('unavailable', {}, { cause: new Error(problem) });
    }
  }

  /** As `check`, of the schema and the reference data alone; the sentence names the command. */
  lacks(ctx: Pick<CallContext, 'signal'>): Promise<string | undefined> {
    return schemaProblem(this.database, this.connection.migrationNames, ctx);
  }

  private async query(): Promise<DatabaseState> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    try {
      this.lack = await this.lacks(ctx);
      if (this.lack !== undefined) return { ready: false, problem: this.lack };
      if (!this.begun) return { ready: false, problem: 'The start is not done yet: see the log.' };
      if (!this.connection.embedded) await this.rehearseWrite(ctx);
      return { ready: true };
    } catch (error) {
      return { ready: false, problem: problemOf(error) };
    }
  }

  /**
   * A write that touches no row and is rolled back: refused where writes are, and nothing for the disk or the binary log
   * where they are not. Settings such as `read_only` do not tell: they do not hold for every user. On SQLite it would
   * fail for no more than another process that is writing.
   */
  private async rehearseWrite(ctx: Pick<CallContext, 'signal'>): Promise<void> {
    try {
      await this.database.write(ctx, async (tx) => {
        tx.queue({ sql: 'UPDATE organizations SET id = id WHERE 1 = 0', params: [] });
        await tx.flush();
        throw new Rehearsed();
      });
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error;
    }
  }
}

function problemOf(error: unknown): string {
  const fault = error instanceof DomainError ? error.cause : undefined;
  if (fault instanceof TransientError && fault.reason === 'read_only') {
    return 'The database takes no writes: it is read-only, or is not the primary (any more).';
  }
  return 'The database does not answer: see the log.';
}
