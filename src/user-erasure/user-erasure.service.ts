import { Injectable } from '@nestjs/common';
import { eventById } from '../audit/audit.queries.js';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import { UserTokensService } from '../token/user-tokens.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { firstIdAt, isId, newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { START, ERASE_BATCH_SIZE, type Position } from '../database/keyset.js';
import type { Tx } from '../database/statement.js';
import { EnterpriseErasureService, type ErasedPerson } from './enterprise-erasure.service.js';
import type { EnterpriseWithoutAdmin } from '../enterprise/members/enterprise-user.queries.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { personOf } from './erased-person.js';
import { erasedUserUpdate, userToErase, userToEraseLocked } from '../user/user.queries.js';
import { leaveOrganizations } from '../user/roles/leave-organizations.js';

/** What is erased of a user, in this order: first what could still be used. */
export type ErasedPart = 'tokens' | 'organizations' | 'enterprises' | 'names' | 'keys';

/** Is called after each full page with the number of rows of the part that are done. */
export type OnPage = (part: ErasedPart, rows: number) => void;

type Part = (tx: Tx, person: ErasedPerson, after: Position) => Promise<Position | undefined>;

interface Erasure {
  readonly userId: string;
  readonly isForced: boolean;
  /** Of each transaction, which may have a deadline of its own. */
  readonly context: () => CallContext;
  readonly onPage: OnPage;
}

/** The event by which a retry finds that COMMIT succeeded, and the tokens that the last transaction has to check. */
interface LastTry {
  readonly eventId: string;
  readonly tokensAfter: Position;
}

/** There is more than a page of something, so one transaction is not enough. */
class MoreThanAPage extends Error {}

/** How far the clocks of two processes may differ, and how long a page may take where the whole has no deadline. */
const [CLOCKS_MS, PATIENCE_MS] = [60_000, 60_000];

/**
 * Erases users. Afterwards nothing in the database identifies the person: neither the email, in any form or digest, nor
 * the names. The id stays, for the audit and for the enterprises that were made for the user.
 *
 * The parts are erased page by page, each in a transaction of its own, so that other requests are served in between;
 * the rest, at most a page of each part, is erased with the row itself in the last transaction. No progress is stored:
 * what was erased is not found any more, so a later call continues with the rest.
 */
