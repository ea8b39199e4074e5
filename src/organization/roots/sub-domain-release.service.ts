import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';

/** Makes sub-domains available again that were given up: for those who run the installation, it judges no permission. */
@Injectable()
export class SubDomainReleaseService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Releases a sub-domain that an organization has given up, by taking another one or by its deletion: any organization
   * may take it from then on. One that a living organization has stays its own.
   * @returns the id of the organization that had given it up; undefined where it is not kept for any
   */
  async release(ctx: CallContext, subDomain: string): Promise<string | undefined> {
    // What is not printable ASCII is no sub-domain, and is never bound to its column.
    if (!/^[\x21-\x7e]{1,63}$/.test(subDomain)) return undefined;
    const eventId = newId();
    return this.database.write(ctx, (tx) => this.releaseIn(tx, ctx, subDomain, eventId));
  }

  private async releaseIn(tx: Tx, ctx: CallContext, subDomain: string, eventId: string): Promise<string | undefined> {
    tx.queue({
      sql: 'SELECT organization_id AS id FROM retired_sub_domains WHERE sub_domain = ? FOR UPDATE',
      params: [subDomain],
    });
    tx.queue({
      sql: 'SELECT id FROM organizations WHERE sub_domain = ? AND deleted_at IS NOT NULL FOR UPDATE',
      params: [subDomain],
    });
    tx.queue({ sql: 'SELECT subject_id AS id FROM audit_events WHERE id = ?', params: [eventId] });
    const [retired, deleted, events] = await tx.flush();
    // A COMMIT whose answer was lost: this very release is done.
    if (events![0]) return String(events![0].id);
    const holder = retired![0] ?? deleted![0];
    if (!holder) return undefined;
    const id = String(holder.id);
    tx.queue({ sql: 'DELETE FROM retired_sub_domains WHERE sub_domain = ?', params: [subDomain] });
    // An id is no sub-domain, so in its place it frees the one that stood there.
    tx.queue({
      sql: 'UPDATE organizations SET sub_domain = id WHERE sub_domain = ? AND deleted_at IS NOT NULL',
      params: [subDomain],
    });
    const event = { action: 'organization.sub_domain_released', subjectType: 'organization' } as const;
    this.audit.record(tx, ctx, { ...event, subjectId: id, organizationId: id }, eventId);
    await tx.flush();
    return id;
  }
}
