import { Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { RateLimits } from './rate-limits.js';

/** What deciding who may call needs beside the tokens themselves, which are `TokenModule`'s. */
@Module({
  providers: [{ provide: RateLimits, inject: [Env], useFactory: (env: Env) => new RateLimits(env.RATE_LIMIT) }],
  exports: [RateLimits],
})
export class AuthModule {}
