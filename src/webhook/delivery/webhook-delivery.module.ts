import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { Env } from '../../config/env.js';
import { DatabaseModule } from '../../database/database.module.js';
import { MetricsModule } from '../../observability/metrics/metrics.module.js';
import { DnsResolver, NameResolver } from '../sending/name-resolver.js';
import { WebhookSender } from '../sending/webhook-sender.service.js';
import { WebhookModule } from '../webhook.module.js';
import { WebhookNetworks } from '../webhook-networks.js';
import { DeliveryClearing } from './delivery-clearing.service.js';
import { DeliveryRecord } from './delivery-record.service.js';
import { DeliverySchedule } from './delivery-schedule.js';
import { DeliverySettings } from './delivery-settings.js';
import { DeliveryTurns } from './delivery-turns.service.js';
import { EventFanOut } from './event-fan-out.service.js';
import { WebhookQueueModule } from '../queue/webhook-queue.module.js';

const settings = (env: Env) => new DeliverySettings(env.WEBHOOKS_EVERY_MS, env.WEBHOOK_CONCURRENCY);
const resolver = (env: Env) =>
  new DnsResolver(env.WEBHOOK_ALLOWED_NETWORKS.length + env.WEBHOOK_OPERATOR_NETWORKS.length > 0);
const sender = (networks: WebhookNetworks, names: NameResolver, limits: DeliverySettings) =>
  new WebhookSender(networks, names, limits);

/** Delivers events to the endpoints of webhooks. */
@Module({
  imports: [DatabaseModule, AuditModule, MetricsModule, WebhookModule, WebhookQueueModule],
  providers: [
    EventFanOut,
    DeliveryTurns,
    DeliveryRecord,
    DeliveryClearing,
    DeliverySchedule,
    { provide: DeliverySettings, inject: [Env], useFactory: settings },
    { provide: NameResolver, inject: [Env], useFactory: resolver },
    { provide: WebhookSender, inject: [WebhookNetworks, NameResolver, DeliverySettings], useFactory: sender },
  ],
  exports: [DeliverySchedule],
})
export class WebhookDeliveryModule {}
