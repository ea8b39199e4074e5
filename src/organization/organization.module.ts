import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { ManagedOrganizationCoreV1Controller } from './managed/managed-organization.core-v1.controller.js';
import { ManagedOrganizationListService } from './listing/managed-organization-list.service.js';
import { OrganizationCoreV1Controller } from './listing/organization.core-v1.controller.js';
import { OrganizationAnnotationsCoreV1Controller } from './annotations/organization-annotations.core-v1.controller.js';
import { OrganizationAnnotationsService } from './annotations/organization-annotations.service.js';
import { OrganizationChangeService } from './organization-change.service.js';
import { OrganizationCreationService } from './managed/organization-creation.service.js';
import { OrganizationDirectoryService } from './overview/organization-directory.service.js';
import { OrganizationLimitService } from './limits/organization-limit.service.js';
import { OrganizationPolicyCoreV1Controller } from './limits/organization-policy.core-v1.controller.js';
import { OrganizationPolicyService } from './limits/organization-policy.service.js';
import { OrganizationProfileCoreV1Controller } from './profile/organization-profile.core-v1.controller.js';
import { OrganizationProfileService } from './profile/organization-profile.service.js';
import { OrganizationService } from './organization.service.js';
import { OrganizationSettings } from './organization.settings.js';
import { OrganizationStateCoreV1Controller } from './holds/organization-state.core-v1.controller.js';
import { OrganizationStateService } from './holds/organization-state.service.js';
import { OrganizationStatusService } from './overview/organization-status.service.js';
import { RootOrganizationService } from './root/root-organization.service.js';
import { SubDomainReleaseService } from './root/sub-domain-release.service.js';
import { VisibleOrganizationsService } from './listing/visible-organizations.service.js';

const settings = (env: Env) =>
  new OrganizationSettings(
    env.INFRASTRUCTURE_DOMAIN,
    env.MAX_ORGANIZATION_DEPTH,
    new Set(env.RESERVED_SUB_DOMAINS.toLowerCase().split(/[\s,]+/)),
    env.DEFAULT_CURRENCY,
    { maxGivenUp: env.MAX_SUB_DOMAIN_CHANGES, maxKept: env.MAX_SUB_DOMAINS_KEPT },
  );
import { AnnotationEntity } from './annotations/annotation.entity.js';
import { OrganizationHoldEntity } from './holds/organization-hold.entity.js';
import { OrganizationUsageEntity } from './limits/organization-usage.entity.js';
import { OrganizationEntity } from './organization.entity.js';
import { RetiredSubDomainEntity } from './root/retired-sub-domain.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      AnnotationEntity,
      OrganizationHoldEntity,
      OrganizationUsageEntity,
      OrganizationEntity,
      RetiredSubDomainEntity,
    ]),
    AuditModule,
    DatabaseModule,
    IdempotencyModule,
    ReferenceModule,
  ],
  controllers: [
    OrganizationCoreV1Controller,
    ManagedOrganizationCoreV1Controller,
    OrganizationProfileCoreV1Controller,
    OrganizationAnnotationsCoreV1Controller,
    OrganizationStateCoreV1Controller,
    OrganizationPolicyCoreV1Controller,
  ],
  providers: [
    OrganizationService,
    VisibleOrganizationsService,
    ManagedOrganizationListService,
    OrganizationAnnotationsService,
    OrganizationProfileService,
    OrganizationCreationService,
    RootOrganizationService,
    OrganizationChangeService,
    OrganizationStateService,
    OrganizationLimitService,
    OrganizationPolicyService,
    OrganizationStatusService,
    OrganizationDirectoryService,
    SubDomainReleaseService,
    { provide: OrganizationSettings, inject: [Env], useFactory: settings },
  ],
  exports: [
    OrganizationAnnotationsService,
    OrganizationProfileService,
    OrganizationService,
    VisibleOrganizationsService,
    OrganizationCreationService,
    RootOrganizationService,
    OrganizationChangeService,
    OrganizationStateService,
    OrganizationLimitService,
    OrganizationDirectoryService,
    OrganizationSettings,
    SubDomainReleaseService,
  ],
})
export class OrganizationModule {}
