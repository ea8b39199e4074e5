import type { JoinableCondition } from '../common/standing.js';
import type { ForeignKeyName } from './constraints.js';
import type { EntityReader, EntityWriter } from './entity-manager.js';

/** What may be bound to a `?`: SQLite refuses booleans and dates, and a list would spread into the statement. */
export type Parameter = string | number | null;

declare const row: unique symbol;

export interface StatementOptions {
  /** The statement must touch exactly this many rows, or everything is rolled back with `RowCountError`. */
  readonly rows?: 1;
  /** The foreign key that this statement can break: SQLite does not name it. */
  readonly foreignKey?: ForeignKeyName;
}

/**
 * One statement with its bound values, and the type of its rows. `sql` may hold MySQL's lock words and index hints;
 * SQLite drops them.
 */
export interface Statement<R = unknown> extends StatementOptions {
  readonly sql: string;
  readonly params: readonly Parameter[];
  /** `sql` is a condition and no statement: where it is not true everything is rolled back with `ConditionError`. */
  readonly isCondition?: true;
  /** For the compiler alone: no statement has this member. */
  readonly [row]?: R;
}

/** The columns that a row may have: what the drivers give. */
export type Columns<R> = { [K in keyof R]: Parameter };

/**
 * A statement whose rows have the type `R`, as in `sql<{ id: string }>('SELECT id FROM …', [])`. The type is a promise
 * of the author: the compiler cannot read SQL. Without one the statement gives no rows that could be read.
 * @param params one for each `?`, in order
 */
export function sql<R extends Columns<R> = never>(
  text: string,
  params: readonly Parameter[],
  options: StatementOptions = {},
): Statement<R> {
  return { sql: text, params, ...options };
}

/** A statement without rows that is not sent: for a list of ids that is empty, about which there is nothing to ask. */
export function noRows<R extends Columns<R>>(): Statement<R> {
  return { sql: '', params: [] };
}

/**
 * Lets the next statement of a `Reader` see what other transactions have written and not committed, so that it can name
 * what has to be waited for. It holds for one statement outside of a transaction. On SQLite it has no effect.
 */
export const READ_UNCOMMITTED: Statement<never> = sql('SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED', []);

type RowOf<S> = S extends Statement<infer R> ? R : never;

/** The rows of each statement, in the order of the statements. */
export type Results<S extends readonly Statement[]> = { -readonly [K in keyof S]: RowOf<S[K]>[] };

/** A statement of a transaction that is sent with the next ones. */
export interface Queued<R> {
  /** @throws Error before the statement has been sent */
  readonly rows: R[];
}

/** Reading, outside of any transaction. */
export interface Reader {
  /** For plain reads of one entity, typed by it. Several reads in one trip are statements. */
  readonly manager: EntityReader;
  /**
   * One round trip for all statements (MySQL), or one after another (SQLite).
   * @throws Error for a lock outside of an open transaction: it would be gone at once
   */
  read<S extends readonly Statement[]>(...statements: S): Promise<Results<S>>;
}

declare const inTransaction: unique symbol;

/**
 * A transaction that has been or will be begun. Only `Database.write` can make one, and every function that writes
 * takes one, so a write outside of a transaction does not compile.
 */
export interface Tx extends Reader {
  readonly [inTransaction]: true;
  /** For plain reads and writes of one entity, in this transaction, a trip for each: begins it, sends what is queued. */
  readonly manager: EntityWriter;
  /**
   * Queues a statement. It is sent with the next `query`, `flush` or `flushAndCommit`, at the latest before COMMIT.
   * @returns where its rows can be read after that
   */
  queue<R>(statement: Statement<R>): Queued<R>;
  /**
   * Sends these statements behind what is queued, in one round trip, BEGIN ahead of the first; gives the rows of these
   * statements and of none that was queued before.
   */
  query<S extends readonly Statement[]>(...statements: S): Promise<Results<S>>;
  /**
   * Queues the check that the caller may still do this (`CallContext.standing`), once; ahead of COMMIT it is queued by
   * itself where something was written. Call it before a change of what the caller's permission depends on, and after the
   * wait for a contended lock, since a revocation waits from here on.
   */
  admit(): void;
  /**
   * As `admit`, for a statement that demands its one row: a condition for its WHERE, which spares a statement. True where
   * there is nothing to check, or it was checked.
   */
  admission(): JoinableCondition;
  /** Sends what is queued in one round trip, BEGIN ahead of the first. */
  flush(): Promise<void>;
  /**
   * As `query`, with COMMIT in the same trip. Only where a unique key makes the outcome recognisable: on MySQL such
   * a batch goes on, and commits, even after its connection is gone.
   */
  flushAndCommit<S extends readonly Statement[]>(...statements: S): Promise<Results<S>>;
}
