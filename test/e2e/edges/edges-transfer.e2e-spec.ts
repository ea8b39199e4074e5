import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { sqlite } from '../../support/database/databases.js';
import { chunked, Connection, say } from './edges.client.js';
import { type Door, EdgeScene, wordOf, type Words } from './edges.fixtures.js';

const LIMIT = 65_536;

const TOO_LARGE: Words = ['413 PayloadTooLarge', '413 payload_too_large'];
const INVALID_JSON: Words = ['400 InvalidJson', '400 invalid_json_body'];
/** A body of another type: refused in api-v2, and not there at all in core-v1. */
const NOT_READ: Words = ['415 UnsupportedMediaType', '400 missing_required_argument'];
const NOT_HTTP: Words = ['400 BadRequest', '400 bad_request'];
const NOT_TAKEN: Words = ['405 MethodNotAllowed', '404 route_not_found'];

/** How a body is wrapped; what is in it comes as far as a database in another suite. */
describe.each(['api-v2', 'core-v1'] as const)('what bodies come in, in %s', (dialect) => {
  let edge: EdgeScene;
  let door: Door;

  beforeAll(async () => {
    edge = await EdgeScene.open(sqlite);
    door = edge.door(dialect);
  });

  afterAll(() => edge.close());

  const said = (bytes: Buffer) => edge.said(bytes, dialect);

  describe('media types', () => {
    const typed = (...types: string[]) =>
      edge.request(
        `POST ${door.path}`,
        types.map((type) => `Content-Type:${type}`),
        JSON.stringify(door.good()),
      );

    it.each([
      '\tapplication/json',
      '   application/json  ',
      'application/json;x',
      'application/json;',
      'application/json;;charset=utf-8;;',
      'application/json; charset="utf-8"; charset=latin1',
      'APPLICATION/JSON\t; a=b',
      'application/problem+json',
    ])('takes "%s" for JSON', async (type) => {
      expect(await said(typed(type))).toBe(door.done);
    });

    it.each([
      [[' application/json garbage']],
      [['application/json,application/json']],
      [['application/jsonp']],
      [['application/ json']],
      [['application']],
      [['json']],
      [['/json']],
      [['text/json']],
      [['text/plain; application/json']],
      [['application/json\xff']],
      [['*/*']],
      [['{}']],
      [['']],
      [[`application/${'j'.repeat(10_000)}`]],
      [['application/json', 'text/plain']],
      [['text/plain', 'application/json']],
      [['application/json', 'application/json']],
    ])('reads no body of %j', async (types) => {
      expect(await said(typed(...types))).toBe(door.word(NOT_READ));
    });

    it.each([
      ['gzip', gzipSync],
      ['X-Gzip', gzipSync],
      ['br', brotliCompressSync],
      ['deflate', deflateSync],
    ])('reads a body in %s, and no more of it than the limit', async (encoding, compress) => {
      const coded = (body: object | Buffer) => edge.json(door, body, [`Content-Encoding: ${encoding}`]);
      expect(await said(coded(compress(JSON.stringify(door.good()))))).toBe(door.done);
      const padded = (length: number) => {
        const body = { ...door.good(), padding: '' };
        return compress(JSON.stringify({ ...body, padding: 'x'.repeat(length - JSON.stringify(body).length) }));
      };
      expect(await said(coded(padded(LIMIT)))).toBe(door.done);
      expect(await said(coded(padded(LIMIT + 1)))).toBe(door.word(TOO_LARGE));
      expect(await said(coded(compress(Buffer.alloc(50_000_000))))).toBe(door.word(TOO_LARGE));
      expect(await said(coded(door.good()))).toBe(door.word(INVALID_JSON));
      expect(await said(coded(compress(JSON.stringify(door.good())).subarray(0, 20)))).toBe(door.word(INVALID_JSON));
    });

    it.each([['identity'], ['Identity '], ['']])('reads a body in %j as it is', async (encoding) => {
      expect(await said(edge.json(door, door.good(), [`Content-Encoding: ${encoding}`]))).toBe(door.done);
    });

    it.each([['zstd'], ['compress'], ['gzip, br'], ['gzip', 'gzip'], ['toString'], ['identity, gzip']])(
      'says which codings there are where it reads no body in %s',
      async (...encodings) => {
        const headers = encodings.map((encoding) => `Content-Encoding: ${encoding}`);
        const bytes = edge.json(door, door.good(), headers);
        const UNKNOWN: Words = ['415 UnsupportedContentEncoding', '415 unsupported_content_encoding'];
        expect(await said(bytes)).toBe(door.word(UNKNOWN));
        expect((await say(edge.port, bytes))?.headers['accept-encoding']).toEqual(['gzip, deflate, br']);
      },
    );

    it('reads no multipart form in api-v2, and one that is none in neither', async () => {
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
        expect(await said(typed(type))).toBe(door.word(['415 UnsupportedMediaType', '400 invalid_argument']));
      }
    });
  });

  describe('a body where none is expected', () => {
    it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND', 'LOCK', 'M-SEARCH'])(
      'of %s is read past, and the next request of the connection is heard',
      async (method) => {
        for (const headers of [['Content-Type: application/json'], ['Content-Type: a b c'], []]) {
          const connection = await Connection.open(edge.port);
          connection.say(edge.request(`${method} ${door.path}`, headers, 'GET /health/live HTTP/1.1\r\n\r\n'));
          connection.say(edge.request('GET /nothing'));
          const [first, second, ...more] = await connection.until(2);
          connection.leave();
          expect(wordOf(first!, dialect)).toBe(door.word(NOT_TAKEN));
          expect(wordOf(second!, 'api-v2')).toBe('404 NotFound');
          expect(more).toEqual([]);
        }
      },
    );

    it('of HEAD is read past as well', async () => {
      const connection = await Connection.open(edge.port);
      connection.say(edge.request(`HEAD ${door.path}`, ['Content-Type: application/json'], '{"a":1}'));
      connection.say(edge.request('HEAD /nothing'));
      const [first, second] = await connection.until(2, true);
      connection.leave();
      expect(wordOf(first!, dialect, true)).toBe(door.word(['200', '404']));
      expect(wordOf(second!, 'api-v2', true)).toBe('404');
    });

    it('of an unknown path is no reason to refuse anything but the path', async () => {
      for (const [body, headers] of [
        ['{', ['Content-Type: application/json']],
        ['x'.repeat(2 * LIMIT), ['Content-Type: application/json']],
        ['x', ['Content-Type: garbage', 'Content-Type: more']],
      ] as const) {
        const path = `${door.path.split('/').slice(0, 3).join('/')}/nothing`;
        const bytes = edge.request(`POST ${path}`, headers, body);
        expect(await said(bytes)).toBe(door.word(['404 NotFound', '404 route_not_found']));
      }
    });
  });

  describe('how a body is transferred', () => {
    const sent = (headers: string[], body: string) =>
      edge.request(`POST ${door.path}`, ['Content-Type: application/json', ...headers], body);
    const inOneChunk = () => chunked(JSON.stringify(door.good())).toString();

    it.each<[string, string[], () => string]>([
      ['chunked and then identity', ['Transfer-Encoding: chunked, identity'], inOneChunk],
      ['identity', ['Transfer-Encoding: identity'], () => JSON.stringify(door.good())],
      ['nothing that exists', ['Transfer-Encoding: xchunked'], inOneChunk],
      ['chunked with a length', ['Transfer-Encoding: chunked', 'Content-Length: 3'], inOneChunk],
      ['a length with chunked', ['Content-Length: 3', 'Transfer-Encoding: chunked'], inOneChunk],
      ['two equal lengths', ['Content-Length: 2', 'Content-Length: 2'], () => '{}'],
      ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], () => '{} '],
      ['a list of lengths', ['Content-Length: 2, 2'], () => '{}'],
      ['a negative length', ['Content-Length: -2'], () => '{}'],
      ['a signed length', ['Content-Length: +2'], () => '{}'],
      ['a length in hexadecimal', ['Content-Length: 0x2'], () => '{}'],
      ['a length beyond all numbers', ['Content-Length: 99999999999999999999'], () => '{}'],
      ['a chunk size that is none', ['Transfer-Encoding: chunked'], () => 'zz\r\n{}\r\n0\r\n\r\n'],
      ['a chunk size beyond all numbers', ['Transfer-Encoding: chunked'], () => `${'f'.repeat(40)}\r\n{}`],
      ['a chunk that is longer than its size', ['Transfer-Encoding: chunked'], () => '1\r\n{}\r\n0\r\n\r\n'],
      ['a chunk with 20 kB of extensions', ['Transfer-Encoding: chunked'], () => `2;${'a'.repeat(20_000)}\r\n{}`],
    ])('refuses %s', async (_, headers, body) => {
      expect(await said(sent(headers, body()))).toBe(door.word(NOT_HTTP));
    });

    it.each<[string, string[], () => string]>([
      ['Chunked in capitals', ['Transfer-Encoding: CHUNKED'], inOneChunk],
      ['chunks of one byte', ['Transfer-Encoding: chunked'], () => chunked(JSON.stringify(door.good()), 1).toString()],
      ['a trailer', ['Transfer-Encoding: chunked'], () => inOneChunk().replace(/0\r\n\r\n$/, '0\r\nX-A: b\r\n\r\n')],
    ])('takes %s', async (_, headers, body) => {
      expect(await said(sent(headers, body()))).toBe(door.done);
    });

    it('answers a body that breaks off in a packet of its own in the dialect of its request, by its id', async () => {
      const connection = await Connection.open(edge.port);
      const headers = ['Transfer-Encoding: chunked', 'X-Request-Id: broken-1', 'Expect: 100-continue'];
      connection.say(sent(headers, ''));
      await connection.continued();
      connection.say('2\r\n{}\r\nzz\r\n');
      const [answer] = await connection.until(1);
      connection.leave();
      expect(wordOf(answer!, dialect)).toBe(door.word(NOT_HTTP));
      expect(answer?.headers['x-request-id']).toEqual(['broken-1']);
    });
  });
});
