import { Injectable } from '@nestjs/common';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Database, type WriteOptions } from '../database/database.js';
import type { Row, Tx } from '../database/statement.js';
import { type Claim, NO_CLAIM } from '../idempotency/idempotency.service.js';
import { acceptRoles } from './accepted-roles.js';
import { type Organization, ORGANIZATION_COLUMNS, organizationOf, tagOf } from './organization.js';
import { assertOpen, pathStateOf, pathStateStep } from './path/organization-path.js';

/** What a change asks for beside itself. */
export interface ChangeOptions {
  /** What the client has read; judged against `tagOf` the locked row. */
  readonly precondition?: Precondition;
  /** The right to do it once, where the client sent a key. */
  readonly claim?: Claim;
  /**
   * How much of the path nothing may hold, under the same locks as a creation's: so many organizations, root first, or
   * `all`. Who governs is judged up to his own place, and may change what is held below it.
   */
  readonly open?: number | 'all';
  /** Faults after which the whole is run again. */
  readonly retryOn?: WriteOptions['retryOn'];
}

/** What a deed did, for the audit, and to what if not to the organization; undefined when there was nothing to do. */
export type ChangeResult =
  (Pick<AuditEvent, 'action' | 'data'> & Partial<Pick<AuditEvent, 'subjectType' | 'subjectId'>>) | undefined;

/**
 * Changes one organization. Every change first takes its row for itself: creations hold the same row shared, so one
 * of the two always sees the other (decisions §8).
 */
@Injectable()
export class OrganizationChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs a deed on the locked row, and writes its audit row with it. A deed that was committed and not answered is
   * recognised by that audit row, and not done again.
   * @param deed gets the organization as it is now, the whole row beside it, and queues its statements
   * @returns whether anything changed
   * @throws DomainError organization_not_found; precondition_failed; organization_suspended and
   *   organization_not_activated where the path must be open; and what the deed throws
   */
  async apply(
    ctx: CallContext,
    organization: Pick<Organization, 'id' | 'path'>,
    deed: (tx: Tx, current: Organization, row: Row) => Promise<ChangeResult>,
    { precondition = ANY_STATE, claim = NO_CLAIM, open = 0, retryOn }: ChangeOptions = {},
  ): Promise<boolean> {
    const eventId = newId();
    const { id, path } = organization;
    const work = async (tx: Tx): Promise<boolean> => {
      const { current, row, isDone } = await this.lock(
        tx,
        organization,
        eventId,
        open === 'all' ? organization.path.length : open,
      );
      if (isDone) return true;
      if (row.deleted_at !== null) throw new DomainError('organization_not_found', { organizationId: id });
      if (!precondition.allows(tagOf(current))) throw new DomainError('precondition_failed', {});
      // Ahead of the deed, which may take the caller's own role from it.
      tx.admit();
      claim.take(tx, id);
      const event = await deed(tx, current, row);
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
  private async lock(tx: Tx, { id, path }: Pick<Organization, 'id' | 'path'>, eventId: string, open: number) {
    const ancestors = path.slice(0, -1);
    if (ancestors.length > 0) tx.queue(pathStateStep(ancestors, open > 0 ? 'locked' : 'unlocked'));
    tx.queue({
      sql: `SELECT ${ORGANIZATION_COLUMNS}, o.deleted_at, o.id AS a_id, o.holds AS a_holds,
          o.activated_at AS a_activated_at, o.deleted_at AS a_deleted_at
        FROM organizations o WHERE o.id = ? FOR UPDATE`,
      params: [id],
    });
    tx.queue({ sql: 'SELECT id FROM audit_events WHERE id = ?', params: [eventId] });
    const results = await tx.flush();
    const [own, events] = results.slice(-2);
    const row = own![0];
    if (!row) throw new DomainError('organization_not_found', { organizationId: id });
    const read = [...(ancestors.length > 0 ? results[0]! : []), row].map(pathStateOf);
    // Locked in the order of ids, judged in that of the path: the clocks of two processes may differ.
    const states = read.sort((a, b) => path.indexOf(a.id) - path.indexOf(b.id));
    const isDone = events!.length > 0;
    if (!isDone) assertOpen(id, states.slice(0, open), open);
    const suspended = states.some(({ holds }) => holds > 0);
    return { current: organizationOf(row, suspended), row, isDone };
  }
}
