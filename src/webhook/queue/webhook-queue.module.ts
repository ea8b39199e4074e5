import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WebhookQueueEntity } from './webhook-queue.entity.js';
import { WebhookQueue } from './webhook-queue.service.js';

/** Which endpoints have something to deliver: for those who make deliveries, and for those who send them. */
@Module({
  imports: [TypeOrmModule.forFeature([WebhookQueueEntity])],
  providers: [WebhookQueue],
  exports: [WebhookQueue],
})
export class WebhookQueueModule {}
