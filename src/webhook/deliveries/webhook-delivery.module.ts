import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { WebhookEndpointModule } from '../endpoints/webhook-endpoint.module.js';
import { WebhookDeliveryCoreV1Controller } from './webhook-delivery.core-v1.controller.js';
import { WebhookDeliveryService } from './webhook-delivery.service.js';

/** What is sent to the endpoints of webhooks: showing it, and having it sent again. */
@Module({
  imports: [DatabaseModule, IdempotencyModule, WebhookEndpointModule],
  controllers: [WebhookDeliveryCoreV1Controller],
  providers: [WebhookDeliveryService],
  exports: [WebhookDeliveryService],
})
export class WebhookDeliveryApiModule {}
