import { ArgumentSet } from '../http/validation/argument-set.js';
import { PageSize } from '../http/validation/fields/paging.js';
import { Action, auditQuery, Begin, Cursor, End } from './audit-arguments.js';
import type { AuditQuery } from './audit-page.js';

/** The arguments of `GET /audit_events`: the log of the whole installation. */
@ArgumentSet('CoreAPI/Endpoints/AuditEvents/ListAllEndpoint/BaseArgumentSet')
export class ListAllAuditEventsDto {
  @Cursor()
  cursor?: string | null;

  @PageSize()
  per_page?: number | null;

  @Action()
  action?: string | null;

  @Begin()
  after?: number | null;

  @End()
  before?: number | null;

  toQuery(): AuditQuery {
    return auditQuery(this);
  }
}
