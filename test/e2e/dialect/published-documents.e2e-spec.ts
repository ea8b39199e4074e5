import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';

const PUBLISHED = [
  ['/openapi.json', ['br', 'gzip']],
  ['/core/v1/schema', ['gzip']],
  ['/core/v1/schema/openapi.json', ['br', 'gzip']],
  ['/docs', ['br', 'gzip']],
  ['/docs/page.js', ['br', 'gzip']],
  ['/docs/page.css', ['br', 'gzip']],
  ['/docs/samples.json', ['br', 'gzip']],
  ['/docs/swagger-ui.css', ['br', 'gzip']],
  ['/docs/swagger-ui-bundle.js', ['br', 'gzip']],
] as const;

/** None of this asks a database. */
describe('what is published without a token', () => {
  let database: FreshDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  async function get(url: string, headers: Record<string, string> = {}) {
    const { statusCode, headers: answered, rawPayload } = await app.app.inject({ method: 'GET', url, headers });
    return { status: statusCode, headers: answered, bytes: rawPayload };
  }

  const accepting = (url: string, accepted: string) => get(url, { 'accept-encoding': accepted });

  const plain = (bytes: Buffer, coding: unknown) => {
    if (coding === undefined) return bytes;
    return coding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes);
  };

  describe.each(PUBLISHED)('%s', (url, codings) => {
    it('comes in each coding that its reader takes, and is the same in all', async () => {
      const { bytes, headers } = await get(url);
      expect(headers['content-encoding']).toBeUndefined();
      for (const coding of codings) {
        const answer = await accepting(url, coding);
        expect(answer.status).toBe(200);
        expect(answer.headers['content-encoding']).toBe(coding);
        expect(answer.headers['content-type']).toBe(headers['content-type']);
        expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
        expect(plain(answer.bytes, coding).equals(bytes)).toBe(true);
        if (bytes.length > 2_000) expect(answer.bytes.length).toBeLessThan(bytes.length / 2);
        expect(answer.headers.vary).toBe('Accept-Encoding');
      }
    });

    it('has an ETag for each coding, and is not sent again to a client that has it', async () => {
      const tags = new Set<string>();
      for (const accepted of ['identity', ...codings]) {
        const { headers } = await accepting(url, accepted);
        const tag = String(headers.etag);
        expect(tag).toMatch(/^"[0-9a-f]{32}(-br|-gzip)?"$/);
        tags.add(tag);
        for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
          const again = await get(url, { 'accept-encoding': accepted, 'if-none-match': known });
          expect({ known, status: again.status, length: again.bytes.length }).toEqual({
            known,
            status: 304,
            length: 0,
          });
          expect(again.headers).toMatchObject({ etag: tag, vary: 'Accept-Encoding' });
          expect(again.headers['cache-control']).toBe(headers['cache-control']);
          expect(again.headers['content-encoding']).toBeUndefined();
        }
        for (const known of ['"other"', 'other', '""']) {
          expect((await get(url, { 'accept-encoding': accepted, 'if-none-match': known })).status).toBe(200);
        }
      }
      expect(tags.size).toBe(codings.length + 1);
    });
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.2 , gzip;q=0.1', 'br'],
    ['BR', 'br'],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['identity;q=1, gzip;q=0.5', undefined],
    ['br;q=0, gzip;q=0, *;q=0', undefined],
    ['deflate', undefined],
    ['', undefined],
    ['br;q=x', undefined],
  ])('%j is answered in %s', async (accepted, coding) => {
    expect((await accepting('/openapi.json', accepted)).headers['content-encoding']).toBe(coding);
  });

  it('says in the schema to which host it was asked, in each coding and with a tag of its own', async () => {
    const tags = new Set<unknown>();
    for (const host of ['tenantry.example.com', 'a.test:3000', 'ü', '"}']) {
      for (const accepted of ['identity', 'gzip']) {
        const { headers, bytes } = await get('/core/v1/schema', { host, 'accept-encoding': accepted });
        const schema = JSON.parse(plain(bytes, headers['content-encoding']).toString()) as {
          host: string;
          api: string;
        };
        expect(schema).toMatchObject({ host, api: 'CoreAPI/Base' });
        tags.add(headers.etag);
      }
    }
    expect(tags.size).toBe(8);
  });

  it('is made once: a call takes as much of the processor as one that answers a word', async () => {
    async function cheapest(call: (n: number) => Promise<unknown>): Promise<number> {
      let least = Infinity;
      for (let n = 0; n < 40; n++) {
        const before = process.cpuUsage();
        await call(n);
        const { user, system } = process.cpuUsage(before);
        least = Math.min(least, user + system);
      }
      return least;
    }
    const word = await cheapest(() => get('/health/live'));
    const dear: object[] = [];
    for (const [url] of PUBLISHED) {
      // HEAD does all that GET does, but for moving the bytes from one end of this process to the other.
      const call = (n: number) =>
        app.app.inject({ method: 'HEAD', url, headers: { 'accept-encoding': 'br, gzip', host: `host-${n}.test` } });
      const times = (await cheapest(call)) / word;
      if (times > 8) dear.push({ url, times });
    }
    expect(dear).toEqual([]);
  }, 60_000);
});
