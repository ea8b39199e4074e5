import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Env } from './config/env.js';
import { buildServer } from './http/server/server.js';
import { createLog, NestLog } from './observability/log.js';

/**
 * The application for a configuration: initialised, not listening yet. `main.ts` and every end-to-end test call this
 * function, so what is tested is what runs.
 */
export function createApp(env: Env): Promise<NestFastifyApplication> {
  const log = createLog(env.LOG_LEVEL);
  return buildServer(AppModule.register(env), {
    bodyLimit: env.BODY_LIMIT,
    deadlineMs: env.REQUEST_DEADLINE_MS,
    keepAliveMs: env.KEEP_ALIVE_MS,
    addressRateLimit: env.ADDRESS_RATE_LIMIT,
    trustedProxies: env.TRUSTED_PROXIES,
    corsOrigins: env.CORS_ORIGINS,
    measures: env.METRICS_PORT !== undefined,
    requestLog: log,
    nestLog: new NestLog(log),
  });
}
