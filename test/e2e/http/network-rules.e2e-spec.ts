import { testDatabases } from '../../support/database/databases.js';
import { DIALECTS, NetworkScene } from './network-rules.fixtures.js';

/** The tests' own requests come from 127.0.0.1, so this makes them a proxy; so are those of 10.0.0.0/8. */
const BEHIND_PROXIES = { TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8, 2001:db8:ffff::/48' };

describe.each(testDatabases())('where calls come from, on $name', (database) => {
  let open: NetworkScene;
  let proxied: NetworkScene;

  beforeAll(async () => {
    open = await NetworkScene.open(database, {});
    proxied = await NetworkScene.open(database, BEHIND_PROXIES);
  });

  afterAll(async () => {
    await open.close();
    await proxied.close();
  });

  describe.each(DIALECTS)('in $dialect', (speech) => {
    describe('the address of a caller', () => {
      /** The address in the audit row, and in the refusal of a token that may only be used from here. */
      const addresses = async (rules: NetworkScene, forwardedFor?: string, headers: Record<string, string> = {}) => {
        const bound = await rules.token({ networks: ['192.0.2.255'] });
        const refused = rules.creation(speech, bound, forwardedFor);
        const { word, body } = await rules.refused({ ...refused, headers: { ...refused.headers, ...headers } });
        expect(word).toBe(speech.notAllowed);
        const call = rules.creation(speech, rules.scene.token, forwardedFor);
        expect((await rules.call({ ...call, headers: { ...call.headers, ...headers } })).status).toBe(speech.done);
        return [await rules.lastAddress(), speech.addressIn(body)];
      };

      it.each([undefined, '198.51.100.7', '192.0.2.255', '192.0.2.255, 127.0.0.1', 'nonsense'])(
        'is that of the connection where no proxy is trusted, whatever X-Forwarded-For says: %s',
        async (forwardedFor) => {
          expect(await addresses(open, forwardedFor)).toEqual(['127.0.0.1', '127.0.0.1']);
        },
      );

      it.each([
        [undefined, '127.0.0.1'],
        ['', '127.0.0.1'],
        [' , ,', '127.0.0.1'],
        ['198.51.100.7', '198.51.100.7'],
        ['  198.51.100.7\t', '198.51.100.7'],
        ['198.51.100.7, 10.1.2.3', '198.51.100.7'],
        ['192.0.2.255, 198.51.100.7', '198.51.100.7'],
        ['192.0.2.255, 127.0.0.1, 198.51.100.7, 10.1.2.3, 10.3.2.1', '198.51.100.7'],
        ['10.9.9.9, 10.1.2.3', '10.9.9.9'],
        ['2001:DB8:0::7', '2001:db8::7'],
        ['2001:db8::7, 2001:db8:ffff::1', '2001:db8::7'],
        ['::ffff:198.51.100.7, ::ffff:10.1.2.3', '198.51.100.7'],
        ['::ffff:c633:6407', '198.51.100.7'],
        ['198.51.100.7:51234', '198.51.100.7'],
        ['192.0.2.255:1, 198.51.100.7:51234, 10.1.2.3:443', '198.51.100.7'],
        ['[2001:db8::7]', '2001:db8::7'],
        ['[2001:db8::7]:443, [2001:db8:ffff::1]:8443', '2001:db8::7'],
        ['[::ffff:198.51.100.7]:443', '198.51.100.7'],
      ])('is the last that no trusted proxy has: %s', async (forwardedFor, address) => {
        expect(await addresses(proxied, forwardedFor)).toEqual([address, address]);
      });

      it.each([
        'unknown',
        '198.51.100.7:',
        '198.51.100.7:http',
        '198.51.100.7:123456',
        '[2001:db8::7',
        '[2001:db8::7]443',
        '[unknown]:443',
        'unknown:443',
        '"198.51.100.7"',
        "'; DROP TABLE audit_events; --",
        '<script>',
        '_hidden',
        '10.0.0.0/8',
        'x'.repeat(5_000),
        '198.51.100.7, x',
        'é',
      ])('is nothing where a trusted proxy passes on what is none: %s', async (forwardedFor) => {
        expect(await addresses(proxied, forwardedFor)).toEqual([null, 'unknown']);
      });

      it('is not what another header says', async () => {
        const others = {
          Forwarded: 'for=198.51.100.7',
          'X-Real-Ip': '198.51.100.7',
          'X-Client-Ip': '198.51.100.7',
          'X-Cluster-Client-Ip': '198.51.100.7',
          'Cf-Connecting-Ip': '198.51.100.7',
          'True-Client-Ip': '198.51.100.7',
          'X-Forwarded': '198.51.100.7',
        };
        expect(await addresses(proxied, undefined, others)).toEqual(['127.0.0.1', '127.0.0.1']);
      });

      it.each([
        ['192.0.2.9', '192.0.2.9'],
        ['11.0.0.1', '11.0.0.1'],
        ['::ffff:11.0.0.1', '11.0.0.1'],
        ['2001:db8:fffe::1', '2001:db8:fffe::1'],
        ['fe80::1%eth0', 'fe80::1'],
      ])('is that of a connection from %s, which is no proxy', async (remoteAddress, address) => {
        const token = await proxied.token({ networks: ['198.51.100.7'] });
        const { method, url, json } = proxied.creation(speech, token);
        const response = await proxied.scene.app.app.inject({
          method: method as 'POST',
          url,
          headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '198.51.100.7' },
          payload: json as object,
          remoteAddress,
        });
        expect(response.statusCode).toBe(403);
        expect(speech.addressIn(response.json())).toBe(address);
      });
    });

    describe('the networks of a token', () => {
      it.each<[string[], string]>([
        [['198.51.100.7'], '198.51.100.7'],
        [['198.51.100.0/24'], '198.51.100.0'],
        [['198.51.100.0/24'], '198.51.100.255'],
        [['198.51.100.0/31'], '198.51.100.1'],
        [['203.0.113.9', '2001:db8::/64', '198.51.100.0/24'], '198.51.100.7'],
        [['203.0.113.9', '2001:db8::/64', '198.51.100.0/24'], '2001:db8::ffff:ffff:ffff:ffff'],
        [['2001:db8::7'], '2001:DB8:0:0::7'],
        [['198.51.100.0/24'], '::ffff:198.51.100.7'],
        [['::ffff:198.51.100.0/120'], '198.51.100.7'],
        [['0.0.0.0/0'], '203.0.113.9'],
        [['::/0'], '2001:db8::1'],
      ])('%j let it be used from %s', async (networks, address) => {
        const token = await proxied.token({ networks });
        const { status } = await proxied.call(proxied.creation(speech, token, address));
        expect([status, await proxied.lastAddress()]).toEqual([
          speech.done,
          address.replace(/^::ffff:/, '').replace('DB8:0:0', 'db8'),
        ]);
      });

      it.each<[string[], string]>([
        [['198.51.100.7'], '198.51.100.8'],
        [['198.51.100.0/24'], '198.51.101.0'],
        [['198.51.100.0/24'], '198.51.99.255'],
        [['198.51.100.0/31'], '198.51.100.2'],
        [['203.0.113.9', '2001:db8::/64', '198.51.100.0/24'], '2001:db8:0:1::'],
        [['198.51.100.0/24'], '::ffff:198.51.101.7'],
        [['0.0.0.0/0'], '2001:db8::1'],
        [['::/0'], '203.0.113.9'],
        [['127.0.0.1'], '198.51.100.7'],
      ])('%j do not let it be used from %s, and nothing is done', async (networks, address) => {
        const token = await proxied.token({ networks });
        const { word, body } = await proxied.refused(proxied.creation(speech, token, address));
        expect(word).toBe(speech.notAllowed);
        expect(speech.addressIn(body)).toBe(address.replace(/^::ffff:/, ''));
      });

      it('hold for a token that was used from elsewhere a moment ago', async () => {
        const token = await proxied.token({ networks: ['198.51.100.0/24'] });
        const from = async (address: string) => (await proxied.call(proxied.creation(speech, token, address))).status;
        expect([await from('198.51.100.7'), await from('203.0.113.9'), await from('198.51.100.8')]).toEqual([
          speech.done,
          403,
          speech.done,
        ]);
      });

      it('are asked for after the token, and before its rate, its scope and the body', async () => {
        const token = await proxied.token({ networks: ['198.51.100.7'], rateLimit: 1, scopes: ['audit:read'] });
        const call = proxied.creation(speech, token, '203.0.113.9');
        expect((await proxied.refused({ ...call, token: `${token}x` })).word).toBe(speech.invalidToken);
        for (const body of [undefined, '{', 'x'.repeat(70_000)]) {
          const headers = { ...call.headers, 'Content-Type': 'application/json' };
          const broken = body === undefined ? call : { ...call, json: undefined, body, headers };
          const { word, headers: shown } = await proxied.refused(broken);
          expect(word).toBe(speech.notAllowed);
          expect(Object.keys(shown).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
        }
        const within = proxied.creation(speech, token, '198.51.100.7');
        // Four refusals took nothing from its one call a minute.
        expect((await proxied.refused(within)).word).toBe(speech.notInScope);
        expect((await proxied.refused(within)).word).toBe(speech.limited);
      });
    });
  });

  describe('what a proxy says of the host and the protocol', () => {
    it.each(['/openapi.json', '/docs', '/docs/page.js', '/health/ready', '/nothing'])(
      'changes nothing of %s',
      async (url) => {
        const spoofed = {
          'X-Forwarded-Host': 'evil.example',
          'X-Forwarded-Proto': 'gopher',
          'X-Forwarded-Port': '1',
          'X-Forwarded-Prefix': '/evil',
          Host: 'evil.example',
          'X-Request-Id': 'same',
        };
        for (const rules of [open, proxied]) {
          const plain = await rules.call({ method: 'GET', url, headers: { 'X-Request-Id': 'same' } });
          const shown = await rules.call({ method: 'GET', url, headers: spoofed });
          expect([shown.status, shown.text]).toEqual([plain.status, plain.text]);
          expect(JSON.stringify(shown.headers)).not.toMatch(/evil|gopher/);
        }
      },
    );
  });
});
