import { isId } from '../../common/ids.js';
import type { FeedStartQuery } from '../../event-feed/event-feed.service.js';
import { CURSOR_PATTERN } from '../../event-feed/feed-cursors.js';
import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { ArgumentSet } from '../../http/validation/argument-set.js';
import { LookupField } from '../../http/validation/fields/nested.js';
import { PageSize, pageQuery } from '../../http/validation/fields/paging.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { EnumField, StringField } from '../../http/validation/fields/text.js';
import { publishedOf } from '../../http/validation/violations.js';
import { WebhookEndpointArgumentDto, WebhookEndpointLookupDto } from '../endpoints/webhook-endpoint.dto.js';
import { DELIVERY_STATES, type DeliveryState } from '../webhook-delivery.js';
import type { DeliveryQuery } from '../webhook-delivery.queries.js';

/** How core-v1 names a delivery of an endpoint: by the id of its event. */
@ArgumentSet('CoreAPI/ArgumentSets/WebhookDeliveryLookup', {
  name: 'Webhook Delivery Lookup',
  description: 'Provides for webhook deliveries to be looked up',
  refuses: ['webhook_delivery_not_found'],
})
export class WebhookDeliveryLookupDto {
  @ApiArgument({ description: 'The id of the event', example: '019aa3c0b1f27001a3b4c5d6e7f80912' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  /** An `id` of null finds nothing. */
  toId(): string {
    return this.id ?? '';
  }
}

/** The arguments of `GET /webhook_endpoints/:webhook_endpoint/deliveries`. */
@ArgumentSet('CoreAPI/Endpoints/WebhookDeliveries/ListEndpoint/BaseArgumentSet')
export class ListWebhookDeliveriesDto {
  @LookupField(() => WebhookEndpointLookupDto)
  webhook_endpoint: WebhookEndpointLookupDto;

  @ApiArgument({ description: 'The `next_cursor` of the page before', example: '019aa3c0b1f27001a3b4c5d6e7f80912' })
  @Optional({ nullable: true })
  @StringField({ accepts: isId, form: 'As it was given.' })
  cursor?: string | null;

  @PageSize()
  per_page?: number | null;

  @ApiArgument({ description: 'Only those in this state', example: 'failed' })
  @Optional({ nullable: true })
  @EnumField(DELIVERY_STATES)
  state?: DeliveryState | null;

  toQuery(): DeliveryQuery {
    const { cursor, per_page = null, state } = this;
    return {
      limit: pageQuery({ per_page }).perPage,
      ...(typeof cursor === 'string' && { beforeId: cursor }),
      ...(state && { state }),
    };
  }
}

@ArgumentSet('CoreAPI/Endpoints/WebhookDeliveries/TestEndpoint/BaseArgumentSet')
export class TestWebhookEndpointDto extends WebhookEndpointArgumentDto {}

/** The arguments of a request that names a delivery and nothing else; each endpoint of the API extends it. */
class WebhookDeliveryArgumentDto {
  @LookupField(() => WebhookEndpointLookupDto)
  webhook_endpoint: WebhookEndpointLookupDto;

  @LookupField(() => WebhookDeliveryLookupDto)
  webhook_delivery: WebhookDeliveryLookupDto;
}

@ArgumentSet('CoreAPI/Endpoints/WebhookDeliveries/GetEndpoint/BaseArgumentSet')
export class GetWebhookDeliveryDto extends WebhookDeliveryArgumentDto {}

@ArgumentSet('CoreAPI/Endpoints/WebhookDeliveries/ReplayEndpoint/BaseArgumentSet')
export class ReplayWebhookDeliveryDto extends WebhookDeliveryArgumentDto {}

/** The arguments of `POST /webhook_endpoints/:webhook_endpoint/replay`. */
@ArgumentSet('CoreAPI/Endpoints/WebhookDeliveries/ReplayAllEndpoint/BaseArgumentSet')
export class ReplayWebhookEventsDto {
  @LookupField(() => WebhookEndpointLookupDto)
  webhook_endpoint: WebhookEndpointLookupDto;

  @ApiArgument({
    description:
      'A cursor of the feed that the endpoint hears of, or the `next_cursor` of the call before; left out, from the oldest event that is kept',
    example: 'Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS',
  })
  @Optional({ nullable: true })
  @StringField({ accepts: (cursor) => CURSOR_PATTERN.test(cursor), form: 'As it was given.' })
  after?: string | null;

  toStart(): FeedStartQuery {
    const badCursor = { path: ['after'], rule: 'pattern' as const, ...publishedOf(this, 'after') };
    return { badCursor, ...(typeof this.after === 'string' && { after: this.after }) };
  }
}
