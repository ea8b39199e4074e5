import { testDatabases } from '../../support/database/databases.js';
import { chunked, Connection } from './edges.client.js';
import { type Door, EdgeScene, wordOf, type Words } from './edges.fixtures.js';

const LIMIT = 1_048_576;
/** Everything that Object.prototype has before anybody was asked anything. */
const PRISTINE = Object.getOwnPropertyNames(Object.prototype);

const INVALID_JSON: Words = ['400 InvalidJson', '400 invalid_json_body'];
const NO_ARGUMENTS: Words = ['400 Invalid', '400 missing_required_argument'];
const TOO_LARGE: Words = ['413 PayloadTooLarge', '413 payload_too_large'];

const objects = (levels: number) => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);
const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** JSON of exactly so many bytes. */
function sized(members: object, bytes: number): string {
  const text = JSON.stringify({ ...members, pad: '' });
  return text.replace('"pad":""', `"pad":"${'x'.repeat(bytes - text.length)}"`);
}

describe.each(testDatabases())('bodies at the edge on $name', (database) => {
  let edge: EdgeScene;

  beforeAll(async () => {
    edge = await EdgeScene.open(database, { BODY_LIMIT: String(LIMIT) });
  });

  afterAll(() => edge.close());

  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(PRISTINE);
  });

  describe.each(['api-v2', 'core-v1'] as const)('in %s', (dialect) => {
    let door: Door;

    beforeAll(() => {
      door = edge.door(dialect);
    });

    const said = (bytes: Buffer) => edge.said(bytes, dialect);
    /** The good body, with some of its text replaced by what JSON.stringify would not write. */
    const written = (members: string) => JSON.stringify(door.good()).replace('{', `{${members},`);

    describe('size', () => {
      const inChunks = (body: string | Buffer) => edge.json(door, chunked(body), ['Transfer-Encoding: chunked']);

      it('takes the limit to the byte, whether its length was sent or not', async () => {
        expect(await said(edge.json(door, sized(door.good(), LIMIT)))).toBe(door.done);
        expect(await said(inChunks(sized(door.good(), LIMIT)))).toBe(door.done);
        expect(await said(edge.json(door, sized(door.good(), LIMIT + 1)))).toBe(door.word(TOO_LARGE));
        expect(await said(inChunks(sized(door.good(), LIMIT + 1)))).toBe(door.word(TOO_LARGE));
      });

      it.each(['with a length', 'in chunks', 'after 100 Continue'])(
        'lets the client of 5 MB %s read its 413, and go on',
        async (how) => {
          const body = sized(door.good(), 5_000_000);
          const asks = how === 'after 100 Continue' ? ['Expect: 100-continue'] : [];
          const connection = await Connection.open(edge.port);
          await connection.sayFirst(how === 'in chunks' ? inChunks(body) : edge.json(door, body, asks));
          connection.say(edge.json(door, door.good()));
          const answers = await connection.until(2);
          connection.leave();
          expect(answers.map((answer) => wordOf(answer, dialect))).toEqual([door.word(TOO_LARGE), door.done]);
        },
      );
    });

    describe('nesting', () => {
      it.each([
        ['31 levels in an unknown member', () => written(`"x":${objects(31)}`)],
        ['31 lists in an unknown member', () => written(`"x":${lists(31)}`)],
      ])('takes %s', async (_, body) => {
        expect(await said(edge.json(door, body()))).toBe(door.done);
      });

      it.each([
        ['33 levels', () => written(`"x":${objects(32)}`)],
        ['33 levels of lists', () => lists(33)],
        ['2,000 levels', () => written(`"x":${objects(2_000)}`)],
        ['100,000 levels', () => objects(100_000)],
        ['100,000 levels of lists', () => written(`"x":${lists(100_000)}`)],
        ['100,000 levels that are never closed', () => '['.repeat(100_000)],
        ['2,000 levels where a text is meant', () => written(`"name":${objects(2_000)},"email":${objects(2_000)}`)],
      ])('refuses %s', async (_, body) => {
        expect(await said(edge.json(door, body()))).toBe(door.word(INVALID_JSON));
      });

      it('refuses as many levels in a query', async () => {
        const query = `a${'[b]'.repeat(2_000)}=1`;
        const bytes = edge.request(`POST ${door.path}?${query}`, ['Content-Type: application/json'], '{}');
        expect(await said(bytes)).toBe(door.word(['400 Invalid', '400 invalid_argument']));
      });
    });

    describe('members that mean something to JavaScript', () => {
      it.each([
        '"__proto__":{"polluted":1}',
        '"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}',
        '"x":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
        '"\\u005f_proto__":{"polluted":1}',
        '"toString":1,"valueOf":1,"hasOwnProperty":1,"then":1,"toJSON":1,"length":1e9',
        '"__defineGetter__":1,"__lookupSetter__":{},"isPrototypeOf":[]',
      ])('are like any unknown one: {%s}', async (members) => {
        expect(await said(edge.json(door, written(members)))).toBe(door.done);
      });

      it('give nothing to a body that lacks it', async () => {
        const inherited = `{"__proto__":${JSON.stringify(door.good())}}`;
        expect(await said(edge.json(door, inherited))).toBe(door.word(NO_ARGUMENTS));
      });

      it('give nothing to a query that lacks it', async () => {
        const members = Object.entries({ ...door.good(), organization: undefined }).filter(([, value]) => value);
        const pairs = members.map(([name, value]) => `__proto__[${name}]=${encodeURIComponent(String(value))}`);
        const bytes = edge.request(`POST ${door.path}?${pairs.join('&')}`, ['Content-Type: application/json'], '{}');
        expect(await said(bytes)).toBe(door.word(NO_ARGUMENTS));
      });

      it.each([
        '__proto__[polluted]=1',
        'a[__proto__][polluted]=1',
        'constructor[prototype][polluted]=1',
        '__proto__=1',
      ])('are dropped from a query: %s', async (query) => {
        const body = JSON.stringify(door.good());
        const bytes = edge.request(`POST ${door.path}?${query}`, ['Content-Type: application/json'], body);
        expect(await said(bytes)).toBe(door.done);
      });
    });

    describe('text', () => {
      it.each([
        ['half a character in a value', () => written('"x":"\\ud800"')],
        ['the other half', () => written('"x":["\\udc00"]')],
        ['two halves in the wrong order', () => written('"x":"\\udc00\\ud800"')],
        ['half a character in a name', () => written('"\\ud800":1')],
        ['half a character where a text is meant', () => written('"name":"\\ud800","email":"\\ud800@example.com"')],
        ['NUL in a value', () => written('"x":{"y":"a\\u0000b"}')],
        ['NUL in a name', () => written('"\\u0000":1')],
        ['a bare NUL', () => written('"x":"\0"')],
        ['a bare line break in a text', () => written('"x":"\n"')],
        ['half a character as bytes', () => Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
        ['bytes that are no UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
        ['an overlong slash', () => Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
        ['UTF-16', () => Buffer.from(JSON.stringify(door.good()), 'utf16le')],
        ['two byte order marks', () => `\ufeff\ufeff${JSON.stringify(door.good())}`],
        ['two bodies in one', () => `${JSON.stringify(door.good())}${JSON.stringify(door.good())}`],
        ['a comment', () => `/* */${JSON.stringify(door.good())}`],
        ['a trailing comma', () => JSON.stringify(door.good()).replace(/}$/, ',}')],
      ])('refuses %s', async (_, body) => {
        expect(await said(edge.json(door, body()))).toBe(door.word(INVALID_JSON));
      });

      it.each([
        ['a byte order mark', () => `\ufeff${JSON.stringify(door.good())}`],
        ['a whole character beyond 16 bits', () => written('"x":"\\ud83d\\ude00"')],
        ['white space around it', () => ` \r\n\t${JSON.stringify(door.good())}\n `],
        ['numbers that no double holds', () => written('"x":[1e999,-1e999,1e-999,123456789012345678901234567890,-0]')],
        ['equal members, the last of which is right', () => written('"email":1,"name":1,"sub_domain":[]')],
      ])('takes %s', async (_, body) => {
        expect(await said(edge.json(door, body()))).toBe(door.done);
      });

      it('lets the last of equal members be the wrong one', async () => {
        const body = JSON.stringify(door.good()).replace(/}$/, ',"email":1,"name":1}');
        expect(await said(edge.json(door, body))).toBe(door.word(['400 Invalid', '400 invalid_argument']));
      });

      it.each(['', 'null', '0', '-1.5', '"{}"', 'true', '[]', '[{}]', '[[[]]]'])(
        'finds no argument in a body of %j',
        async (body) => {
          expect(await said(edge.json(door, body))).toBe(door.word(NO_ARGUMENTS));
        },
      );
    });
  });
});
