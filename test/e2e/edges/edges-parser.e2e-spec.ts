import type { AddressInfo } from 'node:net';
import { sqlite } from '../../support/database/databases.js';
import { startSample } from '../../support/scenes/pipeline-sample.js';
import { until } from '../../support/until.js';
import { Connection, say } from './edges.client.js';
import { type Door, EdgeScene, wordOf, type Words } from './edges.fixtures.js';

const NOT_HTTP: Words = ['400 BadRequest', '400 bad_request'];
const HEADERS_TOO_LARGE: Words = ['431 BadRequest', '431 bad_request'];
const MISSING_TOKEN: Words = ['401 Unauthorized', '400 missing_api_token'];
const BAD_TOKEN: Words = ['401 Unauthorized', '403 invalid_api_token'];

/** What Node's own parser refuses, or lets pass though another would not; no database sees any of it. */
describe('requests at the edge of HTTP', () => {
  let edge: EdgeScene;

  beforeAll(async () => {
    edge = await EdgeScene.open(sqlite);
  });

  afterAll(() => edge.close());

  describe.each(['api-v2', 'core-v1'] as const)('in %s', (dialect) => {
    let door: Door;

    beforeAll(() => {
      door = edge.door(dialect);
    });

    const JSON_TYPE = 'Content-Type: application/json';
    const posted = (headers: readonly string[], body: string | Buffer = JSON.stringify(door.good())) =>
      edge.request(`POST ${door.path}`, [JSON_TYPE, ...headers], body);
    /** A request whose headers are these alone. */
    const bare = (headers: readonly string[], line = `POST ${door.path}`) => edge.request(line, headers, '', true);

    describe('what is not well-formed', () => {
      it.each<[string, () => Buffer | string]>([
        ['a header without a colon', () => posted(['nonsense'])],
        ['a header with a space in its name', () => posted(['bad name: 1'])],
        ['a space ahead of the colon', () => posted(['X-A : 1'])],
        ['a header without a name', () => posted([': 1'])],
        ['a folded header', () => posted(['X-A: 1', ' 2'])],
        ['NUL in a header', () => posted(['X-A: a\0b'])],
        ['a control character in a header', () => posted(['X-A: a\x07b'])],
        ['a bare carriage return in a header', () => posted(['X-A: a\rX-B: c'])],
        ['a letter beyond ASCII in the name of a header', () => posted(['X-\xe9: 1'])],
        ['lines that end in a line feed alone', () => `GET ${door.path} HTTP/1.1\nHost: x\n\n`],
        ['HTTP/1.2', () => bare(['Host: x'], `GET ${door.path} HTTP/1.2`)],
        ['HTTP/3.0', () => bare(['Host: x'], `GET ${door.path} HTTP/3.0`)],
        ['HTTP/11.1', () => bare(['Host: x'], `GET ${door.path} HTTP/11.1`)],
        ['http in small letters', () => `GET ${door.path} http/1.1\r\nHost: x\r\n\r\n`],
        ['a protocol that is none', () => `GET ${door.path} ICE/1.0\r\nHost: x\r\n\r\n`],
        ['no Host', () => bare([JSON_TYPE])],
        ['two Hosts', () => bare(['Host: x', 'Host: y'])],
        ['two equal Hosts', () => posted(['Host: x'])],
        ['4,000 spaces where a request id is meant', () => posted([`X-Request-Id:${' '.repeat(4_000)}`, 'nonsense'])],
        ['two Hosts in HTTP/1.0', () => bare(['Host: x', 'Host: y'], `GET ${door.path} HTTP/1.0`)],
        ['an upgrade to HTTP/2 by its preface', () => `PRI ${door.path} HTTP/2.0\r\n\r\nSM\r\n\r\n`],
      ])('%s is refused', async (_, bytes) => {
        expect(await edge.said(bytes(), dialect)).toBe(door.word(NOT_HTTP));
      });

      it.each<[string, string | Buffer]>([
        ['a line that is none', 'NONSENSE\r\n\r\n'],
        ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
        ['the beginning of TLS', Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])],
        ['SOCKS', Buffer.from([5, 1, 0])],
        ['a greeting of SMTP', 'EHLO example.com\r\n'],
        ['NUL', Buffer.alloc(100)],
        ['an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
      ])('%s is refused outside of both dialects', async (_, bytes) => {
        expect(await edge.said(bytes, 'api-v2')).toBe('400 BadRequest');
      });

      it('is answered by the request id of its client, where one can be made out', async () => {
        const idOf = async (bytes: Buffer) => (await say(edge.port, bytes))?.headers['x-request-id']?.[0];
        expect(await idOf(posted(['X-Request-Id: mine-1', 'nonsense']))).toBe('mine-1');
        expect(await idOf(posted(['x-request-id:mine-2  ', `X: ${'a'.repeat(17_000)}`]))).toBe('mine-2');
        for (const ill of ['a b', '<a>', 'a'.repeat(129), '\xe9', '']) {
          expect(await idOf(posted([`X-Request-Id: ${ill}`, 'nonsense']))).toMatch(/^[0-9a-f]{32}$/);
        }
      });
    });

    describe('what is too large', () => {
      it.each<[string, () => Buffer]>([
        ['a header of 17 kB', () => posted([`X-Large: ${'a'.repeat(17_000)}`])],
        ['1,000 headers of 20 kB', () => posted(Array.from({ length: 1_000 }, (_, n) => `X-Small-${n}: 1234567`))],
        ['a token of 17 kB', () => bare(['Host: x', `Authorization: Bearer ${'t'.repeat(17_000)}`])],
        ['a target of 17 kB', () => bare(['Host: x'], `GET ${door.path}?${'a'.repeat(17_000)}`)],
        ['a header of 5 MB', () => posted([`X-Large: ${'a'.repeat(5_000_000)}`])],
        ['a target of 5 MB', () => bare(['Host: x'], `GET ${door.path}?${'a'.repeat(5_000_000)}`)],
      ])('%s is 431, and its client can read that', async (_, bytes) => {
        expect(await edge.said(bytes(), dialect)).toBe(door.word(HEADERS_TOO_LARGE));
      });

      it('is heard by a client that says it all before it listens', async () => {
        const connection = await Connection.open(edge.port);
        await connection.sayFirst(posted([`X-Large: ${'a'.repeat(5_000_000)}`]));
        const [answer] = await connection.until(1);
        connection.leave();
        expect(wordOf(answer!, dialect)).toBe(door.word(HEADERS_TOO_LARGE));
      });

      it('16 kB in all are not, in one header or in many', async () => {
        expect(await edge.said(posted([`X-Large: ${'a'.repeat(15_000)}`]), dialect)).toBe(door.done);
        const many = Array.from({ length: 1_500 }, (_, n) => `${n}:1`);
        expect(await edge.said(posted(many), dialect)).toBe(door.done);
      });
    });

    describe('who calls', () => {
      const withAuthorization = (...values: string[]) =>
        bare(['Host: x', JSON_TYPE, ...values.map((value) => `Authorization: ${value}`)]);

      it.each<[string, (token: string) => string[], Words]>([
        ['two tokens, the first of which is good', (token) => [`Bearer ${token}`, 'Bearer x'], MISSING_TOKEN],
        ['two tokens, the second of which is good', (token) => ['Bearer x', `Bearer ${token}`], MISSING_TOKEN],
        ['the good token twice', (token) => [`Bearer ${token}`, `Bearer ${token}`], MISSING_TOKEN],
        ['the good token and nothing', (token) => [`Bearer ${token}`, ''], BAD_TOKEN],
        ['nothing', () => [''], MISSING_TOKEN],
        ['Basic', (token) => [`Basic ${Buffer.from(`x:${token}`).toString('base64')}`], MISSING_TOKEN],
        ['a token without a scheme', (token) => [token], MISSING_TOKEN],
        ['a scheme without a token', () => ['Bearer'], MISSING_TOKEN],
        ['a tab between both', (token) => [`Bearer\t${token}`], MISSING_TOKEN],
        ['a token of 10 kB', () => [`Bearer ${'t'.repeat(10_000)}`], BAD_TOKEN],
        ['a token of 10 kB that begins with the good one', (t) => [`Bearer ${t}${'t'.repeat(10_000)}`], BAD_TOKEN],
        ['a token beyond ASCII', () => ['Bearer \xe9\xff'], BAD_TOKEN],
        [
          'a token with a wrong last character',
          (t) => [`Bearer ${t.slice(0, -1)}${t.endsWith('0') ? '1' : '0'}`],
          BAD_TOKEN,
        ],
        ['a token that is a statement', () => ["Bearer tnt_'OR'1'='1"], BAD_TOKEN],
      ])('%s is ignored', async (_, values, words) => {
        expect(await edge.said(withAuthorization(...values(edge.scene.token)), dialect)).toBe(door.word(words));
      });

      it.each(['access_token', 'token', 'authorization', 'Authorization', 'api_key'])(
        'a token in the query as %s is ignored',
        async (name) => {
          const line = `POST ${door.path}?${name}=${edge.scene.token}`;
          expect(await edge.said(bare(['Host: x'], line), dialect)).toBe(door.word(MISSING_TOKEN));
        },
      );

      it('a token in a cookie, or in a header of another name, is ignored', async () => {
        const { token } = edge.scene;
        const elsewhere = [`Cookie: token=${token}`, `X-Api-Key: ${token}`, `Proxy-Authorization: Bearer ${token}`];
        expect(await edge.said(bare(['Host: x', ...elsewhere]), dialect)).toBe(door.word(MISSING_TOKEN));
      });
    });

    describe('headers that have a meaning elsewhere', () => {
      it.each([
        '__proto__: x',
        'constructor: x',
        'toString: x',
        'hasOwnProperty: x',
        'Accept-Version: 1.0.0',
        'Accept: text/html',
        'Accept-Encoding: gzip, br',
        'Upgrade: websocket',
        'Connection: Upgrade, HTTP2-Settings',
        'Range: bytes=0-1',
        'If-None-Match: *',
        'If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT',
        'Origin: null',
        'X-Forwarded-For: 192.0.2.1, <script>',
        'X-Forwarded-Host: evil.example',
        'X-Forwarded-Proto: javascript',
        'X-Forwarded-Prefix: /evil',
        'X-Original-URL: /health/live',
        'X-Rewrite-URL: /health/live',
        'Forwarded: for=192.0.2.1;host=evil.example;proto=https',
        'Max-Forwards: 0',
        'TE: trailers',
        'Content-Length : 0'.replace(' :', '-X:'),
      ])('change nothing here: %s', async (header) => {
        const answer = await say(edge.port, posted([header]));
        expect(wordOf(answer!, dialect)).toBe(door.done);
        expect(answer?.text).not.toMatch(/evil|script/);
        expect(answer?.headers.location).toBeUndefined();
        expect(Object.keys(Object.prototype)).toEqual([]);
      });

      it('answers HTTP/1.0, without a Host, and closes the connection', async () => {
        const headers = [JSON_TYPE, `Authorization: Bearer ${edge.scene.token}`];
        const bytes = edge.request(`POST ${door.path} HTTP/1.0`, headers, JSON.stringify(door.good()), true);
        const connection = await Connection.open(edge.port);
        connection.say(bytes);
        const [answer] = await connection.until(2);
        expect([wordOf(answer!, dialect), connection.ended]).toEqual([door.done, true]);
      });
    });

    describe('several requests at once on a connection', () => {
      it('are answered in their order, each by its own id', async () => {
        const connection = await Connection.open(edge.port);
        const ids = Array.from({ length: 20 }, (_, n) => `pipelined-${n}`);
        const empty = (id: string) => edge.request('GET /health/live', [`X-Request-Id: ${id}`]);
        const full = (id: string) => posted([`X-Request-Id: ${id}`]);
        connection.say(Buffer.concat(ids.map((id, n) => (n % 5 === 0 ? full(id) : empty(id)))));
        const answers = await connection.until(ids.length);
        connection.leave();
        expect(answers.map(({ headers }) => headers['x-request-id']?.[0])).toEqual(ids);
        expect(answers.map(({ status }) => status)).toEqual(ids.map((_, n) => (n % 5 === 0 ? Number(door.done) : 200)));
      });

      it('one that was read whole gets its own answer, though nonsense follows it', async () => {
        const before = await edge.scene.footprint();
        const connection = await Connection.open(edge.port);
        connection.say(Buffer.concat([posted(['X-Request-Id: whole-1']), Buffer.from('NONSENSE\r\n\r\n')]));
        const [first, second, ...more] = await connection.until(3);
        expect(wordOf(first!, dialect)).toBe(door.done);
        expect(first?.headers['x-request-id']).toEqual(['whole-1']);
        expect(wordOf(second!, dialect)).toBe(door.word(NOT_HTTP));
        expect(second?.headers['x-request-id']).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
        expect([more, connection.ended]).toEqual([[], true]);
        expect((await edge.scene.footprint()).audits).toBe(before.audits + 1);
      });

      it('one whose body breaks off is answered after those before it', async () => {
        const connection = await Connection.open(edge.port);
        const broken = posted(['X-Request-Id: broken-2', 'Transfer-Encoding: chunked'], 'zz\r\n');
        connection.say(Buffer.concat([posted(['X-Request-Id: whole-2']), broken]));
        const [first, second, ...more] = await connection.until(3);
        expect([first, second].map((answer) => wordOf(answer!, dialect))).toEqual([door.done, door.word(NOT_HTTP)]);
        expect([first, second].map((answer) => answer?.headers['x-request-id'])).toEqual([['whole-2'], ['broken-2']]);
        expect([more, connection.ended]).toEqual([[], true]);
      });
    });
  });

  it('each leaves one line in the log, under the id that was answered, with nothing of what was sent', async () => {
    const { app, lines } = await startSample();
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const head = (id: string) => `POST /core/v1/seCret HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${id}\r\n`;
    const sent: [string, string, number][] = [
      ['refused-1', `${head('refused-1')}nonsense seCret\r\n\r\n`, 400],
      ['refused-2', `${head('refused-2')}X: ${'seCret'.repeat(3_000)}\r\n\r\n`, 431],
      ['refused-3', `${head('refused-3')}Expect: seCret\r\n\r\n`, 417],
      ['refused-4', `${head('refused-4').replace('POST', 'CONNECT')}\r\n`, 404],
      ['refused-5', `${head('refused-5')}Transfer-Encoding: chunked\r\n\r\nseCret`, 400],
    ];
    for (const [id, bytes] of sent) expect((await say(port, bytes))?.headers['x-request-id']).toEqual([id]);
    for (const [id, , status] of sent) {
      const own = () => lines.filter((line) => line.includes(id));
      await until(`the line of ${id}`, () => own().length > 0);
      expect(own().map((line) => JSON.parse(line) as object)).toMatchObject([
        { level: 'info', msg: 'request', requestId: id, route: null, status },
      ]);
    }
    expect(lines.join('')).not.toContain('seCret');
    await app.close();
  });

  it('blank lines ahead of a request are passed over', async () => {
    expect(await edge.said('\r\n\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n', 'api-v2')).toBe('404 NotFound');
  });

  it('goes on serving after all of this', async () => {
    expect((await edge.scene.create()).status).toBe(201);
  });
});
