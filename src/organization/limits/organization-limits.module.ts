import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationModule } from '../organization.module.js';
import { OrganizationLimitService } from './organization-limit.service.js';
import { OrganizationPolicyCoreV1Controller } from './organization-policy.core-v1.controller.js';
import { OrganizationPolicyService } from './organization-policy.service.js';
import { OrganizationUsageEntity } from './organization-usage.entity.js';

/** How many managed organizations a tree may hold, and how many it holds. */
@Module({
  imports: [TypeOrmModule.forFeature([OrganizationUsageEntity]), DatabaseModule, OrganizationModule],
  controllers: [OrganizationPolicyCoreV1Controller],
  providers: [OrganizationLimitService, OrganizationPolicyService],
  exports: [OrganizationLimitService],
})
export class OrganizationLimitsModule {}
