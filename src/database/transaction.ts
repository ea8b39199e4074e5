import type { EntityManager } from 'typeorm';
import type { Condition, Standing } from '../common/standing.js';
import type { EntityWriter, ManagerBinding } from './entity-manager.js';
import type { Reader, Results, Row, Statement, Tx } from './statement.js';
import { UnavailableError } from './database-errors.js';

/** One connection to the database, held by one piece of work. */
export interface Session {
  /**
   * Runs the statements in order, in one round trip where the database can; stops at the first that fails.
   * @throws ConstraintError, RowCountError, TransientError, UnavailableError, or the driver's error
   */
  run(statements: readonly Statement[]): Promise<Row[][]>;
  /** TypeORM's manager on this connection, whose statements pass `before` each. */
  manager(binding: Omit<ManagerBinding, 'meaningOf'>): EntityManager;
  /** The connection's state is unknown: it must not serve again. */
  discard(): void;
}

/** How sessions are handed out: a pool on MySQL, one after another on SQLite. */
export interface SessionPool {
  withSession<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T>;
}

const BEGIN: Statement = { sql: 'START TRANSACTION', params: [] };
const COMMIT: Statement = { sql: 'COMMIT', params: [] };
const ROLLBACK: Statement = { sql: 'ROLLBACK', params: [] };

/**
 * Runs `work` in one transaction on this session: commits what it leaves, rolls back whatever it throws.
 *
 * Nothing is retried here. After a deadlock InnoDB has ended the transaction already and the next statement would
 * commit by itself, so the only place that may try again is outside of BEGIN (`Database.write`).
 */
export async function runInTransaction<T>(
  session: Session,
  signal: AbortSignal,
  work: (tx: Tx) => Promise<T>,
  standing?: Standing,
): Promise<T> {
  const transaction = new Transaction(session, signal, standing);
  try {
    // The one place where the brand is given: see `Tx`.
    const result = await work(transaction as unknown as Tx);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/** Reads on this session by itself: every statement is a transaction of its own. */
export function readerOn(session: Session): Reader {
  return {
    get manager() {
      return session.manager({ isInTransaction: false, before: async () => undefined });
    },
    async read<S extends readonly Statement[]>(...statements: S): Promise<Results<S>> {
      statements.forEach(refuseLock);
      return (await session.run(statements)) as Results<S>;
    },
  };
}

const LOCK = /\b(FOR UPDATE|FOR SHARE|LOCK IN SHARE MODE)\b/;

/** The lock would be gone as soon as the statement is done, and what was read could change before it is used. */
function refuseLock({ sql }: Statement): void {
  const lock = LOCK.exec(sql)?.[0];
  if (lock === undefined) return;
  throw new Error(`${lock} locks nothing outside of a transaction: send it by tx.query, which begins one. ${sql}`);
}

/** The rows of the statements that were queued last. */
function lastOf<S extends readonly Statement[]>(results: Row[][], statements: S): Results<S> {
  return results.slice(results.length - statements.length) as Results<S>;
}

const TRUE: Condition = { sql: '1 = 1', params: [] };

/** Statements that only read: a transaction of nothing else needs no check of the caller's standing. */
const READS = /^\s*SELECT\b/i;

class Transaction {
  private queued: Statement[] = [];
  private state: 'not begun' | 'open' | 'over' = 'not begun';
  private hasWritten = false;
  private isAdmitted = false;
  private entityManager: EntityWriter | undefined;
  /** The check of the caller's standing, where it is a statement of its own. */
  private question: Statement | undefined;

  constructor(
    private readonly session: Session,
    private readonly signal: AbortSignal,
    private readonly standing: Standing | undefined,
  ) {}

  get manager(): EntityWriter {
    this.entityManager ??= this.session.manager({ isInTransaction: true, before: (sql) => this.passing(sql) });
    return this.entityManager;
  }

  async read<S extends readonly Statement[]>(...statements: S): Promise<Results<S>> {
    if (this.state !== 'open') statements.forEach(refuseLock);
    return (await this.session.run(statements)) as Results<S>;
  }

  async query<S extends readonly Statement[]>(...statements: S): Promise<Results<S>> {
    for (const statement of statements) this.queue(statement);
    return lastOf(await this.flush(), statements);
  }

  queue(statement: Statement): void {
    this.hasWritten ||= !READS.test(statement.sql);
    this.queued.push(statement);
  }

  admit(): void {
    if (!this.standing || this.isAdmitted) return;
    this.isAdmitted = true;
    this.question = { ...this.standing.condition(), isCondition: true };
    this.queued.push(this.question);
  }

  admission(): Condition {
    if (!this.standing || this.isAdmitted) return TRUE;
    this.isAdmitted = true;
    return this.standing.condition();
  }

  async flush(): Promise<Row[][]> {
    const { taken, begins } = this.take();
    const results = await this.session.run(begins ? [BEGIN, ...taken] : taken);
    return this.resultsOf(taken, begins ? results.slice(1) : results);
  }

  async flushAndCommit<S extends readonly Statement[]>(...statements: S): Promise<Results<S>> {
    this.refuseAfterDeadline();
    for (const statement of statements) this.queue(statement);
    if (this.hasWritten) this.admit();
    const { taken, begins } = this.take();
    const results = await this.session.run(begins ? [BEGIN, ...taken, COMMIT] : [...taken, COMMIT]);
    this.state = 'over';
    return lastOf(this.resultsOf(taken, results.slice(begins ? 1 : 0, -1)), statements);
  }

  async commit(): Promise<void> {
    if (this.state === 'over') return;
    if (this.hasWritten) this.admit();
    if (this.queued.length > 0) await this.flush();
    if (this.state !== 'open') return;
    this.refuseAfterDeadline();
    await this.session.run([COMMIT]);
    this.state = 'over';
  }

  async rollback(): Promise<void> {
    if (this.state !== 'open') return;
    this.state = 'over';
    try {
      await this.session.run([ROLLBACK]);
    } catch {
      // The state of the connection is unknown now. The error that led here is the one to report.
      this.session.discard();
    }
  }

  /** What is queued came first in the code; and a statement of the manager's begins the transaction, as any does. */
  private async passing(sql: string): Promise<void> {
    this.hasWritten ||= !READS.test(sql);
    if (this.state !== 'open' || this.queued.length > 0) await this.flush();
  }

  private take(): { taken: Statement[]; begins: boolean } {
    if (this.state === 'over') throw new Error('This transaction is over: nothing can be added to it.');
    const batch = { taken: this.queued, begins: this.state === 'not begun' };
    this.queued = [];
    this.state = 'open';
    return batch;
  }

  /** The results of the statements without that of the standing's check, which was not queued by the caller of `flush`. */
  private resultsOf(statements: readonly Statement[], results: Row[][]): Row[][] {
    return results.filter((_, position) => statements[position] !== this.question);
  }

  /** A client that got 503 must not find its row later: nothing is committed after the deadline. */
  private refuseAfterDeadline(): void {
    if (this.signal.aborted) throw new UnavailableError('the deadline passed before COMMIT');
  }
}
