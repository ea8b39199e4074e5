import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { Args, Arguments } from '../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../http/docs/operation.js';
import { RequireOrganization, CurrentAccess } from '../organization/organization.guard.js';
import type { OrganizationAccess } from '../organization/organization.service.js';
import { organizationsAbove } from '../audit/actors-above.js';
import { LIST_AUDIT_EVENTS } from './audit-log.openapi.js';
import { presentAuditEvents } from './audit-log.presenter.js';
import { AuditLogService } from './audit-log.service.js';
import { ListAuditEventsDto } from './audit-log.dto.js';

/** What was done in an organization and below it, in core-v1: an addition to the published API. */
@CoreV1Controller('organizations/:organization/audit_events')
@ApiTag('Audit events')
export class AuditLogCoreV1Controller {
  constructor(private readonly log: AuditLogService) {}

  /** List audit events, newest first. */
  @Get()
  @RequireScope('audit:read')
  @Arguments(ListAuditEventsDto)
  @RequireOrganization('read')
  @ApiOperation(LIST_AUDIT_EVENTS)
  async list(
    @Caller() caller: CallContext,
    @CurrentAccess() view: OrganizationAccess,
    @Args() args: ListAuditEventsDto,
  ) {
    const { id, path } = view.organization;
    const query = { ...args.toQuery(), organizationId: id };
    return presentAuditEvents(await this.log.list(caller, query, organizationsAbove(path, view.actorDepth)));
  }
}
