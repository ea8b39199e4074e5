import { Module } from '@nestjs/common';
import { TokenModule } from '../token/token.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrganizationDeletionCoreV1Controller } from './organization-deletion.core-v1.controller.js';
import { OrganizationDeletionService } from './organization-deletion.service.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { WebhookQueueModule } from '../webhook/queue/webhook-queue.module.js';

/** The deletion of organizations, with their tokens. */
@Module({
  imports: [TokenModule, DatabaseModule, OrganizationModule, WebhookQueueModule],
  controllers: [OrganizationDeletionCoreV1Controller],
  providers: [OrganizationDeletionService],
})
export class OrganizationDeletionModule {}
