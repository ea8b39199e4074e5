import { Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { LocalCounts } from './call-counts.js';
import { RateLimits } from './rate-limits.js';
import { SharedCounts } from './shared-counts.js';

/** Authorization; the `Authenticator` it uses is provided by `TokenAuthenticationModule`. */
@Module({
  providers: [{ provide: RateLimits, inject: [Env], useFactory: rateLimits }],
  exports: [RateLimits],
})
export class AuthModule {}

async function rateLimits(env: Env): Promise<RateLimits> {
  const limits = { perToken: env.RATE_LIMIT, perOrganization: env.RATE_LIMIT_PER_ORGANIZATION };
  const url = env.RATE_LIMIT_REDIS_URL;
  return new RateLimits(limits, url === undefined ? new LocalCounts() : await SharedCounts.begin(url));
}
