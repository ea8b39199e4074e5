import { Injectable } from '@nestjs/common';
import type { CallSignal } from '../common/call-signal.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { Metrics } from '../observability/metrics/metrics.js';
import { inSpan } from '../observability/tracing.js';
import { recheckStanding } from './admission.js';
import { ConditionError, databaseErrorOf, RowCountError, TransientError, UnavailableError } from './database-errors.js';
import type { Reader, Tx } from './statement.js';
import { readerOn, runOnSnapshot, type SessionPool } from './session.js';
import { runInTransaction } from './transaction.js';

/** Which errors `write` retries and which it rethrows. */
export interface WriteOptions {
  /** Errors after which the work is run again: a duplicate key whose row the next run will find. */
  readonly retryOn?: (fault: unknown) => boolean | Promise<boolean>;
  /** Rethrows a lock timeout at once, since the caller can explain it. Otherwise the work is tried once more. */
  readonly rethrowLockTimeout?: boolean;
}

const MAX_TRIES = 5;
/** How long work that is refused by locks is retried: as long as MySQL waits for a row. */
const LOCK_PATIENCE_MS = 5_000;

/**
 * The only access to the data: `read` and `write`, the same on every database.
 *
 * Both wait for a session, stop at the deadline of their context, and retry transient failures as a whole. A database
 * that cannot do it is `DomainError('unavailable')`, with the reason as its cause; a broken constraint is a
 * `ConstraintError`, an unmet row count a `RowCountError`.
 */
@Injectable()
export class Database {
  private pool: SessionPool | undefined;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly metrics: Metrics) {}

  /** Called once the data source is connected (`DatabaseConnection`). Until then everything is `unavailable`. */
  open(pool: SessionPool): void {
    this.pool = pool;
  }

  /** Waits for the work that is under way, and refuses later work as `unavailable`. */
  async close(): Promise<void> {
    this.pool = undefined;
    await Promise.allSettled(this.underWay);
  }

  /** Reads outside of any transaction. */
  read<T>(ctx: Pick<CallContext, 'signal'>, work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.persist(ctx.signal, {}, (pool) => pool.withSession(ctx.signal, (session) => work(readerOn(session))));
  }

  /**
   * Reads one state of the whole database for as long as `work` takes: what is committed meanwhile is not seen. It holds
   * back no write on MySQL; on SQLite all other work of this process waits for it, so it is for commands.
   */
  snapshot<T>(ctx: Pick<CallContext, 'signal'>, work: (reader: Reader) => Promise<T>): Promise<T> {
    const { signal } = ctx;
    return this.persist(signal, {}, (pool) => pool.withSession(signal, (session) => runOnSnapshot(session, work)));
  }

  /**
   * Runs `work` in one transaction and commits. It may run several times, so ids are drawn before and nothing but
   * the database is touched inside.
   * It also runs again where the caller's token was changed meanwhile and still allows it.
   * @throws DomainError the refusal of `CallContext.standing`, where the caller lost the permission (`Tx.admit`)
   */
  write<T>(
    ctx: Pick<CallContext, 'signal' | 'standing'>,
    work: (tx: Tx) => Promise<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    const { signal, standing } = ctx;
    const run = (pool: SessionPool) =>
      pool.withSession(signal, (session) => runInTransaction(session, signal, work, standing));
    const attempt = (pool: SessionPool) => inSpan('transaction', () => run(pool));
    return this.persist(signal, options, async (pool) => {
      try {
        return await attempt(pool);
      } catch (fault) {
        // The condition that was not true may be the caller's own, and by now be true again.
        const isAnother =
          fault instanceof RowCountError &&
          (await pool.withSession(signal, (session) => recheckStanding(readerOn(session), ctx)));
        throw isAnother || fault instanceof ConditionError ? new TransientError('standing', fault) : fault;
      }
    });
  }

  private async persist<T>(
    signal: CallSignal,
    options: WriteOptions,
    attempt: (pool: SessionPool) => Promise<T>,
  ): Promise<T> {
    const started = performance.now();
    for (let tries = 1; ; tries++) {
      try {
        if (!this.pool) throw new UnavailableError('the database has not been reached yet');
        return await this.counted(attempt(this.pool));
      } catch (fault) {
        if (signal.aborted) throw unavailable(fault);
        if (fault instanceof UnavailableError) throw unavailable(fault);
        if (fault instanceof TransientError) {
          if (fault.reason === 'lock_wait' && options.rethrowLockTimeout) throw fault;
          if (!mayTryAgain(fault, tries, performance.now() - started)) throw unavailable(fault);
        } else {
          if (!(await options.retryOn?.(fault))) throw fault;
          if (tries >= MAX_TRIES) throw unavailable(fault);
        }
        this.noteRetry(fault);
        await pause(tries, signal);
      }
    }
  }

  private noteRetry(fault: unknown): void {
    const reason = fault instanceof TransientError ? fault.reason : 'conflict';
    this.metrics.retried(reason, databaseErrorOf(fault));
  }

  private counted<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    const done = () => void this.underWay.delete(work);
    work.then(done, done);
    return work;
  }
}

function mayTryAgain(fault: TransientError, tries: number, elapsedMs: number): boolean {
  // Under contention one may lose many times. On SQLite the command line may hold the lock.
  if (fault.reason === 'busy' || fault.reason === 'deadlock') return elapsedMs < LOCK_PATIENCE_MS;
  // Once, on a new connection, which may lead to the present primary; where it does not, nothing has changed.
  if (fault.reason === 'read_only') return tries < 2;
  // A lock wait has cost five seconds already: one more fits into the deadline, a third does not.
  return tries < (fault.reason === 'lock_wait' ? 2 : MAX_TRIES);
}

/** Jitter up to 200 ms: callers that collided must not collide again. */
function pause(tries: number, signal: CallSignal): Promise<void> {
  const most = Math.min(200, 10 * 2 ** tries);
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(unavailable(new UnavailableError('the deadline passed before another try')));
    };
    const proceed = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(proceed, 5 + Math.random() * most);
    signal.addEventListener('abort', stop);
  });
}

function unavailable(cause: unknown): DomainError<'unavailable'> {
  return new DomainError('unavailable', {}, { cause });
}
