import { Injectable } from '@nestjs/common';
import type { Actor, CallContext } from '../common/call-context.js';
import { digestOf, sha256 } from '../common/digest.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { judgeAgain } from '../database/admission.js';
import { Database } from '../database/database.js';
import { isDuplicateOfOwnInsert, isUniqueViolation, TransientError } from '../database/database-errors.js';
import type { Reader, Row, Tx } from '../database/statement.js';
import { seal, unseal } from './sealed.js';

/** A request that its client may send again without doing it twice (header `Idempotency-Key`). */
export interface IdempotentRequest {
  /** As it was sent. */
  readonly key: string;
  /** Method and template of the route. */
  readonly route: string;
  /** Everything that was asked for, in one text: the same for the same wish. */
  readonly meaning: string;
  /** The token itself, to seal secrets with. */
  readonly bearer: string;
}

/** The right to do it: written in the transaction that does it, so that neither is there without the other. */
export interface Claim {
  /** Queues it. @param secret what the answer shows once and a repetition must show again */
  take(tx: Tx, subjectId: string, secret?: string): void;
  /** Whether somebody waits for the same key: a lock that is waited for in vain then is this one's to explain. */
  readonly isKeyed: boolean;
}

/** What was done the first time. */
export interface StoredResult {
  readonly subjectId: string;
  /** Null where there was none, or another token was answered with it. */
  readonly secret: string | null;
}

/** Of a request without a key. */
export const NO_CLAIM: Claim = { take: () => undefined, isKeyed: false };

const TAKEN = 'uq_idempotency_records_key';

/** Does what carries an `Idempotency-Key` once, however often it is sent (decisions §7). */
@Injectable()
export class IdempotencyService {
  constructor(private readonly database: Database) {}

  /**
   * Does it, or says again what was done under the same key. Without a key it is simply done.
   *
   * An error binds no key: the claim is rolled back with what it was for. Of two at the same time the second waits at
   * the unique key until the first has committed, and repeats its answer. What was done is told to a caller alone who
   * might do it now: a repetition is admitted as a write is.
   * @param first does it, taking its claim as one of the first statements of its transaction
   * @param again answers from what was done
   * @throws DomainError idempotency_key_conflict, idempotency_key_in_progress, and whatever `first` throws
   */
  async execute<T>(
    ctx: CallContext,
    once: IdempotentRequest | undefined,
    first: (claim: Claim) => Promise<T>,
    again: (done: StoredResult) => Promise<T>,
  ): Promise<{ result: T; replayed: boolean }> {
    if (!once) return { result: await first(NO_CLAIM), replayed: false };
    const id = newId();
    const known = await this.findForCaller(ctx, once);
    if (known) return { result: await again(doneOf(known, once)), replayed: true };
    try {
      return { result: await first(claimOf(ctx.actor, once, id)), replayed: false };
    } catch (fault) {
      return this.after(ctx, once, fault, again);
    }
  }

  private async after<T>(
    ctx: CallContext,
    once: IdempotentRequest,
    fault: unknown,
    again: (done: StoredResult) => Promise<T>,
  ): Promise<{ result: T; replayed: boolean }> {
    const waited = fault instanceof TransientError && fault.reason === 'lock_wait';
    if (!waited && !isUniqueViolation(fault, TAKEN) && !isDuplicateOfOwnInsert(fault)) throw fault;
    // One's own row again is a COMMIT whose answer was lost: that was the first time, and no repetition.
    const replayed = !isDuplicateOfOwnInsert(fault);
    const known = await (replayed
      ? this.findForCaller(ctx, once)
      : this.database.read(ctx, (reader) => find(reader, ctx, once)));
    if (!known) throw new DomainError('idempotency_key_in_progress', {}, { cause: fault });
    return { result: await again(doneOf(known, once)), replayed };
  }

  /**
   * Queues that these keys are forgotten, whoever used them: those of a person who is erased. What is sent with one of
   * them again is done again.
   */
  forget(tx: Tx, keys: readonly string[]): void {
    const ofKeys = keys.map(() => '?').join(', ');
    tx.queue({ sql: `DELETE FROM idempotency_records WHERE key_hash IN (${ofKeys})`, params: keys.map(sha256) });
  }

  /** The record of the key; the caller is asked for only where there is one. */
  private findForCaller(ctx: CallContext, once: IdempotentRequest): Promise<Row | undefined> {
    return this.database.read(ctx, async (reader) => {
      const record = await find(reader, ctx, once);
      if (record) await judgeAgain(reader, ctx);
      return record;
    });
  }
}

async function find(reader: Reader, { actor }: CallContext, once: IdempotentRequest): Promise<Row | undefined> {
  const [rows] = await reader.read({
    sql: `SELECT id, meaning_hash, subject_id, sealed FROM idempotency_records
      WHERE scope_id = ? AND route = ? AND key_hash = ?`,
    params: [scopeOf(actor), once.route, sha256(once.key)],
  });
  return rows![0];
}

function claimOf(actor: Actor, once: IdempotentRequest, id: string): Claim {
  return {
    isKeyed: true,
    take: (tx, subjectId, secret) => {
      tx.queue({
        sql: `INSERT INTO idempotency_records
          (id, scope_id, route, key_hash, meaning_hash, subject_id, sealed, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        params: [
          id,
          scopeOf(actor),
          once.route,
          sha256(once.key),
          meaningHash(once),
          subjectId,
          secret === undefined ? null : seal(secret, once.bearer, id),
          Date.now(),
        ],
      });
    },
  };
}

/**
 * What was asked for may name a person, whom a digest of it alone would let anybody recognise who guesses him. The key
 * is kept nowhere, so nobody can guess this.
 */
function meaningHash({ key, meaning }: IdempotentRequest): string {
  return digestOf([key, meaning]);
}

function doneOf(row: Row, once: IdempotentRequest): StoredResult {
  if (row.meaning_hash !== meaningHash(once)) {
    throw new DomainError('idempotency_key_conflict', { differs: ['request'] });
  }
  const secret = row.sealed === null ? undefined : unseal(String(row.sealed), once.bearer, String(row.id));
  return { subjectId: String(row.subject_id), secret: secret ?? null };
}

function scopeOf(actor: Actor): string {
  if (actor.kind === 'organization') return actor.organizationId;
  return actor.kind === 'user' ? actor.userId : '';
}
