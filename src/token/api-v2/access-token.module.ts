import { Module } from '@nestjs/common';
import { TokenModule } from '../token.module.js';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { AccessTokenApiV2Controller } from './access-token.api-v2.controller.js';
import { OwnTokensService } from './own-tokens.service.js';
import { SessionApiV2Controller } from './session.api-v2.controller.js';

@Module({
  imports: [TokenModule, IdempotencyModule, OrganizationModule],
  controllers: [AccessTokenApiV2Controller, SessionApiV2Controller],
  providers: [OwnTokensService],
})
export class AccessTokenModule {}