@Injectable()
export class UserErasureService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly enterprises: EnterpriseErasureService,
    private readonly tokens: UserTokensService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Erases the user of an id for good, within the deadline, whatever the state of the organizations and enterprises. A
   * user with at most a page of each part is erased as a whole or not at all. Of a larger one, what was erased stays
   * erased when the deadline passes, and the same call continues with the rest.
   * @param isForced erases the only admin of an enterprise, too: no tenant can prevent an erasure. The audit of its
   *   organization records that it has none
   * @returns false where the user had been erased before
   * @throws DomainError user_not_found; last_admin where an enterprise would be left without one, unless forced
   */
  erase(ctx: CallContext, userId: string, isForced = false): Promise<boolean> {
    return this.run({ userId, isForced, context: () => ctx, onPage: () => undefined });
  }

  /** As `erase`, with a deadline of a minute for each page, and none for the whole. */
  eraseAtLength(ctx: CallContext, userId: string, isForced: boolean, onPage: OnPage): Promise<boolean> {
    const context = () => ({ ...ctx, signal: AbortSignal.timeout(PATIENCE_MS) });
    return this.run({ userId, isForced, context, onPage });
  }

  private async run(erasure: Erasure): Promise<boolean> {
    const { userId } = erasure;
    if (!isId(userId)) throw new DomainError('user_not_found', { userIds: [userId] });
    const eventId = newId();
    let tokensAfter = START;
    for (;;) {
      try {
        return await this.database.write(erasure.context(), (tx) =>
          this.eraseIn(tx, erasure, { eventId, tokensAfter }),
        );
      } catch (error) {
        if (!(error instanceof MoreThanAPage)) throw error;
      } finally {
        this.tokens.forget(userId);
      }
      // Revoked tokens stay in the table: the last transaction checks only those that were issued since.
      tokensAfter = [firstIdAt(Date.now() - CLOCKS_MS), ''];
      await this.eraseInPages(erasure);
    }
  }

  /**
   * The last transaction, or the only one. It first locks the user's row, which every change that links a user locks
   * shared: no link is added from here on.
   */
  private async eraseIn(tx: Tx, erasure: Erasure, { eventId, tokensAfter }: LastTry): Promise<boolean> {
    const { userId } = erasure;
    const [[user], events] = await tx.query(userToEraseLocked(userId), eventById(eventId));
    // COMMIT of this erasure succeeded, and its reply was lost.
    if (events.length > 0) return true;
    const person = personOf(userId, user);
    if (!person) return false;
    for (const [name, part] of this.partsOf(erasure)) {
      const more = await part(tx, person, name === 'tokens' ? tokensAfter : START);
      if (more) throw new MoreThanAPage();
    }
    this.idempotency.forget(tx, [...person.spellings.keys()]);
    tx.queue(erasedUserUpdate(userId, Date.now()));
    this.audit.record(
      tx,
      erasure.context(),
      { action: 'user.erased', subjectType: 'user', subjectId: userId },
      eventId,
    );
    await tx.flush();
    return true;
  }

  private async eraseInPages(erasure: Erasure): Promise<void> {
    const { userId, isForced, context, onPage } = erasure;
    const [[user]] = await this.database.read(context(), (reader) => reader.read(userToErase(userId)));
    const person = personOf(userId, user);
    if (!person) return;
    if (!isForced) await this.enterprises.refuseLastAdmin(context, userId);
    await this.recordBegin(context(), userId);
    for (const [name, part] of this.partsOf(erasure)) {
      let rows = 0;
      for (let after: Position | undefined = START; after;) {
        const from: Position = after;
        after = await this.database.write(context(), (tx) => part(tx, person, from));
        if (after) onPage(name, (rows += ERASE_BATCH_SIZE));
      }
      if (name === 'tokens') this.tokens.forget(userId);
    }
  }

  private partsOf({ isForced, context }: Erasure): readonly (readonly [ErasedPart, Part])[] {
    const onLastAdmin = (tx: Tx, userId: string) => (enterprise: EnterpriseWithoutAdmin) => {
      if (!isForced) throw new DomainError('last_admin', { enterpriseId: enterprise.id });
      this.audit.record(tx, context(), withoutAdmin(userId, enterprise));
    };
    return [
      ['tokens', (tx, { userId }, after) => this.tokens.erase(tx, userId, after)],
      ['organizations', (tx, { userId }, after) => leaveOrganizations(tx, userId, after)],
      ['enterprises', (tx, one, after) => this.enterprises.leave(tx, one, after, onLastAdmin(tx, one.userId))],
      ['names', (tx, one, after) => this.forgetNames(tx, one, after)],
      ['keys', (tx, one) => this.enterprises.forgetKeys(tx, one)],
    ];
  }

  /** The audit names the actor even where the erasure is never finished. */
  private async recordBegin(ctx: CallContext, userId: string): Promise<void> {
    const eventId = newId();
    await this.database.write(ctx, async (tx) => {
      const [events] = await tx.query(eventById(eventId));
      if (events.length > 0) return;
      this.audit.record(tx, ctx, { action: 'user.erasure_begun', subjectType: 'user', subjectId: userId }, eventId);
      await tx.flush();
    });
  }

  private async forgetNames(tx: Tx, person: ErasedPerson, after: Position): Promise<Position | undefined> {
    const { place, spelt } = await this.enterprises.forget(tx, person, after);
    if (spelt.length > 0) this.idempotency.forget(tx, spelt);
    return place;
  }
}

function withoutAdmin(userId: string, { id, organizationId }: EnterpriseWithoutAdmin): AuditEvent {
  const data = { userId, before: 'admin', lastAdmin: true };
  return { action: 'enterprise.user_removed', subjectType: 'enterprise', subjectId: id, organizationId, data };
}
