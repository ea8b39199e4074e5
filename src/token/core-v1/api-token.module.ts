import { Module } from '@nestjs/common';
import { TokenModule } from '../token.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { ApiTokenCoreV1Controller } from './api-token.core-v1.controller.js';
import { ApiTokenService } from './api-token.service.js';
import { OrganizationApiTokenCoreV1Controller } from './organization-api-token.core-v1.controller.js';

@Module({
  imports: [TokenModule, IdempotencyModule, OrganizationModule],
  controllers: [OrganizationApiTokenCoreV1Controller, ApiTokenCoreV1Controller],
  providers: [ApiTokenService],
})
export class ApiTokenModule {}
