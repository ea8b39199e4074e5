import { Injectable } from '@nestjs/common';
import type { Actor, CallContext } from '../common/call-context.js';
import { digestOf, sha256 } from '../common/digest.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { seal, type SealingKey, unseal } from '../common/sealed.js';
import { recheckStanding } from '../database/admission.js';
import { Database } from '../database/database.js';
import { isDuplicateOfOwnInsert, isUniqueViolation, TransientError } from '../database/database-errors.js';
import type { Reader, Tx } from '../database/statement.js';
import {
  type IdempotencyRecordRow,
  recordByKey,
  recordInsert,
  type RecordKey,
  recordsDelete,
} from './idempotency.queries.js';

/** A request that its client may send again without doing it twice (header `Idempotency-Key`). */
export interface IdempotentRequest {
  /** As it was sent. */
  readonly key: string;
  /** Method and template of the route. */
  readonly route: string;
  /** All arguments in one text: the same for the same request. */
  readonly meaning: string;
  /** The token itself, to seal secrets with. */
  readonly bearer: string;
}

/** The record of the key, inserted in the transaction that does the work: neither is there without the other. */
export interface Claim {
  /** Queues the insert. @param secret what the answer shows once and a replay must show again */
  take(tx: Tx, subjectId: string, secret?: string): void;
  /** Whether there is a key: a lock timeout may then be a wait for a request with the same key, and is explained here. */
  readonly isKeyed: boolean;
}

/** The result of the first request. */
export interface StoredResult {
  readonly subjectId: string;
  /** Null where there was none, or where another token received it. */
  readonly secret: string | null;
}

/** For a request without a key. */
export const NO_CLAIM: Claim = { take: () => undefined, isKeyed: false };

/** The claim with another subject than the row that is changed: what the request makes beside it. */
export function claimFor(claim: Claim, subjectId: string): Claim {
  return { isKeyed: claim.isKeyed, take: (tx) => claim.take(tx, subjectId) };
}

const TAKEN = 'uq_idempotency_records_key';

/** Executes a request with an `Idempotency-Key` once, however often it is sent. */
@Injectable()
export class IdempotencyService {
  constructor(private readonly database: Database) {}

  /**
   * Executes the request, or replays the stored result of the same key. Without a key it is only executed.
   *
   * An error binds no key: the record is rolled back with the work. Of two concurrent requests the second waits at the
   * unique key until the first has committed, and replays its answer. A replay needs the same permissions as the write
   * that it repeats, at the time of the replay.
   * @param first does the work, with its claim as one of the first statements of the transaction
   * @param again answers from the stored result
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
    // A duplicate of our own row means that COMMIT succeeded and its reply was lost: not a replay.
    const replayed = !isDuplicateOfOwnInsert(fault);
    const known = await (replayed
      ? this.findForCaller(ctx, once)
      : this.database.read(ctx, (reader) => find(reader, ctx, once)));
    if (!known) throw new DomainError('idempotency_key_in_progress', {}, { cause: fault });
    return { result: await again(doneOf(known, once)), replayed };
  }

  /**
   * Queues the deletion of these keys in every scope: those that were the email of an erased person. A request with one
   * of them is executed again.
   */
  forget(tx: Tx, keys: readonly string[]): void {
    tx.queue(recordsDelete(keys.map(sha256)));
  }

  /** The record of the key. The caller's permission is checked again only where there is one. */
  private findForCaller(ctx: CallContext, once: IdempotentRequest): Promise<IdempotencyRecordRow | undefined> {
    return this.database.read(ctx, async (reader) => {
      const record = await find(reader, ctx, once);
      if (record) await recheckStanding(reader, ctx);
      return record;
    });
  }
}

async function find(
  reader: Reader,
  { actor }: CallContext,
  once: IdempotentRequest,
): Promise<IdempotencyRecordRow | undefined> {
  const [[record]] = await reader.read(recordByKey(keyOf(actor, once)));
  return record;
}

function claimOf(actor: Actor, once: IdempotentRequest, id: string): Claim {
  return {
    isKeyed: true,
    take: (tx, subjectId, secret) => {
      const sealed = secret === undefined ? null : seal(secret, sealingKey(once, id));
      const meaning = meaningHash(once);
      tx.queue(
        recordInsert({ ...keyOf(actor, once), id, meaningHash: meaning, subjectId, sealed, createdAt: Date.now() }),
      );
    },
  };
}

function keyOf(actor: Actor, { route, key }: IdempotentRequest): RecordKey {
  return { scopeId: scopeOf(actor), route, keyHash: sha256(key) };
}

/**
 * The arguments may name a person, and a digest of them alone would confirm a guess. The key is stored nowhere, so a
 * digest with the key confirms none.
 */
function meaningHash({ key, meaning }: IdempotentRequest): string {
  return digestOf([key, meaning]);
}

function doneOf(row: IdempotencyRecordRow, once: IdempotentRequest): StoredResult {
  if (row.meaning_hash !== meaningHash(once)) {
    throw new DomainError('idempotency_key_conflict', { differs: ['request'] });
  }
  const secret = row.sealed === null ? undefined : unseal(row.sealed, sealingKey(once, row.id));
  return { subjectId: row.subject_id, secret: secret ?? null };
}

/** The bearer token is 238 bits that no database holds: the table alone opens nothing, and another token none of it. */
function sealingKey({ bearer }: IdempotentRequest, rowId: string): SealingKey {
  return { from: bearer, rowId, purpose: 'tenantry idempotency record' };
}

function scopeOf(actor: Actor): string {
  if (actor.kind === 'organization') return actor.organizationId;
  return actor.kind === 'user' ? actor.userId : '';
}
