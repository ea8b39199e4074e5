import type { Server } from 'node:http';
import { sqlite } from '../../support/database/databases.js';
import { until } from '../../support/until.js';
import { Connection } from './edges.client.js';
import { type Door, EdgeScene, wordOf, type Words } from './edges.fixtures.js';

const NOT_HTTP: Words = ['400 BadRequest', '400 bad_request'];
const NOT_IN_TIME: Words = ['408 BadRequest', '408 bad_request'];
const UNAVAILABLE: Words = ['503 ServiceUnavailable', '503 service_unavailable'];

/** Node looks at its connections once a second, so what shall take 300 ms takes so much more at most. */
const SOON = { within: 6_000 };

describe('idle connections', () => {
  it.each([
    [undefined, 'timeout=72'],
    ['600000', 'timeout=600'],
  ])('are kept for KEEP_ALIVE_MS (%s), longer than headers may take to arrive', async (keepAliveMs, timeout) => {
    const edge = await EdgeScene.open(sqlite, keepAliveMs === undefined ? {} : { KEEP_ALIVE_MS: keepAliveMs });
    Object.assign(serverOf(edge), { requestTimeout: 300, headersTimeout: 300 });
    const [kept, silent] = [await Connection.open(edge.port), await Connection.open(edge.port)];
    kept.say(edge.request('GET /health/live'));
    expect((await kept.until(1))[0]?.headers['keep-alive']).toEqual([timeout]);
    await until('a connection that says nothing is closed', () => silent.ended, SOON);
    kept.say(edge.request('GET /health/live'));
    expect((await kept.until(2)).map(({ status }) => status)).toEqual([200, 200]);
    await edge.close();
  });

  it('are closed after it', async () => {
    const edge = await EdgeScene.open(sqlite, { KEEP_ALIVE_MS: '1000' });
    const connection = await Connection.open(edge.port);
    connection.say(edge.request('GET /health/live'));
    expect((await connection.until(1))[0]?.headers['keep-alive']).toEqual(['timeout=1']);
    await until('the connection is closed', () => connection.ended, SOON);
    await edge.close();
  });
});

describe('slow, half and broken requests', () => {
  /** Its deadline ends before Node's patience with a body, as in production. */
  let strict: EdgeScene;
  /** Its deadline comes later than that. */
  let patient: EdgeScene;

  beforeAll(async () => {
    strict = await EdgeScene.open(sqlite, { REQUEST_DEADLINE_MS: '200' });
    patient = await EdgeScene.open(sqlite);
    Object.assign(serverOf(strict), { requestTimeout: 700, headersTimeout: 700 });
    Object.assign(serverOf(patient), { requestTimeout: 300, headersTimeout: 300 });
  });

  afterAll(async () => {
    await strict.close();
    await patient.close();
  });

  describe.each(['api-v2', 'core-v1'] as const)('in %s', (dialect) => {
    let door: Door;

    beforeAll(() => {
      door = patient.door(dialect);
    });

    const JSON_TYPE = 'Content-Type: application/json';
    const posted = (edge: EdgeScene, headers: readonly string[], body: string) =>
      edge.request(`POST ${edge.door(dialect).path}`, [JSON_TYPE, ...headers], body);
    const closed = (connection: Connection) => until('the connection is closed', () => connection.ended, SOON);

    it('answers 503 at the deadline to a body that does not arrive, and closes without another word', async () => {
      const connection = await Connection.open(strict.port);
      connection.say(posted(strict, ['Content-Length: 100', 'X-Request-Id: late-1'], '{"a":'));
      const [answer] = await connection.until(1);
      expect(wordOf(answer!, dialect)).toBe(door.word(UNAVAILABLE));
      expect(answer?.headers).toMatchObject({ 'x-request-id': ['late-1'], 'retry-after': ['1'] });
      await closed(connection);
      expect(connection.answers()).toHaveLength(1);
    });

    it.each([
      ['does not arrive', ''],
      ['stops half way', '{"a":'],
    ])('answers 408 in the dialect of its path to a body that %s, if that comes first', async (_, body) => {
      const connection = await Connection.open(patient.port);
      connection.say(posted(patient, ['Content-Length: 100', 'X-Request-Id: slow-1'], body));
      await closed(connection);
      const [answer, ...more] = connection.answers();
      expect(wordOf(answer!, dialect)).toBe(door.word(NOT_IN_TIME));
      expect([answer?.headers['x-request-id'], more]).toEqual([['slow-1'], []]);
    });

    it('answers 408 to headers that never end, or come a letter at a time, and closes', async () => {
      const begun = ['', 'PO', `POST ${door.path.slice(0, 12)}`, `POST ${door.path} HTTP/1.1\r\nHost: x\r\n`];
      const connections = await Promise.all([...begun, 'slowly'].map(() => Connection.open(patient.port)));
      const dripping = connections.at(-1)!;
      begun.forEach((bytes, at) => connections[at]!.say(bytes));
      dripping.say('GET / HTTP/1.1\r\nX-Slow: ');
      const drip = setInterval(() => dripping.say('a'), 20);
      try {
        await Promise.all(connections.map(closed));
      } finally {
        clearInterval(drip);
      }
      for (const connection of connections) {
        expect(connection.answers().map((answer) => wordOf(answer, 'api-v2'))).toEqual(['408 BadRequest']);
      }
    });

    it('answers half a second request in the dialect of the first', async () => {
      const connection = await Connection.open(patient.port);
      connection.say(posted(patient, [], '{}'));
      await connection.until(1);
      connection.say('POST /');
      await closed(connection);
      const [, second, ...more] = connection.answers();
      expect(wordOf(second!, dialect)).toBe(door.word(NOT_IN_TIME));
      expect(more).toEqual([]);
    });

    it.each<[string, () => Buffer, Words]>([
      ['half a body', () => posted(patient, ['Content-Length: 100'], '{"a":'), NOT_HTTP],
      ['half a chunk', () => posted(patient, ['Transfer-Encoding: chunked'], '5\r\n{}'), NOT_HTTP],
    ])('answers a client that ends after %s', async (_, bytes, words) => {
      const connection = await Connection.open(patient.port);
      connection.say(bytes());
      connection.finish();
      await closed(connection);
      expect(connection.answers().map((answer) => wordOf(answer, dialect))).toEqual([door.word(words)]);
    });

    it('takes a client that ends after its request for one that left: all is done or nothing', async () => {
      const before = await patient.scene.footprint();
      const connection = await Connection.open(patient.port);
      connection.say(posted(patient, [], JSON.stringify(door.good())));
      connection.finish();
      await closed(connection);
      const answers = connection.answers().map((answer) => wordOf(answer, dialect));
      expect([[], [door.done]]).toContainEqual(answers);
      const { audits } = await patient.scene.footprint();
      expect([before.audits, before.audits + 1]).toContain(audits);
    });

    it('survives clients that vanish at every point of a request', async () => {
      const bytes = posted(patient, [], JSON.stringify(door.good()));
      for (let at = 0; at <= bytes.length; at += 20) {
        const connection = await Connection.open(patient.port);
        connection.say(bytes.subarray(0, at));
        connection.vanish();
      }
      expect((await patient.scene.create()).status).toBe(201);
      const open = () =>
        new Promise<number>((resolve) => serverOf(patient).getConnections((_, count) => resolve(count)));
      await until('every connection is gone', async () => (await open()) === 0, SOON);
    });
  });
});

function serverOf({ scene }: EdgeScene): Server {
  return scene.app.app.getHttpServer();
}
