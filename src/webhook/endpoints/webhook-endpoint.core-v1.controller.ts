import { applyDecorators, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { Caller } from '../../auth/access.guard.js';
import { RequireScope } from '../../auth/access.js';
import type { CallContext } from '../../common/call-context.js';
import type { Precondition } from '../../common/precondition.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { ApiErrors, ApiOperation, ApiTag } from '../../http/docs/operation.js';
import { ApiWebhooks } from '../../http/docs/webhook.js';
import { Idempotent, IdempotencyKey } from '../../http/headers/idempotency-key.js';
import { IfMatch, SupportsIfMatch } from '../../http/headers/if-match.js';
import { type ResponseHeaderWriter, ResponseHeaders } from '../../http/headers/response-headers.js';
import { Args, Arguments } from '../../http/validation/arguments.guard.js';
import { IdempotencyService, type IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { EVENT_WEBHOOK, TEST_WEBHOOK } from '../delivery/webhook-message.openapi.js';
import { webhookEndpointTag } from '../webhook-endpoint.js';
import { WebhookEndpointLookupService } from './webhook-endpoint-lookup.service.js';
import {
  DeleteWebhookEndpointDto,
  GetWebhookEndpointDto,
  RotateWebhookSecretDto,
  UpdateWebhookEndpointDto,
} from './webhook-endpoint.dto.js';
import {
  DELETE_WEBHOOK_ENDPOINT,
  GET_WEBHOOK_ENDPOINT,
  ROTATE_WEBHOOK_SECRET,
  UPDATE_WEBHOOK_ENDPOINT,
} from './webhook-endpoint.openapi.js';
import { presentWebhookEndpointAnswer } from './webhook-endpoint.presenter.js';
import { WebhookEndpointService } from './webhook-endpoint.service.js';

/** The errors of a request that names an endpoint. */
export const OfItsOrganization = () =>
  applyDecorators(
    ApiErrors('webhook_endpoint_not_found', 'organization_suspended', 'organization_not_activated'),
    ApiErrors('organization_not_found', 'permission_denied'),
  );

/** One webhook endpoint, of an organization or of the operator, in core-v1: an addition to the published API. */
@CoreV1Controller('webhook_endpoints/:webhook_endpoint')
@ApiTag('Webhooks')
@ApiWebhooks(EVENT_WEBHOOK, TEST_WEBHOOK)
export class WebhookEndpointCoreV1Controller {
  constructor(
    private readonly lookup: WebhookEndpointLookupService,
    private readonly endpoints: WebhookEndpointService,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Show a webhook endpoint. */
  @Get()
  @RequireScope('webhooks', 'webhooks:read')
  @Arguments(GetWebhookEndpointDto)
  @OfItsOrganization()
  @ApiOperation(GET_WEBHOOK_ENDPOINT)
  async get(
    @Caller() caller: CallContext,
    @Args() args: GetWebhookEndpointDto,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const { endpoint } = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'read');
    answer.tag(webhookEndpointTag(endpoint));
    return presentWebhookEndpointAnswer({ ...endpoint, secret: null });
  }

  /** Change a webhook endpoint. */
  @Patch()
  @RequireScope('webhooks')
  @Arguments(UpdateWebhookEndpointDto)
  @OfItsOrganization()
  @SupportsIfMatch()
  @ApiErrors('webhook_url_not_allowed')
  @ApiOperation(UPDATE_WEBHOOK_ENDPOINT)
  async update(
    @Caller() caller: CallContext,
    @Args() args: UpdateWebhookEndpointDto,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'write');
    const updated = await this.endpoints.update(named, args.toInput(), { precondition });
    answer.tag(webhookEndpointTag(updated));
    return presentWebhookEndpointAnswer(updated);
  }

  /** Delete a webhook endpoint. */
  @Delete()
  @RequireScope('webhooks')
  @Arguments(DeleteWebhookEndpointDto)
  @OfItsOrganization()
  @SupportsIfMatch()
  @ApiOperation(DELETE_WEBHOOK_ENDPOINT)
  async delete(
    @Caller() caller: CallContext,
    @Args() args: DeleteWebhookEndpointDto,
    @IfMatch() precondition: Precondition,
  ) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'write');
    await this.endpoints.delete(named, { precondition });
    return { webhook_endpoint: { id: named.endpoint.id } };
  }

  /** Rotate the secret of a webhook endpoint. */
  @Post('rotate_secret')
  @HttpCode(200)
  @RequireScope('webhooks')
  @Arguments(RotateWebhookSecretDto)
  @OfItsOrganization()
  @Idempotent()
  @SupportsIfMatch()
  @ApiErrors('secrets_key_missing')
  @ApiOperation(ROTATE_WEBHOOK_SECRET)
  async rotate(
    @Caller() caller: CallContext,
    @Args() args: RotateWebhookSecretDto,
    @IdempotencyKey() once: IdempotentRequest | undefined,
    @IfMatch() precondition: Precondition,
    @ResponseHeaders() answer: ResponseHeaderWriter,
  ) {
    const named = await this.lookup.named(caller, args.webhook_endpoint.toId(), 'write');
    const rotated = await this.idempotency.execute(
      named.ctx,
      once,
      (claim) => this.endpoints.rotateSecret(named, args.toSeconds(), { claim, precondition }),
      (done) => this.endpoints.findAfterReplay(named.ctx, done),
    );
    const endpoint = answer.unwrap(rotated);
    answer.tag(webhookEndpointTag(endpoint));
    return presentWebhookEndpointAnswer(endpoint);
  }
}
