import { Injectable } from '@nestjs/common';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Database, type WriteOptions } from '../database/database.js';
import type { Tx } from '../database/statement.js';
import { type Claim, NO_CLAIM } from '../idempotency/idempotency.service.js';
import { acceptRoles } from '../organization/accepted-roles.js';
import { assertOpen, pathStateOf, pathStateStep } from '../organization/path/organization-path.js';
import type { Enterprise } from './enterprise.js';

/** What a change asks for beside itself. */
export interface EnterpriseChangeOptions {
  /** What the client has read; judged against the version of the locked row. */
  readonly precondition?: Precondition;
  /** The right to do it once, where the client sent a key. */
  readonly claim?: Claim;
  /** Whether it may be done while the enterprise is frozen: freezing it for longer. */
  readonly allowFrozen?: boolean;
  /** Whether it may be done while the enterprise is frozen, or its organization held: the operator's thawing, and leaving. */
  readonly ignoreState?: boolean;
  /** Faults after which the whole is run again. */
  readonly retryOn?: WriteOptions['retryOn'];
}

/** What a deed did, for the audit; undefined when there was nothing to do. */
export type EnterpriseDeed = Pick<AuditEvent, 'action' | 'data' | 'subjectType' | 'subjectId'> | undefined;

/**
 * Changes one enterprise, its profile or its users. Every change takes its row for itself, so that two who count the
 * admins never count at the same time; the organizations above are locked shared, as by every creation (decisions §8).
 */
@Injectable()
export class EnterpriseChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs a deed on the locked row, raises its version, and writes its audit row with it. A deed that was committed and
   * not answered is recognised by that audit row, and not done again.
   * @returns whether anything changed
   * @throws DomainError enterprise_not_found where it has been deleted meanwhile; organization_not_found,
   *   organization_suspended, organization_not_activated, enterprise_frozen, precondition_failed, and what the deed
   *   throws
   */
  async apply(
    ctx: CallContext,
    enterprise: Enterprise,
    deed: (tx: Tx) => Promise<EnterpriseDeed>,
    terms: EnterpriseChangeOptions = {},
  ): Promise<boolean> {
    const { precondition = ANY_STATE, claim = NO_CLAIM, retryOn } = terms;
    const eventId = newId();
    const { id, organization } = enterprise;
    const work = async (tx: Tx): Promise<boolean> => {
      const { version, isDone } = await this.lock(tx, enterprise, eventId, terms);
      if (isDone) return true;
      if (!precondition.allows(String(version))) throw new DomainError('precondition_failed', {});
      // Ahead of the deed, which may take the caller's own role from it.
      tx.admit();
      claim.take(tx, id);
      const event = await deed(tx);
      if (event) {
        tx.queue({ sql: 'UPDATE enterprises SET version = version + 1 WHERE id = ?', params: [id], rows: 1 });
        await acceptRoles(tx, ctx.actor, organization.path, event);
        this.audit.record(tx, ctx, { ...event, organizationId: organization.id, path: organization.path }, eventId);
      }
      await tx.flush();
      return event !== undefined;
    };
    return this.database.write(ctx, work, { rethrowLockTimeout: claim.isKeyed, ...(retryOn && { retryOn }) });
  }

  private async lock(tx: Tx, { id, organization }: Enterprise, eventId: string, terms: EnterpriseChangeOptions) {
    const { ignoreState = false, allowFrozen = false } = terms;
    tx.queue(pathStateStep(organization.path, ignoreState ? 'unlocked' : 'locked'));
    tx.queue({ sql: 'SELECT version FROM enterprises WHERE id = ? FOR UPDATE', params: [id] });
    tx.queue({
      sql: 'SELECT expires_at FROM enterprise_freezes WHERE enterprise_id = ? AND thawed_by IS NULL',
      params: [id],
    });
    tx.queue({ sql: 'SELECT id FROM audit_events WHERE id = ?', params: [eventId] });
    const [path, own, freezes, events] = await tx.flush();
    const isDone = events!.length > 0;
    if (!isDone && !own![0]) throw new DomainError('enterprise_not_found', { enterpriseId: id });
    if (!isDone && !ignoreState) {
      assertOpen(organization.id, path!.map(pathStateOf), organization.depth);
      const expires = Number(freezes![0]?.expires_at ?? 0);
      if (!allowFrozen && expires >= Date.now())
        throw new DomainError('enterprise_frozen', { enterpriseId: id, expires });
    }
    return { version: Number(own![0]?.version), isDone };
  }
}
