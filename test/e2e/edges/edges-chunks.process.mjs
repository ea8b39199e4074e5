/**
 * Serves the build on an existing database, in a process that does nothing else, and reports what it holds of the memory
 * and how much it has read: the heap of a test worker also holds what other tests have left. Needs --expose-gc.
 */
import { createApp } from '../../../dist/src/app.js';
import { Env } from '../../../dist/src/config/env.js';

const app = await createApp(Object.assign(new Env(), JSON.parse(process.argv[2])));
const sockets = [];
app.getHttpServer().on('connection', (socket) => sockets.push(socket));
await app.listen(0, '127.0.0.1');

process.on('message', () => {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  process.send({ heldBytes: heapUsed + arrayBuffers, read: sockets.map(({ bytesRead }) => bytesRead) });
});
process.send(app.getHttpServer().address().port);
