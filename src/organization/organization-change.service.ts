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
import { type Organization, tagOf } from './organization.js';
import { organizationLocked } from './organization.queries.js';
import { organizationOf } from './organization.row.js';
import { acceptRoles } from './path/accepted-roles.js';
import { assertActive } from './path/organization-path.js';
import { pathStateOf, pathStates } from './path/organization-path.queries.js';

/** How a change is made. */
export interface ChangeOptions {
  /** What the client has read; compared with `tagOf` the locked row. */
  readonly precondition?: Precondition;
  /** Of the idempotent request, where the client sent a key. */
  readonly claim?: Claim;
  /**
   * How many organizations of the path, root first, must be active, under the same locks as a creation's. A caller who
   * manages an organization from above may change it while it is held below the caller's own level.
   */
  readonly activeLevels?: number | 'all';
  /** Errors after which the whole is run again. */
  readonly retryOn?: WriteOptions['retryOn'];
}

/** What a change did, for the audit, and to what if not to the organization; undefined where nothing changed. */
export type ChangeResult =
  (Pick<AuditEvent, 'action' | 'data'> & Partial<Pick<AuditEvent, 'subjectType' | 'subjectId'>>) | undefined;

/**
 * Changes one organization. Every change first locks its row exclusively: creations hold the same row shared, so one
 * of the two always sees the other (decisions §8).
 */
@Injectable()
export class OrganizationChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs a change on the locked row, and writes its audit event with it. A change whose COMMIT succeeded without a reply
   * is recognised by that event, and not made again.
   * @param change gets the organization as it is now, and queues its statements
   * @returns whether anything changed
   * @throws DomainError organization_not_found; precondition_failed; organization_suspended and
   *   organization_not_activated where the path must be active; and what the change throws
   */
  async apply(
    ctx: CallContext,
    organization: Pick<Organization, 'id' | 'path'>,
    change: (tx: Tx, current: Organization) => Promise<ChangeResult>,
    { precondition = ANY_STATE, claim = NO_CLAIM, activeLevels = 0, retryOn }: ChangeOptions = {},
  ): Promise<boolean> {
    const eventId = newId();
    const { id, path } = organization;
    const work = async (tx: Tx): Promise<boolean> => {
      const { current, isDeleted, isDone } = await this.lock(
        tx,
        organization,
        eventId,
        activeLevels === 'all' ? organization.path.length : activeLevels,
      );
      if (isDone) return true;
      if (isDeleted) throw new DomainError('organization_not_found', { organizationId: id });
      if (!precondition.allows(tagOf(current))) throw new DomainError('precondition_failed', {});
      // Ahead of the change, which may remove the caller's own role.
      tx.admit();
      claim.take(tx, id);
      const event = await change(tx, current);
      const about = { subjectType: 'organization', subjectId: id, organizationId: id, path } as const;
      if (event) {
        await acceptRoles(tx, ctx.actor, path, event);
        this.audit.record(tx, ctx, { ...about, ...event }, eventId);
      }
      await tx.flush();
      return event !== undefined;
    };
    return this.database.write(ctx, work, { rethrowLockTimeout: claim.isKeyed, ...(retryOn && { retryOn }) });
  }

  /** Locks the ancestors shared, root first, as creations do, and then the row itself. */
  private async lock(tx: Tx, { id, path }: Pick<Organization, 'id' | 'path'>, eventId: string, active: number) {
    const ancestors = path.slice(0, -1);
    const above = ancestors.length > 0 && tx.queue(pathStates(ancestors, active > 0 ? 'locked' : 'unlocked'));
    const [[row], events] = await tx.query(organizationLocked(id), eventById(eventId));
    if (!row) throw new DomainError('organization_not_found', { organizationId: id });
    // Locked in the order of ids, checked in that of the path: the clocks of two processes may differ.
    const states = [...(above ? above.rows : []), row]
      .map(pathStateOf)
      .sort((a, b) => path.indexOf(a.id) - path.indexOf(b.id));
    const isDone = events.length > 0;
    if (!isDone) assertActive(id, states.slice(0, active), active);
    const suspended = states.some(({ holds }) => holds > 0);
    return { current: organizationOf(row, suspended), isDeleted: row.deleted_at !== null, isDone };
  }
}
