import { Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { RateLimits } from './rate-limits.js';

/** Authorization; the `Authenticator` it uses is provided by `TokenAuthenticationModule`. */
@Module({
  providers: [{ provide: RateLimits, inject: [Env], useFactory: (env: Env) => new RateLimits(env.RATE_LIMIT) }],
  exports: [RateLimits],
})
export class AuthModule {}
