import { Injectable } from '@nestjs/common';
import { eventById } from '../audit/audit.queries.js';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Database, type WriteOptions } from '../database/database.js';
import type { Tx } from '../database/statement.js';
import { type Claim, NO_CLAIM } from '../idempotency/idempotency.service.js';
import { assertActive } from '../organization/path/organization-path.js';
import type { Enterprise } from './enterprise.js';
import { versionLocked, versionRaise } from './enterprise.queries.js';
import { freezeEnd } from './freeze/enterprise-freeze.queries.js';
import { acceptRoles } from '../organization/path/accepted-roles.js';
import { pathStateOf, pathStates } from '../organization/path/organization-path.queries.js';

/** Options of a change. */
export interface EnterpriseChangeOptions {
  /** The state that the client has read; compared with the version of the locked row. */
  readonly precondition?: Precondition;
  /** Of the idempotent request, if the client sent a key. */
  readonly claim?: Claim;
  /** Whether it is allowed while the enterprise is frozen: freezing it for longer. */
  readonly allowFrozen?: boolean;
  /** Whether it is allowed while the enterprise is frozen or its organization suspended: thawing, and leaving. */
  readonly ignoreState?: boolean;
  /** Errors after which the whole is run again. */
  readonly retryOn?: WriteOptions['retryOn'];
}

/** What a change did, for the audit; undefined if nothing changed. */
export type EnterpriseChange = Pick<AuditEvent, 'action' | 'data' | 'subjectType' | 'subjectId'> | undefined;

/**
 * Changes one enterprise, its profile or its users. Every change locks its row exclusively, so that no two count the
 * admins at the same time; the organizations above are locked shared, as by every creation (decisions §8).
 */
@Injectable()
export class EnterpriseChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs a change while the row is locked, increments the version, and writes the audit event in the same transaction.
   * A change whose COMMIT succeeded without a reply is recognised by that event, and not made again.
   * @returns whether anything changed
   * @throws DomainError enterprise_not_found if it has been deleted meanwhile; organization_not_found,
   *   organization_suspended, organization_not_activated, enterprise_frozen, precondition_failed, and what the change
   *   throws
   */
  async apply(
    ctx: CallContext,
    enterprise: Enterprise,
    change: (tx: Tx) => Promise<EnterpriseChange>,
    options: EnterpriseChangeOptions = {},
  ): Promise<boolean> {
    const { precondition = ANY_STATE, claim = NO_CLAIM, retryOn } = options;
    const eventId = newId();
    const { id, organization } = enterprise;
    const work = async (tx: Tx): Promise<boolean> => {
      const { version, isDone } = await this.lock(tx, enterprise, eventId, options);
      if (isDone) return true;
      if (!precondition.allows(String(version))) throw new DomainError('precondition_failed', {});
      // Before the change, which may remove the caller's own role.
      tx.admit();
      claim.take(tx, id);
      const event = await change(tx);
      if (event) {
        tx.queue(versionRaise(id));
        await acceptRoles(tx, ctx.actor, organization.path, event);
        this.audit.record(tx, ctx, { ...event, organizationId: organization.id }, eventId);
      }
      await tx.flush();
      return event !== undefined;
    };
    return this.database.write(ctx, work, { rethrowLockTimeout: claim.isKeyed, ...(retryOn && { retryOn }) });
  }

  private async lock(tx: Tx, { id, organization }: Enterprise, eventId: string, options: EnterpriseChangeOptions) {
    const { ignoreState = false, allowFrozen = false } = options;
    const [path, [own], [freeze], events] = await tx.query(
      pathStates(organization.path, ignoreState ? 'unlocked' : 'locked'),
      versionLocked(id),
      freezeEnd(id),
      eventById(eventId),
    );
    const isDone = events.length > 0;
    if (!isDone && !own) throw new DomainError('enterprise_not_found', { enterpriseId: id });
    if (!isDone && !ignoreState) {
      assertActive(organization.id, path.map(pathStateOf), organization.depth);
      const expires = freeze?.expires_at ?? 0;
      if (!allowFrozen && expires >= Date.now())
        throw new DomainError('enterprise_frozen', { enterpriseId: id, expires });
    }
    return { version: own?.version, isDone };
  }
}
