import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { EventFeedModule } from '../../event-feed/event-feed.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { WebhookEndpointModule } from '../endpoints/webhook-endpoint.module.js';
import { WebhookDeliveryCoreV1Controller } from './webhook-delivery.core-v1.controller.js';
import { WebhookDeliveryService } from './webhook-delivery.service.js';
import { WebhookReplayService } from './webhook-replay.service.js';

/** What is sent to the endpoints of webhooks: showing it, and having it sent again. */
@Module({
  imports: [DatabaseModule, EventFeedModule, IdempotencyModule, WebhookEndpointModule],
  controllers: [WebhookDeliveryCoreV1Controller],
  providers: [WebhookDeliveryService, WebhookReplayService],
  exports: [WebhookDeliveryService],
})
export class WebhookDeliveryApiModule {}
