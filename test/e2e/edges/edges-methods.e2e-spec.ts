import { sqlite } from '../../support/database/databases.js';
import { say } from './edges.client.js';
import { type Door, EdgeScene, wordOf, type Words } from './edges.fixtures.js';

const NOT_HTTP: Words = ['400 BadRequest', '400 bad_request'];

const METHODS = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND', 'LOCK', 'M-SEARCH'],
  ...['SOURCE', 'LINK', 'PURGE', 'SUBSCRIBE'],
];

/** None of this comes as far as a database. */
describe.each(['api-v2', 'core-v1'] as const)('methods at the edge in %s', (dialect) => {
  let edge: EdgeScene;
  let door: Door;

  beforeAll(async () => {
    edge = await EdgeScene.open(sqlite);
    door = edge.door(dialect);
  });

  afterAll(() => edge.close());

  const JSON_TYPE = ['Content-Type: application/json'];
  const ask = (line: string, headers: readonly string[] = [], text = '') => edge.request(line, headers, text);

  it.each(METHODS)('%s is answered wherever it is asked', async (method) => {
    const outside = ['/', '/health/live', '/health/ready', '/openapi.json', '/docs', '/docs/page.js', '/nothing'];
    const targets: [string, Door['dialect']][] = [
      [door.path, dialect],
      [door.at('x'), dialect],
      [`${door.path}/nothing`, dialect],
      ...outside.map((path): [string, 'api-v2'] => [path, 'api-v2']),
    ];
    for (const [path, spoken] of targets) {
      const answer = await say(edge.port, ask(`${method} ${path}`), method === 'HEAD');
      const isPage = answer?.status === 200 && (path === '/' || path.startsWith('/docs') || path === '/openapi.json');
      const word = isPage ? '200' : wordOf(answer!, spoken, method === 'HEAD');
      const taken = ['GET', 'HEAD', 'POST'].includes(method);
      expect({ path, word }).toEqual({
        path,
        word: expect.stringMatching(taken ? /^(200|40[045])( |$)/ : /^40[45]/) as unknown,
      });
    }
  });

  it.each(['get', 'Post', 'BREW', 'GETGET', 'PO ST', '', '{', 'PRI'])(
    '%j is no method, and is refused in the dialect of the path',
    async (method) => {
      const spoken = method === '' || method === 'PO ST' ? 'api-v2' : dialect;
      const word = await edge.said(ask(`${method} ${door.path}`), spoken);
      expect(word).toBe(spoken === dialect ? door.word(NOT_HTTP) : '400 BadRequest');
    },
  );

  it.each(['DESCRIBE', 'ANNOUNCE', 'SETUP', 'TEARDOWN', 'FLUSH'])(
    '%s of RTSP, which the parser lets through, is answered like any method that no route takes',
    async (method) => {
      for (const [path, spoken] of [
        [door.path, dialect],
        [`${door.path}/nothing`, dialect],
        ['/health/live', 'api-v2'],
      ] as const) {
        const asked = (name: string, protocol: string) => `${name} ${path} ${protocol}\r\nHost: x\r\n\r\n`;
        const [answer, known] = [
          await say(edge.port, asked(method, 'RTSP/1.0')),
          await say(edge.port, asked('PURGE', 'HTTP/1.1')),
        ];
        expect(wordOf(answer!, spoken)).toBe(wordOf(known!, spoken));
        if (spoken === 'api-v2') expect(answer?.text).toContain(method);
      }
    },
  );

  it.each(['X-HTTP-Method-Override: POST', 'X-HTTP-Method: POST', 'X-Method-Override: POST', '_method: POST'])(
    'is not what another header says: %s',
    async (header) => {
      const bytes = ask(`PUT ${door.path}?_method=POST`, [header, ...JSON_TYPE], JSON.stringify(door.good()));
      expect(await edge.said(bytes, dialect)).toBe(door.word(['405 MethodNotAllowed', '404 route_not_found']));
    },
  );
});
