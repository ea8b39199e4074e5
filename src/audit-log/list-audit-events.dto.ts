import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/check.js';
import { Says } from '../http/validation/described.js';
import { PageSize } from '../http/validation/fields/paging.js';
import { Lookup } from '../http/validation/fields/shapes.js';
import { EnumField } from '../http/validation/fields/text.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization-lookup.dto.js';
import { Action, auditQuery, Begin, Cursor, End } from './audit-arguments.js';
import type { AuditQuery } from './audit-page.js';

/** The arguments of `GET /organizations/:organization/audit_events`. */
@ArgumentSet('CoreAPI/Endpoints/AuditEvents/ListEndpoint/BaseArgumentSet')
export class ListAuditEventsDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Cursor()
  cursor?: string | null;

  @PageSize()
  per_page?: number | null;

  @Says('`self` for what is about this organization itself, and nothing of those below it')
  @Optional({ nullIsAbsent: true })
  @EnumField(['self'])
  only?: string | null;

  @Action()
  action?: string | null;

  @Begin()
  after?: number | null;

  @End()
  before?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): AuditQuery {
    return { ...auditQuery(this), isOwnOnly: this.only === 'self' };
  }
}
