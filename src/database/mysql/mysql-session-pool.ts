import type { PoolConnection } from 'mysql2';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { CallSignal } from '../../common/call-signal.js';
import { inStatementSpan } from '../../observability/statement-span.js';
import { mysqlError, TransientError, UnavailableError } from '../database-errors.js';
import { boundManager, type ManagerBinding } from '../entity-manager.js';
import type { ConnectionPool } from './mysql-pool.js';
import type { Parameter, Statement } from '../statement.js';
import type { DriverRow, SessionPool, Session } from '../session.js';

const POOL_WAIT_MS = 2_000;

/** ROW_COUNT() is of the statement before; one row makes this harmless, anything else an error 1690 that stops the batch. */
const EXACTLY_ONE_ROW = 'SET @exactly_one_row = 18446744073709551615 + (ROW_COUNT() <> 1)';

/** The same for a condition, with the greatest signed number: so the error shows which of the two it was. */
function demanding(condition: string): string {
  return `SET @condition = 9223372036854775807 + ((${condition}) IS NOT TRUE)`;
}

/** Hands out connections of the pool: several statements in one round trip, a limit on the wait for one. */
export class MysqlSessionPool implements SessionPool {
  private readonly pool: ConnectionPool;

  /** `dataSource` must be initialised: its pool is taken, without the objects that TypeORM makes for each use of it. */
  constructor(private readonly dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { pool: ConnectionPool }).pool;
  }

  async withSession<T>(signal: CallSignal, work: (session: Session) => Promise<T>): Promise<T> {
    // Until the deadline: a cluster that has lost a node takes longer than callers may wait for a connection.
    if (this.pool.settling) await untilAborted(signal, this.pool.settling);
    const session = new MysqlSession(await this.connect(signal), this.dataSource);
    try {
      return await untilAborted(signal, work(session));
    } catch (error) {
      this.discardUnusable(session, signal, error);
      throw error;
    } finally {
      session.release();
    }
  }

  /** Discards the connection where its state is unknown, and all where the server has changed. */
  private discardUnusable(session: MysqlSession, signal: CallSignal, error: unknown): void {
    const reason = error instanceof TransientError ? error.reason : undefined;
    if (signal.aborted || reason === 'lost' || reason === 'read_only') session.discard();
    if (reason === 'lost' || reason === 'read_only') this.pool.failed(reason);
  }

  private connect(signal: CallSignal): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(tooLate());
      let isWaiting = true;
      const end = () => {
        isWaiting = false;
        signal.removeEventListener('abort', giveUp);
        clearTimeout(timer);
      };
      const giveUp = () => {
        end();
        reject(tooLate());
      };
      const timer = setTimeout(giveUp, POOL_WAIT_MS);
      signal.addEventListener('abort', giveUp);
      this.pool.getConnection((error, connection) => {
        if (!isWaiting) return connection?.release();
        end();
        if (connection) return resolve(connection);
        const meaning = mysqlError(error) as Error;
        reject(meaning);
      });
    });
  }
}

class MysqlSession implements Session {
  private spoilt = false;

  constructor(
    private readonly connection: PoolConnection,
    private readonly dataSource: DataSource,
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
      const raw = await inStatementSpan('mysql', steps, () => this.send(texts.join(';\n'), params));
      const results = texts.length === 1 ? [raw] : (raw as unknown[]);
      return positions.map((position) => rowsOf(results[position]));
    } catch (error) {
      throw mysqlError(error);
    }
  }

  /** By the driver: TypeORM's `query` makes an object with listeners of its own for each, dearer than the statement's text. */
  private send(text: string, params: Parameter[]): Promise<unknown> {
    this.dataSource.logger.logQuery(text, params);
    return new Promise((resolve, reject) => {
      this.connection.query(text, params, (error, results) => (error ? reject(error) : resolve(results)));
    });
  }

  manager(binding: Omit<ManagerBinding, 'meaningOf'>): EntityManager {
    const runner = this.dataSource.createQueryRunner();
    const connect = () => Promise.resolve(this.connection);
    const own = Object.assign(Object.create(runner) as QueryRunner, { connect });
    return boundManager(own, { ...binding, meaningOf: mysqlError });
  }

  discard(): void {
    this.spoilt = true;
  }

  release(): void {
    if (this.spoilt) this.connection.destroy();
    this.connection.release();
  }
}

/** A statement that gives no rows answers with a header object instead of a list. */
function rowsOf(result: unknown): DriverRow[] {
  return Array.isArray(result) ? (result as DriverRow[]) : [];
}

function tooLate(): UnavailableError {
  return new UnavailableError('the database did not answer in time');
}

/** The result of this work, or `UnavailableError` once the signal is aborted: then what the work gives is not used. */
function untilAborted<T>(signal: CallSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(tooLate());
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    work.then(
      (result) => {
        signal.removeEventListener('abort', giveUp);
        resolve(result);
      },
      (error: Error) => {
        signal.removeEventListener('abort', giveUp);
        reject(error);
      },
    );
  });
}
