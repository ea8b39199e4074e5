import type { CallSignal } from '../common/call-signal.js';
import type { Condition, JoinableCondition, Standing } from '../common/standing.js';
import type { EntityWriter } from './entity-manager.js';
import type { Queued, Results, Statement, Tx } from './statement.js';
import { type DriverRow, refuseLock, type Session } from './session.js';
import { UnavailableError } from './database-errors.js';

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
  signal: CallSignal,
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

const TRUE: Condition = { sql: '1 = 1', params: [] };

/** Statements that only read: a transaction of nothing else needs no check of the caller's standing. */
const READS = /^\s*SELECT\b/i;

class QueuedStatement implements Queued<DriverRow> {
  private result: DriverRow[] | undefined;

  constructor(readonly statement: Statement) {}

  get rows(): DriverRow[] {
    if (!this.result) throw new Error(`It has no rows before it has been sent: ${this.statement.sql}`);
    return this.result;
  }

  set rows(rows: DriverRow[]) {
    this.result = rows;
  }
}

class Transaction {
  private queued: QueuedStatement[] = [];
  private state: 'not begun' | 'open' | 'over' = 'not begun';
  private hasWritten = false;
  private isAdmitted = false;
  private entityManager: EntityWriter | undefined;

  constructor(
    private readonly session: Session,
    private readonly signal: CallSignal,
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
    const queued = statements.map((statement) => this.queue(statement));
    await this.flush();
    return queued.map(({ rows }) => rows) as Results<S>;
  }

  queue(statement: Statement): Queued<DriverRow> {
    this.hasWritten ||= !READS.test(statement.sql);
    const queued = new QueuedStatement(statement);
    this.queued.push(queued);
    return queued;
  }

  admit(): void {
    if (!this.standing || this.isAdmitted) return;
    this.isAdmitted = true;
    this.queued.push(new QueuedStatement({ ...this.standing.condition(), isCondition: true }));
  }

  admission(): JoinableCondition {
    if (!this.standing || this.isAdmitted) return TRUE;
    this.isAdmitted = true;
    return this.standing.condition();
  }

  async flush(): Promise<void> {
    await this.send();
  }

  async flushAndCommit<S extends readonly Statement[]>(...statements: S): Promise<Results<S>> {
    this.refuseAfterDeadline();
    const queued = statements.map((statement) => this.queue(statement));
    if (this.hasWritten) this.admit();
    await this.send(COMMIT);
    this.state = 'over';
    return queued.map(({ rows }) => rows) as Results<S>;
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

  private async send(...last: readonly Statement[]): Promise<void> {
    if (this.state === 'over') throw new Error('This transaction is over: nothing can be added to it.');
    const first = this.state === 'not begun' ? [BEGIN] : [];
    const sent = this.queued;
    this.queued = [];
    this.state = 'open';
    const results = await this.session.run([...first, ...sent.map(({ statement }) => statement), ...last]);
    sent.forEach((queued, index) => (queued.rows = results[first.length + index] ?? []));
  }

  /** A client that got 503 must not find its row later: nothing is committed after the deadline. */
  private refuseAfterDeadline(): void {
    if (this.signal.aborted) throw new UnavailableError('the deadline passed before COMMIT');
  }
}
