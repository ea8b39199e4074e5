import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { OrganizationUserEntity } from './organization-user.entity.js';
import { UserEntity } from './user.entity.js';
import { UserReachEntity } from './user-reach.entity.js';
import { UserService } from './user.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([OrganizationUserEntity, UserEntity, UserReachEntity]),
    AuditModule,
    DatabaseModule,
    OrganizationModule,
  ],
  providers: [UserService],
  exports: [UserService],
})
export class UserModule {}
