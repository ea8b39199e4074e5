import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { AccessTokenList } from './access-token-list.service.js';
import { AccessTokenService } from './access-token.service.js';
import { RateLimits } from './rate-limits.js';
import { TokenCache } from './token-cache.js';
import { TokenUse } from './token-use.js';

@Module({
  imports: [AuditModule, DatabaseModule],
  providers: [
    AccessTokenService,
    AccessTokenList,
    TokenUse,
    { provide: TokenCache, inject: [Env], useFactory: (env: Env) => new TokenCache(env.TOKEN_CACHE_MS) },
    { provide: RateLimits, inject: [Env], useFactory: (env: Env) => new RateLimits(env.RATE_LIMIT) },
  ],
  exports: [AccessTokenService, AccessTokenList, RateLimits],
})
export class AuthModule {}
