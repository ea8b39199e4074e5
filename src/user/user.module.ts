import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { OrganizationUserApiV2Controller } from './roles/organization-user.api-v2.controller.js';
import { UserApiV2Controller } from './roles/user.api-v2.controller.js';
import { UserCoreV1Controller } from './access/user.core-v1.controller.js';
import { UserRoleListService } from './roles/user-role-list.service.js';
import { UserRolesService } from './roles/user-roles.service.js';
import { UserService } from './user.service.js';
import { UsersWithAccessCoreV1Controller } from './access/users-with-access.core-v1.controller.js';
import { UsersWithAccessService } from './access/users-with-access.service.js';
import { OrganizationUserEntity } from './organization-user.entity.js';
import { UserEntity } from './user.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([OrganizationUserEntity, UserEntity]),
    AuditModule,
    DatabaseModule,
    IdempotencyModule,
    OrganizationModule,
  ],
  controllers: [
    UserApiV2Controller,
    OrganizationUserApiV2Controller,
    UserCoreV1Controller,
    UsersWithAccessCoreV1Controller,
  ],
  providers: [UserService, UserRolesService, UserRoleListService, UsersWithAccessService],
  exports: [UserService, UserRolesService, UserRoleListService],
})
export class UserModule {}
