import { statSync } from 'node:fs';
import type { DataSource, QueryRunner } from 'typeorm';
import type { CallSignal } from '../../common/call-signal.js';
import { DATABASE_CLOCK, EMBEDDED_CLOCK, STATEMENT_CLOCK } from '../clock.js';
import { inStatementSpan } from '../../observability/statement-span.js';
import { ConditionError, RowCountError, sqliteError, UnavailableError } from '../database-errors.js';
import { boundManager } from '../entity-manager.js';
import type { Statement } from '../statement.js';
import type { DriverRow, SessionPool, Session } from '../session.js';

const YIELD_EVERY_MS = 5;

/**
 * One piece of work at a time, in the order of asking, reads and writes alike.
 *
 * TypeORM shares a single connection on SQLite. Without this queue one request's statement lands in another's
 * transaction: it succeeds, and vanishes when the other rolls back (typeorm#1884).
 */
export class SqliteSessionPool implements SessionPool {
  private readonly waiting: (() => void)[] = [];
  private busy = false;
  private lastYield = performance.now();
  private readonly session: Session;
  private readonly identity: string;

  /** `dataSource` must be initialised: the file is remembered as it is now. */
  constructor(
    dataSource: DataSource,
    private readonly file: string,
  ) {
    this.identity = fileIdentity(file) ?? 'missing';
    this.session = sqliteSession(dataSource.createQueryRunner());
  }

  async withSession<T>(signal: CallSignal, work: (session: Session) => Promise<T>): Promise<T> {
    await this.turn(signal);
    try {
      this.refuseForeignFile();
      return await work(this.session);
    } finally {
      this.next();
    }
  }

  private turn(signal: CallSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(new UnavailableError('the deadline passed'));
    if (!this.busy) {
      this.busy = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new UnavailableError('the deadline passed in the queue for the database'));
      };
      signal.addEventListener('abort', leave);
      this.waiting.push(enter);
    });
  }

  /**
   * The driver is synchronous and TypeORM adds only microtasks, so a full queue would never let a timer or a socket
   * run: every few milliseconds the next one starts from a macrotask.
   */
  private next(): void {
    if (performance.now() - this.lastYield < YIELD_EVERY_MS) return this.enterNext();
    setImmediate(() => {
      this.lastYield = performance.now();
      this.enterNext();
    });
  }

  private enterNext(): void {
    const enter = this.waiting.shift();
    if (enter) enter();
    else this.busy = false;
  }

  /** What is written into a file that was removed or replaced succeeds, and is lost. */
  private refuseForeignFile(): void {
    if (fileIdentity(this.file) === this.identity) return;
    throw new UnavailableError(`the database file ${this.file} was removed or replaced: restart the service`);
  }
}

function fileIdentity(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/** All sessions share the runner, so it is never released, and TypeORM's own manager on it never used. */
function sqliteSession(runner: QueryRunner): Session {
  return {
    async run(statements: readonly Statement[]): Promise<DriverRow[][]> {
      const results: DriverRow[][] = [];
      for (const statement of statements)
        results.push(statement.sql === '' ? [] : await runStatement(runner, statement));
      return results;
    },
    manager: (binding) => boundManager(runner, { ...binding, meaningOf: (error) => sqliteError(error, undefined) }),
    // A local connection has no state that ROLLBACK could fail to clear.
    discard: () => undefined,
  };
}

async function runStatement(runner: QueryRunner, statement: Statement): Promise<DriverRow[]> {
  try {
    const sql = inSqlite(statement.isCondition ? `SELECT ${statement.sql} AS is_so` : statement.sql);
    const result = await inStatementSpan('sqlite', [statement], () => runner.query(sql, [...statement.params], true));
    if (statement.rows === 1 && result.affected !== 1) throw new RowCountError('a statement did not touch its row');
    const rows = Array.isArray(result.records) ? (result.records as DriverRow[]) : [];
    if (statement.isCondition && rows[0]?.is_so !== 1) throw new ConditionError('a condition was not true');
    return rows;
  } catch (error) {
    throw error instanceof RowCountError ? error : sqliteError(error, statement.foreignKey);
  }
}

const translated = new Map<string, string>();

/**
 * Leaves out what only MySQL knows: locks (the queue is the lock), DUAL, the order of a join, the hint at a primary key,
 * reading what is not committed (the queue again), and other settings of a session.
 * Other index hints have a syntax of their own here, so that no plan depends on the statistics of an ANALYZE; so have the
 * clock and an insertion that leaves alone what is there, or changes it.
 */
function inSqlite(sql: string): string {
  let text = translated.get(sql);
  if (text === undefined) {
    text = sql
      .replace(/^START TRANSACTION$/, 'BEGIN IMMEDIATE')
      .replace(/^START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY$/, 'BEGIN')
      .replaceAll(DATABASE_CLOCK, EMBEDDED_CLOCK)
      .replaceAll(STATEMENT_CLOCK, EMBEDDED_CLOCK)
      .replace(/\bSELECT STRAIGHT_JOIN /g, 'SELECT ')
      .replace(/^INSERT IGNORE /, 'INSERT OR IGNORE ')
      .replace(/ ON DUPLICATE KEY UPDATE /, ' ON CONFLICT DO UPDATE SET ')
      .replace(/^SET (SESSION|TRANSACTION) .*$/, 'PRAGMA read_uncommitted')
      .replace(/ LOCK IN SHARE MODE| FOR UPDATE(?: SKIP LOCKED)?| FORCE INDEX \(PRIMARY\)| FROM DUAL/g, '')
      .replace(/ FORCE INDEX \((\w+)\)/g, ' INDEXED BY $1');
    // Lists of values make the number of texts unbounded; remembering the common ones is enough.
    if (translated.size < 500) translated.set(sql, text);
  }
  return text;
}
