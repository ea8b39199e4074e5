import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { TokenModule } from '../token/token.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { EnterpriseErasureService } from './enterprise-erasure.service.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { UserErasureApiV2Controller } from './user-erasure.api-v2.controller.js';
import { UserErasureService } from './user-erasure.service.js';
import { UserModule } from '../user/user.module.js';

/** The erasure of a user, from every part that stores something of them. */
@Module({
  imports: [AuditModule, TokenModule, DatabaseModule, IdempotencyModule, OrganizationModule, UserModule],
  controllers: [UserErasureApiV2Controller],
  providers: [UserErasureService, EnterpriseErasureService],
})
export class UserErasureModule {}
