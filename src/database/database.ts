import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { judgeAgain } from './admission.js';
import { ConditionError, RowCountError, TransientError, UnavailableError } from './database-errors.js';
import type { Reader, Tx } from './statement.js';
import { readerOn, runInTransaction, type SessionPool } from './transaction.js';

/** How far `write` goes by itself before it gives a fault to its caller. */
export interface WriteOptions {
  /** Faults after which the whole is run again: a duplicate key whose row the next run will find and respect. */
  readonly retryOn?: (fault: unknown) => boolean | Promise<boolean>;
  /** Whether a lock that was waited for in vain is the caller's to explain. Otherwise it is tried once more. */
  readonly rethrowLockTimeout?: boolean;
}

const MAX_TRIES = 5;
/** For how long a lock is asked for again and again: as long as MySQL waits for a row. */
const LOCK_PATIENCE_MS = 5_000;

/**
 * The one way to the data: `read` and `write`, the same on every database (decisions §9).
 *
 * Both wait for their turn, stop at the deadline of their context, and try transient failures again as a whole. What
 * cannot be had is `DomainError('unavailable')`, with the reason as its cause; broken constraints come as
 * `ConstraintError`, unmet row counts as `RowCountError`.
 */
@Injectable()
export class Database {
  private gate: SessionPool | undefined;
  private readonly underWay = new Set<Promise<unknown>>();

  /** Opens the way, once the data source is connected (`DatabaseConnection`). Until then all is `unavailable`. */
  open(gate: SessionPool): void {
    this.gate = gate;
  }

  /** Ends the way: waits for the work that is under way, and refuses all that comes later as `unavailable`. */
  async close(): Promise<void> {
    this.gate = undefined;
    await Promise.allSettled(this.underWay);
  }

  /** Reads outside of any transaction. */
  read<T>(ctx: Pick<CallContext, 'signal'>, work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.persist(ctx.signal, {}, (gate) => gate.withSession(ctx.signal, (session) => work(readerOn(session))));
  }

  /**
   * Runs `work` in one transaction and commits. It may run several times, so ids are drawn before and nothing but
   * the database is touched inside.
   * It runs again as well where the caller's token has become another that still allows it.
   * @throws DomainError what the caller's standing refuses with, where it may not do this any more (`Tx.admit`)
   */
  write<T>(
    ctx: Pick<CallContext, 'signal' | 'standing'>,
    work: (tx: Tx) => Promise<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    const { signal, standing } = ctx;
    const attempt = (gate: SessionPool) =>
      gate.withSession(signal, (session) => runInTransaction(session, signal, work, standing));
    return this.persist(signal, options, async (gate) => {
      try {
        return await attempt(gate);
      } catch (fault) {
        // The condition that was not true may be the caller's own, and by now be true again.
        const isAnother =
          fault instanceof RowCountError &&
          (await gate.withSession(signal, (session) => judgeAgain(readerOn(session), ctx)));
        throw isAnother || fault instanceof ConditionError ? new TransientError('standing', fault) : fault;
      }
    });
  }

  private async persist<T>(
    signal: AbortSignal,
    options: WriteOptions,
    attempt: (gate: SessionPool) => Promise<T>,
  ): Promise<T> {
    const started = performance.now();
    for (let tries = 1; ; tries++) {
      try {
        if (!this.gate) throw new UnavailableError('the database has not been reached yet');
        return await this.counted(attempt(this.gate));
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
        await pause(tries, signal);
      }
    }
  }

  private async counted<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    try {
      return await work;
    } finally {
      this.underWay.delete(work);
    }
  }
}

function mayTryAgain(fault: TransientError, tries: number, elapsedMs: number): boolean {
  // Where many want the same, one may lose many times over. On SQLite the command line may hold the lock.
  if (fault.reason === 'busy' || fault.reason === 'deadlock') return elapsedMs < LOCK_PATIENCE_MS;
  // On a new connection, which may lead to whoever has the role now; where it does not, nothing has changed.
  if (fault.reason === 'read_only') return tries < 2;
  // A lock wait has cost five seconds already: one more fits into the deadline, a third does not.
  return tries < (fault.reason === 'lock_wait' ? 2 : MAX_TRIES);
}

/** Full jitter, 10 to 200 ms: callers that met once must not meet again. */
async function pause(tries: number, signal: AbortSignal): Promise<void> {
  const most = Math.min(200, 10 * 2 ** tries);
  try {
    await delay(5 + Math.random() * most, undefined, { signal });
  } catch (cause) {
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): DomainError<'unavailable'> {
  return new DomainError('unavailable', {}, { cause });
}
