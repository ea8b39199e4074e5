import { Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { ApiErrors, ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { OfItsOrganization } from '../endpoints/webhook-endpoint.core-v1.controller.js';
import { WebhookEndpointLookupService } from '../endpoints/webhook-endpoint-lookup.service.js';
import {
  GetWebhookDeliveryDto,
  ListWebhookDeliveriesDto,
  ReplayWebhookDeliveryDto,
  ReplayWebhookEventsDto,
  TestWebhookEndpointDto,
} from './webhook-delivery.dto.js';
import {
  GET_WEBHOOK_DELIVERY,
  LIST_WEBHOOK_DELIVERIES,
  REPLAY_WEBHOOK_DELIVERY,
  REPLAY_WEBHOOK_EVENTS,
  TEST_WEBHOOK_ENDPOINT,
} from './webhook-delivery.openapi.js';
import { presentDeliveries, presentDelivery, presentReplay } from './webhook-delivery.presenter.js';
import { WebhookDeliveryService } from './webhook-delivery.service.js';
import { WebhookReplayService } from './webhook-replay.service.js';

/** What is sent to a webhook endpoint, in core-v1: an addition to the published API. */
@CoreV1Controller('webhook_endpoints/:webhook_endpoint')
@ApiTag('Webhooks')
export class WebhookDeliveryCoreV1Controller {
  constructor(
    private readonly lookup: WebhookEndpointLookupService,
    private readonly deliveries: WebhookDeliveryService,
    private readonly replays: WebhookReplayService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** List deliveries to a webhook endpoint. */
  @Get('deliveries')
  @RequireScope('webhooks', 'webhooks:read')
  @Arguments(ListWebhookDeliveriesDto)
  @OfItsOrganization()
  @ApiOperation(LIST_WEBHOOK_DELIVERIES)
  async list(@Caller() caller: CallContext, @Args() args: ListWebhookDeliveriesDto) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'read');
    return presentDeliveries(await this.deliveries.list(named, args.toQuery()));
  }

  /** Show a delivery to a webhook endpoint. */
  @Get('deliveries/:webhook_delivery')
  @RequireScope('webhooks', 'webhooks:read')
  @Arguments(GetWebhookDeliveryDto)
  @OfItsOrganization()
  @ApiErrors('webhook_delivery_not_found')
  @ApiOperation(GET_WEBHOOK_DELIVERY)
  async get(@Caller() caller: CallContext, @Args() args: GetWebhookDeliveryDto) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'read');
    return presentDelivery(await this.deliveries.find(named, args.webhook_delivery.toId()));
  }

  /** Send a test to a webhook endpoint. */
  @Post('test')
  @HttpCode(200)
  @RequireScope('webhooks')
  @Arguments(TestWebhookEndpointDto)
  @OfItsOrganization()
  @Idempotent()
  @ApiErrors('webhook_endpoint_disabled')
  @ApiOperation(TEST_WEBHOOK_ENDPOINT)
  async test(
    @Caller() caller: CallContext,
    @Args() args: TestWebhookEndpointDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'write');
    const tested = await this.idempotency.execute(
      named.ctx,
      once,
      (claim) => this.deliveries.test(named, claim),
      (done) => this.deliveries.sent(named.ctx, named.endpoint.id, done.subjectId),
    );
    return presentDelivery(answer.unwrap(tested));
  }

  /** Send an event to a webhook endpoint again. */
  @Post('deliveries/:webhook_delivery/replay')
  @HttpCode(200)
  @RequireScope('webhooks')
  @Arguments(ReplayWebhookDeliveryDto)
  @OfItsOrganization()
  @Idempotent()
  @ApiErrors('webhook_delivery_not_found', 'webhook_endpoint_disabled')
  @ApiOperation(REPLAY_WEBHOOK_DELIVERY)
  async replay(
    @Caller() caller: CallContext,
    @Args() args: ReplayWebhookDeliveryDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'write');
    const replayed = await this.idempotency.execute(
      named.ctx,
      once,
      (claim) => this.deliveries.replay(named, args.webhook_delivery.toId(), claim),
      (done) => this.deliveries.sent(named.ctx, named.endpoint.id, done.subjectId),
    );
    return presentDelivery(answer.unwrap(replayed));
  }

  /** Send all events since a cursor to a webhook endpoint again. */
  @Post('replay')
  @HttpCode(200)
  @RequireScope('webhooks')
  @Arguments(ReplayWebhookEventsDto)
  @OfItsOrganization()
  @Idempotent()
  @ApiErrors('webhook_endpoint_disabled', 'event_cursor_expired')
  @ApiOperation(REPLAY_WEBHOOK_EVENTS)
  async replayAll(
    @Caller() caller: CallContext,
    @Args() args: ReplayWebhookEventsDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'write');
    const replayed = await this.idempotency.execute(
      named.ctx,
      once,
      (claim) => this.replays.replay(named, args.toStart(), claim),
      (done) => this.replays.replayed(named.ctx, done.subjectId),
    );
    return presentReplay(answer.unwrap(replayed));
  }
}
