import type { DataSource, QueryRunner } from 'typeorm';
import { mysqlFault, TransientFault, UnavailableFault } from './faults.js';
import type { Parameter, Row, Step } from './steps.js';
import type { Gate, Session } from './transaction.js';

const POOL_WAIT_MS = 2_000;

/**
 * What every connection is told before it serves: mysql2 queues it ahead of the first statement.
 *
 * The sql_mode matters for safety and not only for strictness: values are quoted by the driver, and that quoting is
 * wrong under NO_BACKSLASH_ESCAPES. MySQL has no `max_statement_time`; there the deadline and the destroyed
 * connection are the limit. `idle_transaction_timeout` (MariaDB's alone, too) frees the locks of a process that hangs
 * between two trips, or was cut off there without the server's knowing: it would keep a path locked for hours.
 */
const SESSION_SETTINGS = [
  `SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'`,
  'SET SESSION innodb_lock_wait_timeout = 5',
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  '/*M! SET SESSION max_statement_time = 8 */',
  '/*M! SET SESSION idle_transaction_timeout = 10 */',
].join('; ');

/** ROW_COUNT() is of the statement before; one row makes this harmless, anything else an error 1690 that stops the batch. */
const EXACTLY_ONE_ROW = 'SELECT 18446744073709551615 + (ROW_COUNT() <> 1)';

interface PoolConnection {
  query(sql: string, done: (error: unknown) => void): void;
  destroy(): void;
}

/** Hands out connections of TypeORM's pool: several statements in one round trip, a limit on the wait for one. */
export class MysqlGate implements Gate {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * To be called when the pool has been made; it holds one connection by then, which is told here. The others are
   * told by a listener, which is only there once this has succeeded, so that it may be called again after a failure.
   */
  async prepareConnections(): Promise<void> {
    await this.dataSource.query(SESSION_SETTINGS);
    const { pool } = this.dataSource.driver as unknown as {
      pool: { on(event: 'connection', listener: (connection: PoolConnection) => void): void };
    };
    pool.on('connection', (connection) => {
      connection.query(SESSION_SETTINGS, (error) => {
        if (error) connection.destroy();
      });
    });
  }

  async withSession<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T> {
    const runner = await this.connect(signal);
    const session = new MysqlSession(runner);
    const deadline = whenAborted(signal);
    try {
      const working = work(session);
      // When the deadline wins, what the work says later has no reader; its connection is destroyed below.
      working.catch(() => undefined);
      return await Promise.race([working, deadline.promise]);
    } catch (error) {
      if (signal.aborted || (error instanceof TransientFault && error.reason === 'lost')) session.spoil();
      throw error;
    } finally {
      deadline.forget();
      await session.giveBack();
    }
  }

  private async connect(signal: AbortSignal): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    const wait = whenAborted(signal, POOL_WAIT_MS);
    const connecting = runner.connect();
    try {
      await Promise.race([connecting, wait.promise]);
      return runner;
    } catch (error) {
      // A connection that comes too late goes back to the pool by itself.
      const release = () => runner.release();
      connecting.then(release, release).catch(() => undefined);
      throw mysqlFault(error);
    } finally {
      wait.forget();
    }
  }
}

class MysqlSession implements Session {
  private spoilt = false;

  constructor(private readonly runner: QueryRunner) {}

  async run(steps: readonly Step[]): Promise<Row[][]> {
    const texts: string[] = [];
    const params: Parameter[] = [];
    const positions: number[] = [];
    for (const step of steps) {
      positions.push(texts.length);
      texts.push(step.sql);
      params.push(...step.params);
      if (step.rows === 1) texts.push(EXACTLY_ONE_ROW);
    }
    if (texts.length === 0) return [];
    try {
      const raw: unknown = await this.runner.query(texts.join(';\n'), params);
      const results = texts.length === 1 ? [raw] : (raw as unknown[]);
      return positions.map((position) => rowsOf(results[position]));
    } catch (error) {
      throw mysqlFault(error);
    }
  }

  spoil(): void {
    this.spoilt = true;
  }

  async giveBack(): Promise<void> {
    if (this.spoilt) ((await this.runner.connect()) as PoolConnection).destroy();
    await this.runner.release();
  }
}

/** A statement that gives no rows answers with a header object instead of a list. */
function rowsOf(result: unknown): Row[] {
  return Array.isArray(result) ? (result as Row[]) : [];
}

/** A promise that is rejected when the signal is aborted, or after so many milliseconds, until it is forgotten. */
function whenAborted(signal: AbortSignal, withinMs?: number): { promise: Promise<never>; forget(): void } {
  let giveUp: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    giveUp = () => reject(new UnavailableFault('the database did not answer in time'));
  });
  promise.catch(() => undefined);
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  const timer = withinMs === undefined ? undefined : setTimeout(giveUp, withinMs);
  const forget = () => {
    signal.removeEventListener('abort', giveUp);
    clearTimeout(timer);
  };
  return { promise, forget };
}
