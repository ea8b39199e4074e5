import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import type { Env } from './config/env.js';
import { Drain } from './http/server/drain.js';
import { MetricsServer } from './metrics/metrics-server.js';
import { flushOutput, ignoreOutputErrors, writeOutput } from './observability/process-output.js';
import { PageFiles } from './openapi/page/page-files.js';
import { FirstStartService, type Welcome } from './startup/first-start.service.js';
import { tryMetricsPort, tryPort } from './startup/port.js';
import { welcomeText } from './startup/welcome.js';

const SHUTDOWN_LIMIT_MS = 25_000;
/** By how many percent of what is in use the heap may grow before garbage is collected. */
const HEAP_GROWTH_PERCENT = 50;

/**
 * Prints once where the service listens, and what its first start has created.
 * @returns whether the output was taken, by its reader or by a file
 */
export type Announce = (origin: string, welcome?: Welcome) => Promise<boolean>;

/** Runs the service until a signal stops it: by `npm start`, and by `tenantry serve`. */
export async function runService(env: Env, announce: Announce = announceInWords): Promise<void> {
  // V8 reads it at each collection. By its own rule some 60 MB in use grow to 300 MB under load.
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  // A service whose log is no longer read, or whose disk is full, continues to serve.
  for (const output of [process.stdout, process.stderr]) ignoreOutputErrors(output);
  const served: { app?: NestFastifyApplication } = {};
  // Before everything that may take long: process 1 of a container ignores a signal without a listener.
  endOnSignal(async () => served.app && leave(served.app, env.DRAIN_DELAY_MS), env.DRAIN_DELAY_MS + SHUTDOWN_LIMIT_MS);
  await tryPort(env.PORT, env.HOST);
  if (env.METRICS_PORT !== undefined) await tryMetricsPort(env.METRICS_PORT, env.METRICS_HOST);
  const app = await createApp(env);
  served.app = app;
  if (env.METRICS_PORT !== undefined) await app.get(MetricsServer).listen(env.METRICS_PORT, env.METRICS_HOST);
  await app.listen(env.PORT, env.HOST);
  const firstStart = app.get(FirstStartService);
  const welcome = await firstStart.make();
  const isTaken = await announce(await app.getUrl(), welcome);
  if (welcome && isTaken) await firstStart.finish();
  // Off the main thread. What cannot be read now is tried again when it is asked for, and answered then.
  await app
    .get(PageFiles)
    .prepare()
    .catch(() => undefined);
}

async function announceInWords(origin: string, welcome?: Welcome): Promise<boolean> {
  const text = welcome ? welcomeText(welcome, origin) : `Tenantry is listening at ${origin}\n`;
  return (await writeOutput(process.stdout, text)) === undefined;
}

/** Reports not ready; continues serving while the balancer notices; finishes what is under way; closes the rest. */
async function leave(app: NestFastifyApplication, drainDelayMs: number): Promise<void> {
  const drain = app.get(Drain);
  drain.begin();
  await delay(drainDelayMs);
  // Before `app.close()`, whose first hooks run while it still listens: they rely on it that no request arrives.
  await drain.whileClosing(async () => void (await app.getHttpAdapter().close()));
  await app.close();
}

/** On SIGTERM or SIGINT: shuts down in order. A second signal ends the process at once, and so does the time limit. */
function endOnSignal(end: () => Promise<void>, limitMs: number): void {
  let signals = 0;
  const onSignal = () => {
    if (++signals > 1) process.exit(1); // a second signal means at once, without an orderly shutdown
    setTimeout(() => fail(`not done within ${limitMs / 1_000} seconds`), limitMs).unref();
    end()
      .then(() => flushOutput(process.stdout))
      .then(() => process.exit(0), fail); // all is closed; what a library has left must not keep the process alive
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

function fail(reason: unknown): void {
  process.stderr.write(`Stopping failed: ${String(reason)}\n`);
  process.exit(1);
}
