import { testDatabases } from '../../support/database/databases.js';
import { type Door, EdgeScene, wordOf, type Words } from './edges.fixtures.js';
import { say } from './edges.client.js';

const NOTHING: Words = ['404 NotFound', '404 route_not_found'];
/** Outside of both dialects, where api-v2 speaks. */
const OUTSIDE: Words = ['404 NotFound', '404 NotFound'];
/** A page, and the same in JSON. */
const ROOT: Words = ['405 MethodNotAllowed', '405 MethodNotAllowed'];
const NOT_HTTP: Words = ['400 BadRequest', '400 bad_request'];
const TOO_LONG: Words = ['414 BadRequest', '414 bad_request'];
/** Routed, with a segment that names no organization: reported by its own name, or not found. */
const NOT_AN_ID: Words = ['400 InvalidOrganizationId', '404 organization_not_found'];
const UNUSABLE: Words = ['400 InvalidOrganizationId', '400 invalid_argument'];

type Target = (door: Door) => string;

/** The target, and the answer to a POST with a good body. */
const TARGETS: [string, Target, Words][] = [
  ['a slash more within', ({ path }) => path.replace(/\/([^/]+)$/, '//$1'), NOTHING],
  ['slashes alone', () => '/////', ROOT],
  ['the root', () => '/', ROOT],
  ['an encoded x', () => '/%78', OUTSIDE],
  ['a dot', ({ path }) => `/.${path}`, OUTSIDE],
  ['two dots', ({ path }) => `/health/..${path}`, OUTSIDE],
  ['two dots at the end', ({ path }) => `${path}/..`, NOTHING],
  ['dots in place of the id', ({ at }) => at('..'), NOT_AN_ID],
  ['encoded dots in place of the id', ({ at }) => at('%2e%2e'), NOT_AN_ID],
  ['dots and an encoded slash', () => '/..%2f..%2fetc%2fpasswd', OUTSIDE],
  ['encoded slashes in place of the id', ({ at }) => at('..%2f..%2f'), NOT_AN_ID],
  ['twice encoded slashes', ({ at }) => at('%252f'), NOT_AN_ID],
  // In api-v2 it is in the id of an organization, which is read there and not written.
  ['a backslash', ({ path }) => path.replace(/\/([^/]+)$/, '\\$1'), ['405 MethodNotAllowed', '404 route_not_found']],
  ['a segment of 500 characters', ({ at }) => at('a'.repeat(500)), NOT_AN_ID],
  ['a segment of 512 characters', ({ at }) => at('a'.repeat(512)), NOT_AN_ID],
  ['a segment of 513 characters', ({ at }) => at('a'.repeat(513)), TOO_LONG],
  ['a segment of 600 characters', ({ at }) => at('a'.repeat(600)), TOO_LONG],
  ['200 characters that are written in 600', ({ at }) => at('%41'.repeat(200)), NOT_AN_ID],
  ['600 characters where nothing is', () => `/${'a'.repeat(600)}`, OUTSIDE],
  ['2,000 segments', () => '/a'.repeat(2_000), OUTSIDE],
  ['2,000 segments below the dialect', ({ path }) => `${path}${'/a'.repeat(2_000)}`, NOTHING],
  ['what cannot be decoded', ({ at }) => at('%zz'), NOT_HTTP],
  ['what ends within an escape', ({ at }) => at('%4'), NOT_HTTP],
  ['half a character', ({ at }) => at('%E0%A4%A'), NOT_HTTP],
  ['a surrogate', ({ at }) => at('%ED%A0%80'), NOT_HTTP],
  ['what cannot be decoded, where nothing is', () => '/%zz', ['400 BadRequest', '400 BadRequest']],
  ['NUL', ({ at }) => at('%00'), UNUSABLE],
  ['an id and NUL', ({ at }) => at(`${'a'.repeat(32)}%00`), UNUSABLE],
  ['NUL at the end', ({ path }) => `${path}%00`, NOTHING],
  ['a line break', ({ at }) => at('%0d%0aX-Injected:%201'), NOT_AN_ID],
  ['a parameter', ({ path }) => `${path};x=1`, NOTHING],
  ['a parameter of the id', ({ at }) => at(`${'a'.repeat(32)};x=1`), NOT_AN_ID],
  ['capitals', ({ path }) => path.toUpperCase(), NOTHING],
  ['a capital in the last segment', ({ path }) => path.replace(/.$/, (letter) => letter.toUpperCase()), NOTHING],
  ['a space', ({ path }) => `${path}%20`, NOTHING],
  ['bare bytes beyond ASCII', ({ at }) => at('\xe9'), NOT_HTTP],
  ['bare bytes beyond ASCII at the end', ({ path }) => `${path}\xff\xfe`, NOT_HTTP],
  ['bare bytes beyond ASCII in the query', ({ path }) => `${path}?x=\xff`, NOT_HTTP],
  ['encoded letters beyond ASCII', ({ at }) => at('%c3%a9%f0%9f%98%80'), NOT_AN_ID],
  ['a segment that is a pattern', ({ at }) => at(':organization'), NOT_AN_ID],
  ['a star', ({ at }) => at('*'), NOT_AN_ID],
  ['a name that JavaScript knows', ({ at }) => at('__proto__'), NOT_AN_ID],
  ['another', ({ at }) => at('constructor'), NOT_AN_ID],
  ['a host in front, two slashes', ({ path }) => `//evil.example${path}`, OUTSIDE],
  ['a host and nothing', () => 'http://evil.example', ROOT],
  ['a scheme and nothing', () => 'http:', ['400 BadRequest', '400 BadRequest']],
  ['no slash at all', () => 'api', ['400 BadRequest', '400 BadRequest']],
  ['a query and no path', () => '?x=1', ['400 BadRequest', '400 BadRequest']],
];

