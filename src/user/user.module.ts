import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { UserApiV2Controller } from './user.api-v2.controller.js';
import { UserRoles } from './user-roles.service.js';
import { UserService } from './user.service.js';

@Module({
  imports: [AuditModule, DatabaseModule, OrganizationModule],
  controllers: [UserApiV2Controller],
  providers: [UserService, UserRoles],
  exports: [UserService, UserRoles],
})
export class UserModule {}
