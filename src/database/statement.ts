import type { Condition } from '../common/standing.js';
import type { ForeignKeyName } from './constraints.js';

/** What may be bound to a `?`: SQLite refuses booleans and dates, and a list would spread into the statement. */
export type Parameter = string | number | null;

/** A row as the driver gives it: column name (or alias) to value. */
export type Row = Record<string, string | number | null>;

/** One statement with its bound values. `sql` may hold MySQL's lock words and index hints; SQLite drops them. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly Parameter[];
  /** The statement must touch exactly this many rows, or everything is rolled back with `UnexpectedRowCount`. */
  readonly rows?: 1;
  /** `sql` is a condition and no statement: where it is not true everything is rolled back in the same way. */
  readonly isCondition?: true;
  /** The foreign key that this statement can break: SQLite does not say which one it was. */
  readonly foreignKey?: ForeignKeyName;
}

/** Reading, outside of any transaction. */
export interface Reader {
  /** One round trip for all statements (MySQL), or one after another (SQLite); a list of rows for each. */
  read(...steps: readonly Statement[]): Promise<Row[][]>;
}

declare const inTransaction: unique symbol;

/**
 * A transaction that has been or will be begun. Only `Database.write` can make one, and everything that writes asks
 * for one, so a write outside a transaction does not compile. It offers statements and no EntityManager: TypeORM's
 * would open and commit a transaction of its own in the middle of ours.
 */
export interface Tx extends Reader {
  readonly [inTransaction]: true;
  /** Queues a statement. It is sent with the next `send` or `finish`, at the latest before COMMIT. */
  queue(step: Statement): void;
  /**
   * Queues the question whether the caller may still do this (`CallContext.standing`); done once, and by itself ahead of
   * COMMIT where something was written. Who changes what the caller stands on asks ahead of that; who waits for a lock
   * that many wait for asks behind it, since from here on a revocation waits.
   */
  admit(): void;
  /**
   * As `admit`, for a statement that demands its one row: a condition for its WHERE, which spares a statement. True where
   * there is nothing to ask, or it has been asked.
   */
  admission(): Condition;
  /** Sends what is queued in one round trip, BEGIN ahead of the first; gives the rows of each statement. */
  flush(): Promise<Row[][]>;
  /**
   * As `send`, with COMMIT in the same trip. Only where a unique key makes the outcome recognisable: on MySQL such
   * a batch goes on, and commits, even after its connection is gone.
   */
  flushAndCommit(): Promise<Row[][]>;
}
