import { Injectable } from '@nestjs/common';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import { UserTokens } from '../auth/user-tokens.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { isId, newId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/steps.js';
import { EnterpriseErasure, type LeftEnterprise } from '../enterprise/enterprise-erasure.service.js';
import { Idempotency } from '../idempotency/idempotency.service.js';

interface Erasure {
  readonly userId: string;
  readonly isForced: boolean;
  /** Recognises a deed whose COMMIT was not answered. */
  readonly eventId: string;
}

/**
 * Erases persons. Afterwards nothing in the database tells who it was: neither his email, in any form or digest, nor
 * his names. His id stays, so that the audit and the enterprises made for him still name somebody; it is nobody's.
 */
@Injectable()
export class UserErasure {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly enterprises: EnterpriseErasure,
    private readonly tokens: UserTokens,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Erases the user of an id: for ever, whatever the state of the organizations and enterprises he has a role in. It is
   * done as a whole or not at all, within the deadline: he may have a role in some hundred thousand enterprises.
   *
   * His row is taken first, and every deed that links a user holds it: none links him from here on.
   * @param isForced erases the only admin of an enterprise, too: no tenant may keep a person from being erased. The
   *   audit of its organization says that it has none
   * @returns false where he had been erased before
   * @throws DomainError user_not_found; last_admin where an enterprise would be left without one, unless forced
   */
  async erase(ctx: CallContext, userId: string, isForced = false): Promise<boolean> {
    const eventId = newId();
    const work = (tx: Tx) => this.eraseIn(tx, ctx, { userId, isForced, eventId });
    const erased = isId(userId) && (await this.database.write(ctx, work));
    this.tokens.forget(userId);
    return erased;
  }

  private async eraseIn(tx: Tx, ctx: CallContext, { userId, isForced, eventId }: Erasure): Promise<boolean> {
    tx.add({ sql: 'SELECT email, email_canonical, erased_at FROM users WHERE id = ? FOR UPDATE', params: [userId] });
    tx.add({ sql: 'SELECT id FROM audit_events WHERE id = ?', params: [eventId] });
    const [users, events] = await tx.send();
    // A COMMIT whose answer was lost: this very deed is done.
    if (events!.length > 0) return true;
    const user = users![0];
    if (!user) throw new DomainError('user_not_found', { userIds: [userId] });
    if (user.erased_at !== null) return false;

    await this.enterprises.leaveAll(tx, userId, (enterprise) => {
      if (!isForced) throw new DomainError('last_admin', { enterpriseId: enterprise.id });
      this.audit.record(tx, ctx, withoutAdmin(userId, enterprise));
    });
    if (user.email !== null) await this.forgetEmail(tx, userId, String(user.email), String(user.email_canonical));
    tx.add({
      sql: `UPDATE users SET email = NULL, email_canonical = NULL, first_name = NULL, last_name = NULL, erased_at = ?,
        version = version + 1 WHERE id = ?`,
      params: [Date.now(), userId],
      rows: 1,
    });
    tx.add({ sql: 'DELETE FROM organization_users WHERE user_id = ?', params: [userId] });
    this.tokens.eraseAll(tx, userId);
    this.audit.record(tx, ctx, { action: 'user.erased', subjectType: 'user', subjectId: userId }, eventId);
    await tx.send();
    return true;
  }

  private async forgetEmail(tx: Tx, userId: string, email: string, canonical: string): Promise<void> {
    const given = await this.enterprises.forget(tx, { userId, canonicalEmail: canonical });
    this.idempotency.forget(tx, [...new Set([email, canonical, email.toLowerCase(), ...given])]);
  }
}

function withoutAdmin(userId: string, { id, organizationId }: LeftEnterprise): AuditEvent {
  const data = { userId, before: 'admin', lastAdmin: true };
  return { action: 'enterprise.user_removed', subjectType: 'enterprise', subjectId: id, organizationId, data };
}
