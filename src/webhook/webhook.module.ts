import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

/** The endpoints of webhooks, and what is delivered to them. */
@Module({ imports: [TypeOrmModule.forFeature([WebhookEndpointEntity, WebhookDeliveryEntity])] })
export class WebhookModule {}
