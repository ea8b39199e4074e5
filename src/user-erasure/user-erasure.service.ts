import { Injectable } from '@nestjs/common';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import { UserTokensService } from '../token/user-tokens.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { firstIdAt, isId, newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { BEGINNING, ERASED_AT_ONCE, type Place } from '../database/places.js';
import type { Tx } from '../database/statement.js';
import { EnterpriseErasureService, type ErasedPerson } from './enterprise-erasure.service.js';
import type { LeftEnterprise } from '../enterprise/members/left-enterprises.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { personOf } from './erased-person.js';
import { leaveOrganizations } from '../user/roles/leave-organizations.js';

/** What is taken from a person, in this order: first what could still be used. */
export type ErasedPart = 'tokens' | 'organizations' | 'enterprises' | 'names' | 'keys';

/** Is told after each page how many rows of a part are done, as far as pages are full. */
export type OnPage = (part: ErasedPart, rows: number) => void;

type Part = (tx: Tx, person: ErasedPerson, after: Place) => Promise<Place | undefined>;

/** What is asked for, and of whom. */
interface Erasure {
  readonly userId: string;
  readonly isForced: boolean;
  /** Of each transaction: one may have a deadline of its own. */
  readonly context: () => CallContext;
  readonly onPage: OnPage;
}

/** What recognises the last transaction where its COMMIT was not answered, and which tokens it has to look at. */
interface LastTry {
  readonly eventId: string;
  readonly tokensAfter: Place;
}

/** There is more than a page of something, so not all can be done in one transaction. */
class MoreThanAPage extends Error {}

/** How far the clocks of two processes may differ, and how long a page may take where the whole has no deadline. */
const [CLOCKS_MS, PATIENCE_MS] = [60_000, 60_000];

/**
 * Erases persons. Afterwards nothing in the database tells who it was: neither the email, in any form or digest, nor
 * the names. The id stays, so that the audit and the enterprises made for the person still name somebody; it is nobody's.
 *
 * Whatever there is of a person is taken page by page, each in a transaction of its own, so that others are served in
 * between; what is left by then, at most a page of anything, goes with the row itself in the last one. Nothing notes how
 * far it came: what was taken is not there any more, so a later call goes on with the rest.
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
   * Erases the user of an id for ever, within the deadline, whatever the state of the organizations and enterprises. A
   * person of whom there is at most a page of everything is erased as a whole or not at all. Of a larger one, what was
   * taken stays taken when the deadline passes, and the same call goes on with the rest.
   * @param isForced erases the only admin of an enterprise, too: no tenant may keep a person from being erased. The
   *   audit of its organization says that it has none
   * @returns false where the person had been erased before
   * @throws DomainError user_not_found; last_admin where an enterprise would be left without one, unless forced
   */
  erase(ctx: CallContext, userId: string, isForced = false): Promise<boolean> {
    return this.run({ userId, isForced, context: () => ctx, onPage: () => undefined });
  }

  /** As `erase`, with no deadline for the whole: each page has a minute. */
  eraseAtLength(ctx: CallContext, userId: string, isForced: boolean, onPage: OnPage): Promise<boolean> {
    const context = () => ({ ...ctx, signal: AbortSignal.timeout(PATIENCE_MS) });
    return this.run({ userId, isForced, context, onPage });
  }

  private async run(erasure: Erasure): Promise<boolean> {
    const { userId } = erasure;
    if (!isId(userId)) throw new DomainError('user_not_found', { userIds: [userId] });
    const eventId = newId();
    let tokensAfter = BEGINNING;
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
      // Tokens that were revoked stay where they are: the last transaction looks at those made since.
      tokensAfter = [firstIdAt(Date.now() - CLOCKS_MS), ''];
      await this.eraseInPages(erasure);
    }
  }

  /**
   * The last transaction, or the only one. The row is taken first, and every deed that links a user holds it: none
   * links the person from here on.
   */
  private async eraseIn(tx: Tx, erasure: Erasure, { eventId, tokensAfter }: LastTry): Promise<boolean> {
    const { userId } = erasure;
    tx.queue({ sql: 'SELECT email, email_canonical, erased_at FROM users WHERE id = ? FOR UPDATE', params: [userId] });
    tx.queue({ sql: 'SELECT id FROM audit_events WHERE id = ?', params: [eventId] });
    const [users, events] = await tx.flush();
    // A COMMIT whose answer was lost: this very deed is done.
    if (events!.length > 0) return true;
    const person = personOf(userId, users![0]);
    if (!person) return false;
    for (const [name, part] of this.partsOf(erasure)) {
      const more = await part(tx, person, name === 'tokens' ? tokensAfter : BEGINNING);
      if (more) throw new MoreThanAPage();
    }
    this.idempotency.forget(tx, [...person.spellings.keys()]);
    tx.queue({
      sql: `UPDATE users SET email = NULL, email_canonical = NULL, first_name = NULL, last_name = NULL, erased_at = ?,
        version = version + 1 WHERE id = ?`,
      params: [Date.now(), userId],
      rows: 1,
    });
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
    const [users] = await this.database.read(context(), (reader) =>
      reader.read({ sql: 'SELECT email, email_canonical, erased_at FROM users WHERE id = ?', params: [userId] }),
    );
    const person = personOf(userId, users![0]);
    if (!person) return;
    if (!isForced) await this.enterprises.refuseLastAdmin(context, userId);
    await this.noteBeginning(context(), userId);
    for (const [name, part] of this.partsOf(erasure)) {
      let rows = 0;
      for (let after: Place | undefined = BEGINNING; after;) {
        const from: Place = after;
        after = await this.database.write(context(), (tx) => part(tx, person, from));
        if (after) onPage(name, (rows += ERASED_AT_ONCE));
      }
      if (name === 'tokens') this.tokens.forget(userId);
    }
  }

  private partsOf({ isForced, context }: Erasure): readonly (readonly [ErasedPart, Part])[] {
    const onLastAdmin = (tx: Tx, userId: string) => (enterprise: LeftEnterprise) => {
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

  /** The audit tells who took the roles even where the erasure is never finished. */
  private async noteBeginning(ctx: CallContext, userId: string): Promise<void> {
    const eventId = newId();
    await this.database.write(ctx, async (tx) => {
      tx.queue({ sql: 'SELECT id FROM audit_events WHERE id = ?', params: [eventId] });
      if ((await tx.flush()).at(-1)!.length > 0) return;
      this.audit.record(tx, ctx, { action: 'user.erasure_begun', subjectType: 'user', subjectId: userId }, eventId);
      await tx.flush();
    });
  }

  private async forgetNames(tx: Tx, person: ErasedPerson, after: Place): Promise<Place | undefined> {
    const { place, spelt } = await this.enterprises.forget(tx, person, after);
    if (spelt.length > 0) this.idempotency.forget(tx, spelt);
    return place;
  }
}

function withoutAdmin(userId: string, { id, organizationId }: LeftEnterprise): AuditEvent {
  const data = { userId, before: 'admin', lastAdmin: true };
  return { action: 'enterprise.user_removed', subjectType: 'enterprise', subjectId: id, organizationId, data };
}
