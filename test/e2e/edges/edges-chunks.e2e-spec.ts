import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sqlite } from '../../support/database/databases.js';
import { until } from '../../support/until.js';
import { chunked, Connection } from './edges.client.js';
import { type Door, EdgeScene } from './edges.fixtures.js';

const CONNECTIONS = 8;
const END = '0\r\n\r\n';

/** A client chooses in how many pieces it sends; what a body holds of the memory is a matter of its size alone. */
describe('a body in chunks of one byte', () => {
  let edge: EdgeScene;
  let door: Door;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    edge = await EdgeScene.open(sqlite, { REQUEST_DEADLINE_MS: '60000' });
    door = edge.door('core-v1');
    const server = edge.scene.app.app.getHttpServer();
    server.on('connection', (socket) => sockets.push(socket));
  });

  afterAll(() => edge.close());

  setFlagsFromString('--expose_gc');
  const collectGarbage = runInNewContext('gc') as () => void;

  function heldMegabytes(): number {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1_048_576;
  }

  it('takes no more memory than any other, and is understood', async () => {
    const limit = edge.scene.app.env.BODY_LIMIT;
    const body = (n: number) => JSON.stringify(door.good({ name: `N${n}`, unknown: 'a'.repeat(limit - 500) }));
    const head = edge.request(`POST ${door.path}`, ['Content-Type: application/json', 'Transfer-Encoding: chunked']);
    const opened = await Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(edge.port)));
    const before = heldMegabytes();
    let sent = 0;
    for (const [n, connection] of opened.entries()) {
      const bytes = Buffer.concat([head, chunked(body(n), 1).subarray(0, -END.length)]);
      sent = bytes.length;
      connection.say(bytes);
    }
    await until('all but their ends has been read', () => sockets.every(({ bytesRead }) => bytesRead >= sent - 20), {
      within: 50_000,
    });
    // Twice the limit for each, and 5 MB for whatever else goes on; as chunks they held 12 MB each.
    expect(heldMegabytes() - before).toBeLessThan((2 * CONNECTIONS * limit) / 1_048_576 + 5);
    for (const connection of opened) {
      connection.say(END);
      const [answer] = await connection.until(1);
      connection.leave();
      expect(answer?.status).toBe(201);
    }
  }, 60_000);
});
