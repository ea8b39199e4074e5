import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { Args, Arguments } from '../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../http/docs/operation.js';
import { OperatorOnly } from '../organization/organization.guard.js';
import { LIST_ALL_AUDIT_EVENTS } from './audit-log.openapi.js';
import { presentAuditEvents } from './audit-log.presenter.js';
import { AuditLogService } from './audit-log.service.js';
import { ListAllAuditEventsDto } from './audit-log.dto.js';

/** What was done in the whole installation, in core-v1: an addition to the published API. */
@CoreV1Controller('audit_events')
@ApiTag('Audit events')
export class InstallationLogCoreV1Controller {
  constructor(private readonly log: AuditLogService) {}

  /** List all audit events, newest first. */
  @Get()
  @RequireScope('audit:read')
  @Arguments(ListAllAuditEventsDto)
  @OperatorOnly()
  @ApiOperation(LIST_ALL_AUDIT_EVENTS)
  async listAll(@Caller() caller: CallContext, @Args() args: ListAllAuditEventsDto) {
    return presentAuditEvents(await this.log.list(caller, args.toQuery()));
  }
}
