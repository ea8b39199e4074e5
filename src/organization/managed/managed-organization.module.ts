import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import { MetricsModule } from '../../observability/metrics/metrics.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { PagingModule } from '../../paging/paging.module.js';
import { OrganizationAnnotationsModule } from '../annotations/organization-annotations.module.js';
import { OrganizationModule } from '../organization.module.js';
import { ManagedOrganizationListService } from './managed-organization-list.service.js';
import { ManagedOrganizationCoreV1Controller } from './managed-organization.core-v1.controller.js';
import { OrganizationCreationService } from './organization-creation.service.js';

/** Creating and listing managed organizations. */
@Module({
  imports: [
    AuditModule,
    DatabaseModule,
    IdempotencyModule,
    MetricsModule,
    OrganizationModule,
    OrganizationAnnotationsModule,
    PagingModule,
  ],
  controllers: [ManagedOrganizationCoreV1Controller],
  providers: [OrganizationCreationService, ManagedOrganizationListService],
  exports: [OrganizationCreationService],
})
export class ManagedOrganizationModule {}
