/**
 * Runs the build on an existing database, in a process that does nothing else, and reports the cost of each request that
 * it is sent: with the heap of a test worker, and its garbage collection, that cannot be measured.
 */
import { createApp } from '../../dist/src/app.js';
import { Env } from '../../dist/src/config/env.js';

const app = await createApp(Object.assign(new Env(), JSON.parse(process.argv[2])));
await app.init();
await app.getHttpAdapter().getInstance().ready();

process.on('message', async ({ request, tries }) => {
  let least = Infinity;
  let statusCode = 0;
  for (let n = 0; n < tries; n++) {
    const sent = typeof request.payload === 'object' ? { ...request, payload: numbered(request.payload) } : request;
    const before = process.cpuUsage();
    ({ statusCode } = await app.inject(sent));
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
    if (statusCode >= 500) break;
  }
  process.send({ least, statusCode });
});
process.send('ready');

let made = 0;

/** A creation that has not been before. */
function numbered(payload) {
  return { ...payload, sub_domain: `${payload.sub_domain}${++made}` };
}
