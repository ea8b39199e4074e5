import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { AccessTokenChangeService } from './keeping/access-token-change.service.js';
import { AccessTokenListService } from './keeping/access-token-list.service.js';
import { AccessTokenRotationService } from './keeping/access-token-rotation.service.js';
import { AccessTokenService } from './access-token.service.js';
import { OrganizationTokensService } from './organization-tokens.service.js';
import { AuthModule } from '../auth/auth.module.js';
import { Authenticator } from '../auth/authenticator.js';
import { TokenAuthenticator } from './authentication/token-authenticator.js';
import { TokenCache } from './authentication/token-cache.js';
import { TokenRefusals } from './authentication/token-refusals.js';
import { TokenUsage } from './authentication/token-usage.js';
import { UserTokensService } from './user-tokens.service.js';
import { AccessTokenAnnotationEntity } from './access-token-annotation.entity.js';
import { AccessTokenEntity } from './access-token.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([AccessTokenAnnotationEntity, AccessTokenEntity]),
    AuditModule,
    AuthModule,
    DatabaseModule,
  ],
  providers: [
    AccessTokenService,
    AccessTokenListService,
    AccessTokenChangeService,
    AccessTokenRotationService,
    OrganizationTokensService,
    UserTokensService,
    TokenUsage,
    TokenRefusals,
    { provide: TokenCache, inject: [Env], useFactory: (env: Env) => new TokenCache(env.TOKEN_CACHE_MS) },
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
  exports: [
    AccessTokenService,
    AccessTokenListService,
    AccessTokenChangeService,
    AccessTokenRotationService,
    OrganizationTokensService,
    UserTokensService,
    Authenticator,
    AuthModule,
  ],
})
export class TokenModule {}
