import { Module } from '@nestjs/common';
import { EnterpriseCreationModule } from './creation/enterprise-creation.module.js';
import { EnterpriseDetailModule } from './detail/enterprise-detail.module.js';
import { EnterpriseMembersModule } from './members/enterprise-members.module.js';
import { CallerOrganizationsModule } from './organizations/caller-organizations.module.js';
import { EnterpriseProfileModule } from './profile/enterprise-profile.module.js';
import { EnterpriseSearchModule } from './search/enterprise-search.module.js';
import { EnterpriseSummaryModule } from './summary/enterprise-summary.module.js';

/** Enterprises, part by part. */
@Module({
  imports: [
    CallerOrganizationsModule,
    EnterpriseSummaryModule,
    EnterpriseSearchModule,
    EnterpriseProfileModule,
    EnterpriseCreationModule,
    EnterpriseMembersModule,
    EnterpriseDetailModule,
  ],
})
export class EnterpriseModule {}
