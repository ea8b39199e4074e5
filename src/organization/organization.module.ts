import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { ManagedOrganizationCoreV1Controller } from './managed/managed-organization.core-v1.controller.js';
import { ManagedOrganizationList } from './listing/managed-organization-list.service.js';
import { OrganizationCoreV1Controller } from './listing/organization.core-v1.controller.js';
import { OrganizationAnnotationsCoreV1Controller } from './annotations/organization-annotations.core-v1.controller.js';
import { OrganizationAnnotations } from './annotations/organization-annotations.service.js';
import { OrganizationChange } from './organization-change.service.js';
import { OrganizationCreation } from './managed/organization-creation.service.js';
import { OrganizationDirectory } from './overview/organization-directory.service.js';
import { OrganizationLimits } from './limits/organization-limit.service.js';
import { OrganizationPolicyCoreV1Controller } from './limits/organization-policy.core-v1.controller.js';
import { OrganizationPolicies } from './limits/organization-policy.service.js';
import { OrganizationProfileCoreV1Controller } from './profile/organization-profile.core-v1.controller.js';
import { OrganizationProfiles } from './profile/organization-profile.service.js';
import { OrganizationService } from './organization.service.js';
import { OrganizationSettings } from './organization.settings.js';
import { OrganizationStateCoreV1Controller } from './holds/organization-state.core-v1.controller.js';
import { OrganizationState } from './holds/organization-state.service.js';
import { OrganizationStatus } from './overview/organization-status.service.js';
import { RootOrganizations } from './root/root-organization.service.js';
import { SubDomainRelease } from './root/sub-domain-release.service.js';
import { VisibleOrganizations } from './listing/visible-organizations.service.js';

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
    VisibleOrganizations,
    ManagedOrganizationList,
    OrganizationAnnotations,
    OrganizationProfiles,
    OrganizationCreation,
    RootOrganizations,
    OrganizationChange,
    OrganizationState,
    OrganizationLimits,
    OrganizationPolicies,
    OrganizationStatus,
    OrganizationDirectory,
    SubDomainRelease,
    { provide: OrganizationSettings, inject: [Env], useFactory: settings },
  ],
  exports: [
    OrganizationAnnotations,
    OrganizationProfiles,
    OrganizationService,
    VisibleOrganizations,
    OrganizationCreation,
    RootOrganizations,
    OrganizationChange,
    OrganizationState,
    OrganizationLimits,
    OrganizationDirectory,
    OrganizationSettings,
    SubDomainRelease,
  ],
})
export class OrganizationModule {}
