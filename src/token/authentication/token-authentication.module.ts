import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { Authenticator } from '../../auth/authenticator.js';
import { Env } from '../../config/env.js';
import { DatabaseModule } from '../../database/database.module.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { TokenCache } from './token-cache.js';
import { TokenRefusals } from './token-refusals.js';
import { TokenUsage } from './token-usage.js';

/** Authenticates calls by access tokens, and provides the cache that whatever ends a token has to clear. */
@Module({
  imports: [AuditModule, DatabaseModule],
  providers: [
    TokenUsage,
    TokenRefusals,
    { provide: TokenCache, inject: [Env], useFactory: (env: Env) => new TokenCache(env.TOKEN_CACHE_MS) },
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
  exports: [Authenticator, TokenCache],
})
export class TokenAuthenticationModule {}
