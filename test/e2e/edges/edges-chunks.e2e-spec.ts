import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sqlite } from '../../support/database/databases.js';
import { figures } from '../../support/scenes/figures.js';
import { until } from '../../support/until.js';
import { chunked, Connection } from './edges.client.js';
import { type Door, EdgeScene } from './edges.fixtures.js';

const CONNECTIONS = 8;
const END = '0\r\n\r\n';
const PROCESS = fileURLToPath(new URL('edges-chunks.process.mjs', import.meta.url));

/** What the measured process holds, and the bytes that it has read of each connection. */
interface Held {
  readonly heldBytes: number;
  readonly read: readonly number[];
}

/** A client chooses in how many pieces it sends; what a body holds of the memory is a matter of its size alone. */
describe('a body in chunks of one byte', () => {
  let edge: EdgeScene;
  let door: Door;
  let measured: ChildProcess;
  let port: number;

  beforeAll(async () => {
    edge = await EdgeScene.open(sqlite, { REQUEST_DEADLINE_MS: '60000' });
    door = edge.door('core-v1');
    // Another process on the same database, since the memory of this one is not only that of the service.
    measured = fork(PROCESS, [JSON.stringify(edge.scene.app.env)], { execArgv: ['--expose-gc'] });
    [port] = (await once(measured, 'message')) as [number];
  });

  afterAll(async () => {
    measured.kill();
    await edge.close();
  });

  async function held(): Promise<Held> {
    measured.send('held');
    const [answer] = (await once(measured, 'message')) as [Held];
    return answer;
  }

  it('takes no more memory than any other, and is understood', async () => {
    const limit = edge.scene.app.env.BODY_LIMIT;
    const body = (n: number) => JSON.stringify(door.good({ name: `N${n}`, unknown: 'a'.repeat(limit - 500) }));
    const head = edge.request(`POST ${door.path}`, ['Content-Type: application/json', 'Transfer-Encoding: chunked']);
    const opened = await Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
    await until('all are connected', async () => (await held()).read.length === CONNECTIONS);
    const before = await held();
    let sent = 0;
    for (const [n, connection] of opened.entries()) {
      const bytes = Buffer.concat([head, chunked(body(n), 1).subarray(0, -END.length)]);
      sent = bytes.length;
      connection.say(bytes);
    }
    const amid = await until(
      'all but their ends has been read',
      async () => {
        const now = await held();
        return now.read.every((bytes) => bytes >= sent - 20) && now;
      },
      { within: 50_000 },
    );
    const megabytes = (amid.heldBytes - before.heldBytes) / 1_048_576;
    figures('bodies in chunks of one byte', { connections: CONNECTIONS, 'held in MB': megabytes.toFixed(2) });
    // Twice the limit for each, and 5 MB for whatever else goes on; as chunks they held 12 MB each.
    expect(megabytes).toBeLessThan((2 * CONNECTIONS * limit) / 1_048_576 + 5);
    for (const connection of opened) {
      connection.say(END);
      const [answer] = await connection.until(1);
      connection.leave();
      expect(answer?.status).toBe(201);
    }
  }, 60_000);
});
