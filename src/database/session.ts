import type { EntityManager } from 'typeorm';
import type { CallSignal } from '../common/call-signal.js';
import type { EntityReader, ManagerBinding } from './entity-manager.js';
import type { Parameter, Reader, Results, Statement } from './statement.js';

/** A row as a driver returns it. Its statement declares the type with which it is read. */
export type DriverRow = Record<string, Parameter>;

/** One connection to the database, held by one piece of work. */
export interface Session {
  /**
   * Runs the statements in order, in one round trip where the database can; stops at the first that fails.
   * @throws ConstraintError, RowCountError, TransientError, UnavailableError, or the driver's error
   */
  run(statements: readonly Statement[]): Promise<DriverRow[][]>;
  /** TypeORM's manager on this connection, whose statements pass `before` each. */
  manager(binding: Omit<ManagerBinding, 'meaningOf'>): EntityManager;
  /** The connection's state is unknown: it must not serve again. */
  discard(): void;
}

/** How sessions are handed out: a pool on MySQL, one after another on SQLite. */
export interface SessionPool {
  withSession<T>(signal: CallSignal, work: (session: Session) => Promise<T>): Promise<T>;
}

/** Reads on this session by itself: every statement is a transaction of its own. */
export function readerOn(session: Session): Reader {
  return new SessionReader(session);
}

class SessionReader implements Reader {
  constructor(private readonly session: Session) {}

  get manager(): EntityReader {
    return this.session.manager({ isInTransaction: false, before: async () => undefined });
  }

  read<S extends readonly Statement[]>(...statements: S): Promise<Results<S>> {
    statements.forEach(refuseLock);
    return this.session.run(statements) as Promise<Results<S>>;
  }
}

const LOCK = /\b(FOR UPDATE|FOR SHARE|LOCK IN SHARE MODE)\b/;

/** The lock would be gone as soon as the statement is done, and what was read could change before it is used. */
export function refuseLock({ sql }: Statement): void {
  const lock = LOCK.exec(sql)?.[0];
  if (lock === undefined) return;
  throw new Error(`${lock} locks nothing outside of a transaction: send it by tx.query, which begins one. ${sql}`);
}

/** One state of all tables, whatever is committed meanwhile. A long statement is not ended by the limit of requests. */
const BEGIN_SNAPSHOT: readonly Statement[] = [
  // The second setting is for MySQL, which reads the first one as a comment.
  { sql: 'SET SESSION /*M! max_statement_time = 0, */ sql_safe_updates = 0', params: [] },
  { sql: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', params: [] },
  { sql: 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY', params: [] },
];
const END_SNAPSHOT: Statement = { sql: 'ROLLBACK', params: [] };

/** Reads on this session one state of the database, and writes nothing. */
export async function runOnSnapshot<T>(session: Session, work: (reader: Reader) => Promise<T>): Promise<T> {
  try {
    await session.run(BEGIN_SNAPSHOT);
    return await work(readerOn(session));
  } finally {
    // Its settings are not those of other sessions.
    session.discard();
    await session.run([END_SNAPSHOT]).catch(() => undefined);
  }
}
