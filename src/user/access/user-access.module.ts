import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { OrganizationListModule } from '../../organization/listing/organization-list.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { UserModule } from '../user.module.js';
import { UserCoreV1Controller } from './user.core-v1.controller.js';
import { UsersWithAccessCoreV1Controller } from './users-with-access.core-v1.controller.js';
import { UsersWithAccessService } from './users-with-access.service.js';

/** Users and their access to organizations, in core-v1. */
@Module({
  imports: [DatabaseModule, OrganizationListModule, OrganizationModule, UserModule],
  controllers: [UserCoreV1Controller, UsersWithAccessCoreV1Controller],
  providers: [UsersWithAccessService],
})
export class UserAccessModule {}
