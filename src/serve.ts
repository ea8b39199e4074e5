import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import type { Env } from './config/env.js';
import { Drain } from './http/drain.js';
import { FirstStart, type Welcome } from './startup/first-start.service.js';
import { welcomeText } from './startup/welcome.js';

const SHUTDOWN_LIMIT_MS = 25_000;

/**
 * Runs the service until it is told to stop: by `npm start`, and by `tenantry serve`.
 * @param announce is told once where the service listens, and what its first start has made
 */
export async function serve(env: Env, announce = announceInWords): Promise<void> {
  const app = await createApp(env);
  endOnSignal(app, env.DRAIN_DELAY_MS);
  await app.listen(env.PORT, env.HOST);
  const origin = await app.getUrl();
  const welcome = env.embedded ? await app.get(FirstStart).make() : undefined;
  announce(origin, welcome);
}

function announceInWords(origin: string, welcome?: Welcome): void {
  process.stdout.write(welcome ? welcomeText(welcome, origin) : `Tenantry is listening at ${origin}\n`);
}

/**
 * On SIGTERM: not ready any more, go on serving while the balancer notices, then finish what is under way. A second
 * signal, or 25 seconds, end it at once.
 */
function endOnSignal(app: NestFastifyApplication, drainDelayMs: number): void {
  const end = async () => {
    app.get(Drain).begin();
    await delay(drainDelayMs);
    await app.close();
    process.exit(0);
  };
  let signals = 0;
  const onSignal = () => {
    if (++signals > 1) process.exit(1);
    setTimeout(() => process.exit(1), drainDelayMs + SHUTDOWN_LIMIT_MS).unref();
    end().catch((error: unknown) => {
      process.stderr.write(`Stopping failed: ${String(error)}\n`);
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}
