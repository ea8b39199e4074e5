import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../../database/database.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { UserModule } from '../../user/user.module.js';
import { EnterpriseCoreModule } from '../enterprise-core.module.js';
import { EnterpriseUserEntity } from './enterprise-user.entity.js';
import { EnterpriseUserApiV2Controller } from './enterprise-user.api-v2.controller.js';
import { EnterpriseUserListService } from './enterprise-user-list.service.js';
import { EnterpriseUsersService } from './enterprise-users.service.js';
import { AdditionReplayService } from './addition-replay.service.js';
import { OrganizationEnterpriseUserApiV2Controller } from './organization-enterprise-user.api-v2.controller.js';
import { UserEnterpriseApiV2Controller } from './user-enterprise.api-v2.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([EnterpriseUserEntity]),
    DatabaseModule,
    IdempotencyModule,
    OrganizationModule,
    UserModule,
    EnterpriseCoreModule,
  ],
  controllers: [
    EnterpriseUserApiV2Controller,
    OrganizationEnterpriseUserApiV2Controller,
    UserEnterpriseApiV2Controller,
  ],
  providers: [EnterpriseUsersService, AdditionReplayService, EnterpriseUserListService],
})
export class EnterpriseMembersModule {}
