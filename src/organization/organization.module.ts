import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { OrganizationChangeService } from './organization-change.service.js';
import { OrganizationEntity } from './organization.entity.js';
import { OrganizationService } from './organization.service.js';
import { OrganizationSettings } from './organization.settings.js';
import { KnownPaths } from './path/known-paths.js';

const settings = (env: Env) =>
  new OrganizationSettings(
    env.INFRASTRUCTURE_DOMAIN,
    env.MAX_ORGANIZATION_DEPTH,
    new Set(env.RESERVED_SUB_DOMAINS.toLowerCase().split(/[\s,]+/)),
    env.DEFAULT_CURRENCY,
    { maxGivenUp: env.MAX_SUB_DOMAIN_CHANGES, maxKept: env.MAX_SUB_DOMAINS_KEPT },
  );

/** Finding, guarding and changing one organization: what every part of the folder and every other feature builds on. */
@Module({
  imports: [TypeOrmModule.forFeature([OrganizationEntity]), AuditModule, DatabaseModule, ReferenceModule],
  providers: [
    OrganizationService,
    OrganizationChangeService,
    KnownPaths,
    { provide: OrganizationSettings, inject: [Env], useFactory: settings },
  ],
  exports: [OrganizationService, OrganizationChangeService, OrganizationSettings],
})
export class OrganizationModule {}
