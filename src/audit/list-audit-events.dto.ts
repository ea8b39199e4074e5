import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { Says } from '../http/arguments/described.js';
import { PageSize, pageQuery } from '../http/arguments/paging.js';
import { WholeNumber } from '../http/arguments/scalars.js';
import { Lookup } from '../http/arguments/shapes.js';
import { Text } from '../http/arguments/text.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';
import { eventAt } from './audit-cursor.js';
import type { AuditQuery } from './audit-log.service.js';

/** As many characters as an action has at most. */
const MAX_ACTION = 64;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** The arguments of `GET /organizations/:organization/audit_events`. */
@ArgumentSet('CoreAPI/Endpoints/AuditEvents/ListEndpoint/BaseArgumentSet')
export class ListAuditEventsDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Says('The `next_cursor` of the page before')
  @Optional({ nullIsAbsent: true })
  @Text({ accepts: (cursor) => eventAt(cursor) !== undefined, form: 'As it was given.' })
  cursor?: string | null;

  @PageSize()
  per_page?: number | null;

  @Says('The one action to list, such as `organization.suspended`')
  @Optional({ nullIsAbsent: true })
  @Text({ min: 1, max: MAX_ACTION })
  action?: string | null;

  @Says('The first moment to list')
  @Optional({ nullIsAbsent: true })
  @WholeNumber({ min: 0, max: LAST_SECOND })
  after?: number | null;

  @Says('The moment to list up to, itself left out')
  @Optional({ nullIsAbsent: true })
  @WholeNumber({ min: 0, max: LAST_SECOND })
  before?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): Omit<AuditQuery, 'organizationId'> {
    const { cursor, action, after, before } = this;
    const afterId = typeof cursor === 'string' ? eventAt(cursor) : undefined;
    return {
      limit: pageQuery({ per_page: this.per_page ?? null }).perPage,
      ...(afterId !== undefined && { afterId }),
      ...(typeof action === 'string' && { action }),
      ...(typeof after === 'number' && { from: after * 1_000 }),
      ...(typeof before === 'number' && { until: before * 1_000 }),
    };
  }
}
