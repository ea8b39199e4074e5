import { Get, HttpCode, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { pagination } from '../../dialects/core-v1/core-v1.pagination.js';
import { ApiErrors, ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { OperatorOnly } from '../../organization/organization.guard.js';
import { webhookEndpointTag } from '../webhook-endpoint.js';
import { CreateOwnWebhookEndpointDto, ListOwnWebhookEndpointsDto } from './webhook-endpoint.dto.js';
import { CREATE_OWN_WEBHOOK_ENDPOINT, LIST_OWN_WEBHOOK_ENDPOINTS } from './webhook-endpoint.openapi.js';
import { presentWebhookEndpoint, presentWebhookEndpointAnswer } from './webhook-endpoint.presenter.js';
import { WebhookEndpointService } from './webhook-endpoint.service.js';

/** The operator's own webhook endpoints, in core-v1: an addition to the published API. */
@CoreV1Controller('webhook_endpoints')
@ApiTag('Webhooks')
export class OperatorWebhookEndpointCoreV1Controller {
  constructor(
    private readonly endpoints: WebhookEndpointService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** List webhook endpoints of the operator. */
  @Get()
  @RequireScope('webhooks', 'webhooks:read')
  @Arguments(ListOwnWebhookEndpointsDto)
  @OperatorOnly()
  @ApiOperation(LIST_OWN_WEBHOOK_ENDPOINTS)
  async listOwn(@Caller() caller: CallContext, @Args() args: ListOwnWebhookEndpointsDto) {
    const query = args.toQuery();
    const { items, total } = await this.endpoints.list(caller, undefined, query);
    return { pagination: pagination(query, total), webhook_endpoints: items.map(presentWebhookEndpoint) };
  }

  /** Create a webhook endpoint for the operator. */
  @Post()
  @HttpCode(200)
  @RequireScope('webhooks')
  @Arguments(CreateOwnWebhookEndpointDto)
  @OperatorOnly()
  @Idempotent()
  @ApiErrors('webhook_url_not_allowed', 'webhook_endpoint_limit_reached', 'secrets_key_missing')
  @ApiOperation(CREATE_OWN_WEBHOOK_ENDPOINT)
  async createOwn(
    @Caller() caller: CallContext,
    @Args() args: CreateOwnWebhookEndpointDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const created = await this.idempotency.execute(
      caller,
      once,
      (claim) => this.endpoints.create(caller, undefined, args.toInput(), claim),
      (done) => this.endpoints.findAfterReplay(caller, done),
    );
    const endpoint = answer.unwrap(created);
    answer.tag(webhookEndpointTag(endpoint));
    return presentWebhookEndpointAnswer(endpoint);
  }
}