describe.each(testDatabases())('targets at the edge on $name', (database) => {
  let edge: EdgeScene;

  beforeAll(async () => {
    edge = await EdgeScene.open(database);
  });

  afterAll(() => edge.close());

  describe.each(['api-v2', 'core-v1'] as const)('in %s', (dialect) => {
    let door: Door;

    beforeAll(() => {
      door = edge.door(dialect);
    });

    const JSON_TYPE = ['Content-Type: application/json'];
    /** A good body that leaves the organization to the path. */
    const body = () => JSON.stringify({ ...door.good(), organization: undefined });
    const ask = (line: string, headers: readonly string[] = [], text = '') => edge.request(line, headers, text);

    describe('a target', () => {
      it.each(TARGETS)('with %s', async (_, target, words) => {
        const spoken = /^\/core\/v1[/?]/i.test(target(door)) ? 'core-v1' : 'api-v2';
        const bytes = ask(`POST ${target(door)}`, JSON_TYPE, body());
        expect(await edge.said(bytes, spoken)).toBe(door.word(words));
        for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE']) {
          const answer = await say(edge.port, ask(`${method} ${target(door)}`), method === 'HEAD');
          const word = wordOf(answer!, spoken, method === 'HEAD');
          const isRead = words === ROOT && ['GET', 'HEAD'].includes(method);
          expect({ method, word }).toEqual({
            method,
            word: expect.stringMatching(isRead ? /^200$/ : /^4\d\d/) as unknown,
          });
        }
      });

      it.each<[string, Target]>([
        ['in front', ({ path }) => `//${path}`],
        ['behind the prefix', ({ path }) => path.replace(/^(\/\w+\/v\d)/, '$1//')],
        ['at the end', ({ path }) => `${path}///`],
        ['at the end, ahead of a query', ({ path }) => `${path}//?x=//`],
      ])('with slashes more %s is what it is without them', async (_, target) => {
        const good = JSON.stringify(door.good());
        expect(await edge.said(ask(`POST ${target(door)}`, JSON_TYPE, good), dialect)).toBe(door.done);
        const bare = edge.request(`POST ${target(door)}`, ['Host: x'], '', true);
        expect(await edge.said(bare, dialect)).toBe(door.word(['401 Unauthorized', '400 missing_api_token']));
      });

      it('with an empty value in it is no other path', async () => {
        const good = JSON.stringify(door.good());
        const word = await edge.said(ask(`POST ${door.at('')}`, JSON_TYPE, good), dialect);
        expect(word).toBe(door.word(['404 NotFound', '201']));
        const empty = `DELETE ${door.at('')}/x`;
        expect(await edge.said(ask(empty), dialect)).toBe(door.word(NOTHING));
      });

      it('with the prefix in capitals is core-v1 all the same, and nothing in api-v2', async () => {
        const path = door.path.replace(/^\/\w+\/v\d/, (prefix) => prefix.toUpperCase());
        const word = await edge.said(ask(`POST ${path}`, JSON_TYPE, JSON.stringify(door.good())), dialect);
        expect(word).toBe(door.word(['404 NotFound', '201']));
      });

      it.each(['http://evil.example', 'HTTPS://user:password@evil.example:1', 'http://[::1]'])(
        'in absolute form is the path behind %s, whatever its host',
        async (origin) => {
          const good = () => JSON.stringify(door.good());
          expect(await edge.said(ask(`POST ${origin}${door.path}`, JSON_TYPE, good()), dialect)).toBe(door.done);
          const bare = edge.request(`POST ${origin}${door.path}`, ['Host: x'], '', true);
          expect(await edge.said(bare, dialect)).toBe(door.word(['401 Unauthorized', '400 missing_api_token']));
        },
      );

      it('in asterisk form names nothing', async () => {
        for (const headers of [[], ['Access-Control-Request-Method: POST']]) {
          expect(await edge.said(ask('OPTIONS *', headers), 'api-v2')).toBe('404 NotFound');
        }
        expect(await edge.said(ask('GET *'), 'api-v2')).toMatch(/^40[04] /);
      });

      it('of CONNECT is not connected to', async () => {
        expect(await edge.said(ask(`CONNECT ${door.path}`), dialect)).toBe(door.word(NOTHING));
        const tunnel =
          'CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: x\r\nX-Request-Id: tunnel-1\r\n\r\nGET / HTTP/1.1\r\n\r\n';
        expect(await edge.said(tunnel, 'api-v2')).toBe('404 NotFound');
        expect((await say(edge.port, tunnel))?.headers['x-request-id']).toEqual(['tunnel-1']);
      });
    });

    describe('a query', () => {
      const posted = (query: string) => ask(`POST ${door.path}?${query}`, JSON_TYPE, JSON.stringify(door.good()));
      const BAD: Words = ['400 Invalid', '400 invalid_argument'];

      it.each([
        'a=1&a=2',
        'a[]=1&a[]=2',
        'a[b]=1',
        '=',
        '&&&',
        '=1',
        '[]=1',
        '[',
        ']',
        'a[',
        'x=%F0%9F%98%80',
        '?',
        '#a',
      ])('that is not declared is ignored: %s', async (query) => {
        expect(await edge.said(posted(query), dialect)).toBe(door.done);
      });

      it.each(['a=%zz', '%zz', '%', 'a=%E0%A4%A', 'a=%00', '%00', 'a=%ED%A0%80', 'a=1&a[b]=1', 'a[]=1&a[b]=1'])(
        'that cannot be read is refused: %s',
        async (query) => {
          expect(await edge.said(posted(query), dialect)).toBe(door.word(BAD));
        },
      );

      it('has a thousand pairs and no more', async () => {
        expect(await edge.said(posted('a&'.repeat(999) + 'a'), dialect)).toBe(door.done);
        expect(await edge.said(posted('a&'.repeat(1_000) + 'a'), dialect)).toBe(door.word(BAD));
      });

      it('of 8,000 brackets is read in no time', async () => {
        const before = process.cpuUsage();
        for (const pairs of ['[a', 'a[', '[]', ']', 'a[]b']) {
          const word = await edge.said(posted(pairs.repeat(8_000 / pairs.length)), dialect);
          expect(word).toMatch(/^(2|400 )/);
        }
        // The time of this process, whatever else the machine does.
        const { user, system } = process.cpuUsage(before);
        expect((user + system) / 1_000).toBeLessThan(5_000);
      });
    });
  });

  describe('where a scalar is declared', () => {
    const listed = (query: string) => {
      const { path } = edge.door('api-v2');
      return edge.said(edge.request(`GET ${path}?${query}`), 'api-v2');
    };

    it.each(['limit=1&limit=2', 'limit=x&limit=2', 'limit=2&a[]=1'])(
      'the last of equal names wins: %s',
      async (query) => {
        expect(await listed(query)).toBe('200');
      },
    );

    it.each([
      'limit=2&limit=x',
      'limit[]=1',
      'limit[b]=1',
      'limit[]=1&limit[]=2',
      'limit[0]=1',
      'limit%5B%5D=1',
      'limit=1&limit[b]=2',
      'limit',
      'limit=',
      'limit=1e1',
      'idempotencyKey[]=a',
      'idempotencyKey[toString]=a',
      'prevId[id]=a',
    ])('nothing else is taken for it: %s', async (query) => {
      expect(await listed(query)).toBe('400 Invalid');
    });

    const created = (query: string) => {
      const { path, good } = edge.door('core-v1');
      const text = JSON.stringify({ ...good(), name: undefined });
      return edge.said(edge.request(`POST ${path}?${query}`, ['Content-Type: application/json'], text), 'core-v1');
    };

    it('core-v1 holds it the same way', async () => {
      expect(await created('name=a&name=b')).toBe('201');
      for (const query of ['name[]=a', 'name[b]=a', 'name[0]=a', 'name=a&name[b]=c', 'name[]=a&name[b]=c']) {
        expect({ query, word: await created(query) }).toEqual({ query, word: '400 invalid_argument' });
      }
    });
  });
});
