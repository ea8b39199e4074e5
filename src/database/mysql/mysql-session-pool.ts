import type { PoolConnection } from 'mysql2';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { mysqlError, TransientError, UnavailableError } from '../database-errors.js';
import { boundManager, type ManagerBinding } from '../entity-manager.js';
import type { MysqlPool } from './mysql-pool.js';
import type { Parameter, Statement } from '../statement.js';
import type { DriverRow, SessionPool, Session } from '../transaction.js';

const POOL_WAIT_MS = 2_000;

/** ROW_COUNT() is of the statement before; one row makes this harmless, anything else an error 1690 that stops the batch. */
const EXACTLY_ONE_ROW = 'SET @exactly_one_row = 18446744073709551615 + (ROW_COUNT() <> 1)';

/** The same for a condition, with the greatest signed number: so the error shows which of the two it was. */
function demanding(condition: string): string {
  return `SET @condition = 9223372036854775807 + ((${condition}) IS NOT TRUE)`;
}

/** Hands out connections of TypeORM's pool: several statements in one round trip, a limit on the wait for one. */
export class MysqlSessionPool implements SessionPool {
  constructor(private readonly dataSource: DataSource) {}

  async withSession<T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T> {
    const runner = await this.connect(signal);
    const session = new MysqlSession(runner, this.dataSource.logger);
    const deadline = whenAborted(signal);
    try {
      const working = work(session);
      // After the deadline the result of the work is not used, and its connection is destroyed below.
      working.catch(() => undefined);
      return await Promise.race([working, deadline.promise]);
    } catch (error) {
      this.discardUnusable(session, signal, error);
      throw error;
    } finally {
      deadline.forget();
      await session.release();
    }
  }

  /** Discards the connection where its state is unknown, and all where the server has changed. */
  private discardUnusable(session: MysqlSession, signal: AbortSignal, error: unknown): void {
    const reason = error instanceof TransientError ? error.reason : undefined;
    if (signal.aborted || reason === 'lost' || reason === 'read_only') session.discard();
    // The others lead to the same server, which may have handed its role to another.
    if (reason === 'read_only') (this.dataSource.driver as unknown as { pool: MysqlPool }).pool.renew();
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
      throw mysqlError(error);
    } finally {
      wait.forget();
    }
  }
}

class MysqlSession implements Session {
  private spoilt = false;

  constructor(
    private readonly runner: QueryRunner,
    private readonly logger: DataSource['logger'],
  ) {}

  async run(steps: readonly Statement[]): Promise<DriverRow[][]> {
    const texts: string[] = [];
    const params: Parameter[] = [];
    const positions: number[] = [];
    for (const step of steps) {
      positions.push(step.sql === '' ? -1 : texts.length);
      if (step.sql === '') continue;
      texts.push(step.isCondition ? demanding(step.sql) : step.sql);
      params.push(...step.params);
      if (step.rows === 1) texts.push(EXACTLY_ONE_ROW);
    }
    if (texts.length === 0) return steps.map(() => []);
    try {
      const raw = await this.send(texts.join(';\n'), params);
      const results = texts.length === 1 ? [raw] : (raw as unknown[]);
      return positions.map((position) => rowsOf(results[position]));
    } catch (error) {
      throw mysqlError(error);
    }
  }

  /** By the driver: TypeORM's `query` makes an object with listeners of its own for each, dearer than the statement's text. */
  private async send(text: string, params: Parameter[]): Promise<unknown> {
    const connection = (await this.runner.connect()) as PoolConnection;
    this.logger.logQuery(text, params, this.runner);
    return new Promise((resolve, reject) => {
      connection.query(text, params, (error, results) => (error ? reject(error) : resolve(results)));
    });
  }

  manager(binding: Omit<ManagerBinding, 'meaningOf'>): EntityManager {
    return boundManager(this.runner, { ...binding, meaningOf: mysqlError });
  }

  discard(): void {
    this.spoilt = true;
  }

  async release(): Promise<void> {
    if (this.spoilt) ((await this.runner.connect()) as PoolConnection).destroy();
    await this.runner.release();
  }
}

/** A statement that gives no rows answers with a header object instead of a list. */
function rowsOf(result: unknown): DriverRow[] {
  return Array.isArray(result) ? (result as DriverRow[]) : [];
}

/** A promise that is rejected when the signal is aborted, or after so many milliseconds, until it is forgotten. */
function whenAborted(signal: AbortSignal, withinMs?: number): { promise: Promise<never>; forget(): void } {
  let giveUp: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    giveUp = () => reject(new UnavailableError('the database did not answer in time'));
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
