import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { AccessTokenAnnotationEntity } from './access-token-annotation.entity.js';
import { AccessTokenEntity } from './access-token.entity.js';
import { AccessTokenService } from './access-token.service.js';
import { TokenAuthenticationModule } from './authentication/token-authentication.module.js';
import { OrganizationTokensService } from './organization-tokens.service.js';
import { UserTokensService } from './user-tokens.service.js';

/** Issues and ends access tokens. */
@Module({
  imports: [
    TypeOrmModule.forFeature([AccessTokenAnnotationEntity, AccessTokenEntity]),
    AuditModule,
    AuthModule,
    DatabaseModule,
    TokenAuthenticationModule,
  ],
  providers: [AccessTokenService, OrganizationTokensService, UserTokensService],
  exports: [AccessTokenService, OrganizationTokensService, UserTokensService],
})
export class TokenModule {}
