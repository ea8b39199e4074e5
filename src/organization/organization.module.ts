import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { OrganizationCoreV1Controller } from './organization.core-v1.controller.js';
import { OrganizationCreation } from './organization-creation.service.js';
import { OrganizationDirectory } from './organization-directory.service.js';
import { OrganizationService } from './organization.service.js';
import { OrganizationSettings } from './organization.settings.js';
import { OrganizationState } from './organization-state.service.js';

const settings = (env: Env) =>
  new OrganizationSettings(
    env.INFRASTRUCTURE_DOMAIN,
    env.MAX_ORGANIZATION_DEPTH,
    new Set(env.RESERVED_SUB_DOMAINS.toLowerCase().split(/[\s,]+/)),
    env.DEFAULT_CURRENCY,
  );

@Module({
  imports: [AuditModule, DatabaseModule, ReferenceModule],
  controllers: [OrganizationCoreV1Controller],
  providers: [
    OrganizationService,
    OrganizationCreation,
    OrganizationState,
    OrganizationDirectory,
    { provide: OrganizationSettings, inject: [Env], useFactory: settings },
  ],
  exports: [OrganizationService, OrganizationCreation, OrganizationState, OrganizationDirectory],
})
export class OrganizationModule {}
