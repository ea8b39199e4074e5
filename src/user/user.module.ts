import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { OrganizationUserApiV2Controller } from './organization-user.api-v2.controller.js';
import { UserApiV2Controller } from './user.api-v2.controller.js';
import { UserCoreV1Controller } from './user.core-v1.controller.js';
import { UserRoleList } from './user-role-list.service.js';
import { UserRoles } from './user-roles.service.js';
import { UserService } from './user.service.js';
import { UsersWithAccessCoreV1Controller } from './users-with-access.core-v1.controller.js';
import { UsersWithAccess } from './users-with-access.service.js';
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
  providers: [UserService, UserRoles, UserRoleList, UsersWithAccess],
  exports: [UserService, UserRoles, UserRoleList],
})
export class UserModule {}
