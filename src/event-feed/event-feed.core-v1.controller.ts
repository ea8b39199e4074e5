import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { ApiErrors, ApiOperation, ApiTag } from '../http/docs/operation.js';
import { LongPoll } from '../http/server/long-poll.js';
import { Args, Arguments } from '../http/validation/arguments.guard.js';
import { CurrentAccess, RequireOrganization } from '../organization/organization.guard.js';
import type { OrganizationAccess } from '../organization/organization.service.js';
import { ListEventsDto } from './event-feed.dto.js';
import { LIST_EVENTS } from './event-feed.openapi.js';
import { presentEvents } from './event-feed.presenter.js';
import { EventFeedService } from './event-feed.service.js';

/** What happened in an organization and below it, to be read on without missing anything: an addition to core-v1. */
@CoreV1Controller('organizations/:organization/events')
@ApiTag('Events')
export class EventFeedCoreV1Controller {
  constructor(private readonly feed: EventFeedService) {}

  /** List events, the oldest first. */
  @Get()
  @RequireScope('audit:read')
  @Arguments(ListEventsDto)
  @RequireOrganization('read')
  @ApiErrors('event_cursor_expired', 'too_many_waiting')
  @LongPoll()
  @ApiOperation(LIST_EVENTS)
  async list(@Caller() caller: CallContext, @CurrentAccess() access: OrganizationAccess, @Args() args: ListEventsDto) {
    return presentEvents(await this.feed.ofOrganization(caller, access, args.toQuery()));
  }
}
