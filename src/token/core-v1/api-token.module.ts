import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/auth.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { TokenKeepingModule } from '../keeping/token-keeping.module.js';
import { TokenModule } from '../token.module.js';
import { ApiTokenCoreV1Controller } from './api-token.core-v1.controller.js';
import { ApiTokenService } from './api-token.service.js';
import { OrganizationApiTokenCoreV1Controller } from './organization-api-token.core-v1.controller.js';

/** Tokens in core-v1. */
@Module({
  imports: [AuthModule, IdempotencyModule, OrganizationModule, TokenKeepingModule, TokenModule],
  controllers: [OrganizationApiTokenCoreV1Controller, ApiTokenCoreV1Controller],
  providers: [ApiTokenService],
})
export class ApiTokenModule {}
