import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { UserModule } from '../user.module.js';
import { OrganizationUserApiV2Controller } from './organization-user.api-v2.controller.js';
import { UserRoleListService } from './user-role-list.service.js';
import { UserRolesService } from './user-roles.service.js';
import { UserApiV2Controller } from './user.api-v2.controller.js';

/** Users and their roles in organizations, in api-v2. */
@Module({
  imports: [DatabaseModule, IdempotencyModule, OrganizationModule, UserModule],
  controllers: [UserApiV2Controller, OrganizationUserApiV2Controller],
  providers: [UserRolesService, UserRoleListService],
})
export class UserRolesModule {}
