import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import { PagingModule } from '../../paging/paging.module.js';
import { TokenAuthenticationModule } from '../authentication/token-authentication.module.js';
import { AccessTokenChangeService } from './access-token-change.service.js';
import { AccessTokenListService } from './access-token-list.service.js';
import { AccessTokenRotationService } from './access-token-rotation.service.js';

/** Lists, changes and rotates access tokens. */
@Module({
  imports: [AuditModule, AuthModule, DatabaseModule, PagingModule, TokenAuthenticationModule],
  providers: [AccessTokenChangeService, AccessTokenListService, AccessTokenRotationService],
  exports: [AccessTokenChangeService, AccessTokenListService, AccessTokenRotationService],
})
export class TokenKeepingModule {}
