import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../../idempotency/idempotency.module.js';
import { OrganizationModule } from '../../organization/organization.module.js';
import { TokenKeepingModule } from '../keeping/token-keeping.module.js';
import { TokenModule } from '../token.module.js';
import { AccessTokenApiV2Controller } from './access-token.api-v2.controller.js';
import { OwnTokensService } from './own-tokens.service.js';
import { SessionApiV2Controller } from './session.api-v2.controller.js';

/** The caller's own tokens in api-v2. */
@Module({
  imports: [IdempotencyModule, OrganizationModule, TokenKeepingModule, TokenModule],
  controllers: [AccessTokenApiV2Controller, SessionApiV2Controller],
  providers: [OwnTokensService],
})
export class AccessTokenModule {}
