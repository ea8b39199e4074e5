import { Logger } from '@nestjs/common';
import { createPool, type Pool, type PoolConnection, type PoolOptions } from 'mysql2';
import { shownHost } from '../../config/database-url.js';
import { socketOf } from './host-probe.js';
import { clockProblem, NAMES_OF_SETTINGS, unsafeSettings } from './server-settings.js';
import { SERVER_CLOCK, serverVariables, type ServerValue, valuesOf } from './server.queries.js';

/**
 * The settings of every connection, made before its first statement: server-wide settings and `init_connect` have no
 * effect.
 *
 * The sql_mode matters for safety and not only for strictness: values are quoted by the driver, and that quoting is
 * wrong under NO_BACKSLASH_ESCAPES. Without `autocommit` the record of a migration is lost with its connection.
 * Whether a transaction may write is left to the server: its operator may have made it read-only by that. MySQL has
 * no `max_statement_time`; there the deadline and the destroyed connection are the limit. `idle_transaction_timeout`
 * (MariaDB's alone, too) frees the locks of a process that hangs between two trips, or was cut off there without the
 * server noticing: it would keep a path locked for hours.
 */
const SESSION_SETTINGS = [
  `SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'`,
  'SET NAMES utf8mb4',
  `SET SESSION autocommit = 1, completion_type = 'NO_CHAIN', time_zone = '+00:00'`,
  'SET SESSION foreign_key_checks = 1, unique_checks = 1, sql_safe_updates = 0, sql_select_limit = 18446744073709551615',
  `SET SESSION default_storage_engine = 'InnoDB', innodb_lock_wait_timeout = 5`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  '/*M! SET SESSION max_statement_time = 8 */',
  '/*M! SET SESSION idle_transaction_timeout = 10 */',
].join('; ');

/** Too many connections: in all, of this user, of this user within the hour. */
const FULL = new Set([1040, 1203, 1226]);
/** For how long no connection is added after the server has refused one. */
const FULL_FOR_MS = 5_000;
/** The oldest a connection gets; host names are resolved again by then, so a server that took over is found. */
const MAX_AGE_MS = 300_000;
const RENEWED_AT_MOST_EVERY_MS = 1_000;

/** Gets a connection to be released, or the driver's error. */
export type Done = (error: NodeJS.ErrnoException | null, connection?: PoolConnection) => void;

/** What TypeORM and the sessions need of a pool. */
export interface ConnectionPool {
  getConnection(done: Done): void;
  end(done?: (error: NodeJS.ErrnoException | null) => void): void;
  /** A connection of it was lost, or its server takes no writes (any more). */
  failed(reason: 'lost' | 'read_only'): void;
  /** While it is not known where the writes go: resolves when it is. Undefined at all other times. */
  readonly settling?: Promise<void> | undefined;
}

interface Life {
  readonly bornAt: number;
  readonly endsAt: number;
}

/**
 * The pool that TypeORM takes its connections from. It hands out none without its settings, and none that may have
 * outlived the server behind it. Where the server gives fewer connections than the pool would have, callers
 * wait for those that there are.
 */
export class MysqlPool implements ConnectionPool {
  private readonly logger = new Logger(MysqlPool.name);
  private readonly pool: Pool;
  private readonly name: string;
  /** Connections whose sockets are open. */
  private readonly open = new Set<PoolConnection>();
  private isChecked = false;
  private readonly size: number;
  private readonly lives = new WeakMap<PoolConnection, Life>();
  private fullUntil = -Infinity;
  private renewedAt = -Infinity;

  constructor(options: PoolOptions) {
    // Old connections are closed by COM_QUIT: the server logs a warning for each that is not.
    this.pool = createPool({ ...options, gracefulEnd: true });
    this.size = options.connectionLimit ?? 1;
    this.name = shownHost({ host: options.host ?? '', port: options.port ?? 3306 });
  }

  /** As the pool of mysql2: `done` gets a connection to be released, or the driver's error. */
  getConnection(done: Done): void {
    this.take(done, true);
  }

  /** As the pool of mysql2: ends every connection. */
  end(done?: (error: NodeJS.ErrnoException | null) => void): void {
    this.pool.end(done);
  }

  /**
   * Retires all present connections where the server takes no writes: they lead to the same one, which may have handed
   * its role to another. At most once a second, so that a server which stays as it is causes no flood of new
   * connections.
   */
  failed(reason: 'lost' | 'read_only'): void {
    if (reason === 'lost') return;
    const now = performance.now();
    if (now - this.renewedAt < RENEWED_AT_MOST_EVERY_MS) return;
    this.renewedAt = now;
    this.isChecked = false;
  }

  /** Ends all connections at once, those in use as well: their callers learn that the connection is lost. */
  cut(): void {
    for (const connection of this.open) {
      connection.on('error', () => undefined);
      socketOf(connection)?.destroy(
        Object.assign(new Error('the writes go to another host now'), { code: 'ECONNRESET' }),
      );
    }
    // The pool learns of each first; ending it earlier would write to closed sockets.
    setImmediate(() => this.pool.end(() => undefined));
  }

  private take(done: Done, waits: boolean): void {
    // Not 0: without a connection that could be released a caller would wait for ever.
    this.pool.config.connectionLimit = performance.now() < this.fullUntil ? 1 : this.size;
    this.pool.getConnection((error, connection) => {
      if (error) return this.refused(error, done, waits);
      const life = this.lives.get(connection);
      if (!life) return this.begin(connection, done);
      if (life.bornAt > this.renewedAt && life.endsAt > performance.now()) return done(null, connection);
      if (life.bornAt > this.renewedAt) connection.end();
      else connection.destroy();
      this.take(done, waits);
    });
  }

  private begin(connection: PoolConnection, done: Done): void {
    this.open.add(connection);
    socketOf(connection)?.once('close', () => this.open.delete(connection));
    connection.query(SESSION_SETTINGS, (error) => {
      if (error) {
        connection.destroy();
        return done(error);
      }
      const bornAt = performance.now();
      // Spread, so that connections of the same age are not renewed at the same time.
      this.lives.set(connection, { bornAt, endsAt: bornAt + MAX_AGE_MS * (0.8 + 0.2 * Math.random()) });
      if (this.isChecked) return done(null, connection);
      this.isChecked = true;
      this.check(connection, done);
    });
  }

  /**
   * Logs the settings of a server that break a promise, and a clock that differs from this machine's. None is a reason to
   * refuse it: in a fail-over, a weaker promise is better than no service.
   */
  private check(connection: PoolConnection, done: Done): void {
    connection.query(serverVariables(NAMES_OF_SETTINGS), (error, rows) => {
      if (!error) {
        for (const problem of unsafeSettings(valuesOf([rows as ServerValue[]]))) {
          this.logger.warn(`The database server ${this.name} is not set up safely: ${problem}.`);
        }
      }
      this.compareClocks(connection, done);
    });
  }

  private compareClocks(connection: PoolConnection, done: Done): void {
    connection.query(SERVER_CLOCK, (error, rows) => {
      const [clock] = error ? [] : (rows as { ms: number }[]);
      const problem = clock && clockProblem(Number(clock.ms), Date.now());
      if (problem) this.logger.warn(`The clock of the database server ${this.name} ${problem}.`);
      done(null, connection);
    });
  }

  private refused(error: NodeJS.ErrnoException, done: Done, waits: boolean): void {
    if (error.errno === undefined || !FULL.has(error.errno)) return done(error);
    this.fullUntil = performance.now() + FULL_FOR_MS;
    if (waits) this.take(done, false);
    else done(error);
  }
}
