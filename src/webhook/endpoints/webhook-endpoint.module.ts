import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { WebhookQueueModule } from '../queue/webhook-queue.module.js';
import { WebhookModule } from '../webhook.module.js';
import { OperatorWebhookEndpointCoreV1Controller } from './operator-webhook-endpoint.core-v1.controller.js';
import { OrganizationWebhookEndpointCoreV1Controller } from './organization-webhook-endpoint.core-v1.controller.js';
import { WebhookEndpointChangeService } from './webhook-endpoint-change.service.js';
import { WebhookEndpointCoreV1Controller } from './webhook-endpoint.core-v1.controller.js';
import { WebhookEndpointLookupService } from './webhook-endpoint-lookup.service.js';
import { WebhookEndpointService } from './webhook-endpoint.service.js';

/** Managing the endpoints of webhooks. */
@Module({
  imports: [AuditModule, DatabaseModule, IdempotencyModule, OrganizationModule, WebhookModule, WebhookQueueModule],
  controllers: [
    OrganizationWebhookEndpointCoreV1Controller,
    OperatorWebhookEndpointCoreV1Controller,
    WebhookEndpointCoreV1Controller,
  ],
  providers: [WebhookEndpointService, WebhookEndpointChangeService, WebhookEndpointLookupService],
  exports: [WebhookEndpointService, WebhookEndpointChangeService, WebhookEndpointLookupService],
})
export class WebhookEndpointModule {}
