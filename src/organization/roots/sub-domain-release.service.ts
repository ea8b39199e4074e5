import { Injectable } from '@nestjs/common';
import { subjectOfEvent } from '../../audit/audit.queries.js';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { deletedHolderLocked, deletedSubDomainRelease } from '../organization.queries.js';
import { formerHolderLocked, retiredSubDomainDelete } from './retired-sub-domain.queries.js';

/** Makes sub-domains available again that were given up. It checks no permission: only the command line calls it. */
@Injectable()
export class SubDomainReleaseService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Releases a sub-domain that an organization has given up, by taking another one or by its deletion: any organization
   * may take it from then on. One that belongs to an organization which is not deleted is not released.
   * @returns the id of the organization that had given it up; undefined where it is not kept for any
   */
  async release(ctx: CallContext, subDomain: string): Promise<string | undefined> {
    // Only printable ASCII can be a sub-domain, and nothing else is bound to its column.
    if (!/^[\x21-\x7e]{1,63}$/.test(subDomain)) return undefined;
    const eventId = newId();
    return this.database.write(ctx, (tx) => this.releaseIn(tx, ctx, subDomain, eventId));
  }

  private async releaseIn(tx: Tx, ctx: CallContext, subDomain: string, eventId: string): Promise<string | undefined> {
    const [[retired], [deleted], [released]] = await tx.query(
      formerHolderLocked(subDomain),
      deletedHolderLocked(subDomain),
      subjectOfEvent(eventId),
    );
    // This very release: its COMMIT succeeded without a reply.
    if (released) return released.id;
    const id = (retired ?? deleted)?.id;
    if (id === undefined) return undefined;
    tx.queue(retiredSubDomainDelete(subDomain));
    tx.queue(deletedSubDomainRelease(subDomain));
    const event = { action: 'organization.sub_domain_released', subjectType: 'organization' } as const;
    this.audit.record(tx, ctx, { ...event, subjectId: id, organizationId: id }, eventId);
    await tx.flush();
    return id;
  }
}
