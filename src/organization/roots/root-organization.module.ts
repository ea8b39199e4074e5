import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit/audit.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import { MetricsModule } from '../../observability/metrics/metrics.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { ReferenceModule } from '../../reference/reference.module.js';
import { OrganizationModule } from '../organization.module.js';
import { RetiredSubDomainEntity } from './retired-sub-domain.entity.js';
import { RootOrganizationCoreV1Controller } from './root-organization.core-v1.controller.js';
import { RootOrganizationService } from './root-organization.service.js';
import { SubDomainReleaseService } from './sub-domain-release.service.js';

/** Creating the roots of trees, and releasing sub-domains that were given up. */
@Module({
  imports: [
    TypeOrmModule.forFeature([RetiredSubDomainEntity]),
    AuditModule,
    DatabaseModule,
    IdempotencyModule,
    MetricsModule,
    OrganizationModule,
    ReferenceModule,
  ],
  controllers: [RootOrganizationCoreV1Controller],
  providers: [RootOrganizationService, SubDomainReleaseService],
  exports: [RootOrganizationService, SubDomainReleaseService],
})
export class RootOrganizationModule {}
