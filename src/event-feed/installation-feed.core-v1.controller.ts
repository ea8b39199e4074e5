import { Get } from '@nestjs/common';
import { Caller } from '../auth/access.guard.js';
import { RequireScope } from '../auth/access.js';
import type { CallContext } from '../common/call-context.js';
import { CoreV1Controller } from '../dialects/core-v1/core-v1.dialect.js';
import { ApiErrors, ApiOperation, ApiTag } from '../http/docs/operation.js';
import { LongPoll } from '../http/server/long-poll.js';
import { Args, Arguments } from '../http/validation/arguments.guard.js';
import { OperatorOnly } from '../organization/organization.guard.js';
import { ListAllEventsDto } from './event-feed.dto.js';
import { LIST_ALL_EVENTS } from './event-feed.openapi.js';
import { presentEvents } from './event-feed.presenter.js';
import { EventFeedService } from './event-feed.service.js';

/** What happened in the whole installation, to be read on without missing anything: an addition to core-v1. */
@CoreV1Controller('events')
@ApiTag('Events')
export class InstallationFeedCoreV1Controller {
  constructor(private readonly feed: EventFeedService) {}

  /** List all events, the oldest first. */
  @Get()
  @RequireScope('audit:read')
  @Arguments(ListAllEventsDto)
  @OperatorOnly()
  @ApiErrors('event_cursor_expired', 'too_many_waiting')
  @LongPoll()
  @ApiOperation(LIST_ALL_EVENTS)
  async listAll(@Caller() caller: CallContext, @Args() args: ListAllEventsDto) {
    return presentEvents(await this.feed.ofInstallation(caller, args.toQuery()));
  }
}
