import { newSecret } from '../../../src/token/token.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Body } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';
import { DIALECTS, NetworkScene } from './network-rules.fixtures.js';

const LIMIT = 20;
const BAD_TOKENS = LIMIT / 5;

describe.each(testDatabases())('how often an address may call without a valid token, on $name', (database) => {
  let rules: NetworkScene;

  beforeAll(async () => {
    const overrides = { ADDRESS_RATE_LIMIT: String(LIMIT), TRUSTED_PROXIES: '127.0.0.1' };
    rules = await NetworkScene.open(database, overrides);
  });

  afterAll(() => rules.close());

  let last = 0;
  /** An address without earlier calls. */
  const anAddress = () => `198.51.100.${++last}`;

  const from = (address: string, call: Call): Promise<Answer<Body>> =>
    rules.call({ ...call, headers: { ...call.headers, 'X-Forwarded-For': address } });

  const nothing = (address: string) => from(address, { method: 'GET', url: '/api/v2/nothing' });

  /** Uses up what an address has; a call counts when its connection ends, a moment after the answer. */
  async function useUp(address: string): Promise<void> {
    for (let n = 0; n < LIMIT; n++) await nothing(address);
    await until('it is used up', async () => (await nothing(address)).status === 429);
  }

  describe.each(DIALECTS)('in $dialect', (speech) => {
    const creation = (token?: string): Call => ({ ...rules.creation(speech, ''), token });

    it('is limited: what is over is refused with the time to wait, and nothing of it is looked at', async () => {
      const address = anAddress();
      await useUp(address);
      const before = await rules.scene.footprint();
      const answers = [
        await from(address, creation()),
        await from(address, creation(newSecret())),
        await from(address, { ...creation(), json: undefined, body: '{' }),
      ];
      for (const answer of answers) {
        expect(said(answer)).toBe(speech.limited);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
        expect(answer.headers['x-request-id']).toMatch(/\w/);
      }
      expect(await rules.scene.footprint()).toEqual(before);
    });

    it('counts a token that is not valid five times', async () => {
      const address = anAddress();
      for (let n = 0; n < BAD_TOKENS; n++) {
        expect(said(await from(address, creation(newSecret())))).toBe(speech.invalidToken);
      }
      let others = 0;
      await until('it is used up', async () => ++others > 0 && (await nothing(address)).status === 429);
      expect(others).toBeLessThan(LIMIT - BAD_TOKENS);
    });

    it('is another matter for each address, and of IPv6 for each network of 64 bits', async () => {
      await useUp('2001:db8:0:1::1');
      expect((await nothing('2001:db8:0:1:ffff::2')).status).toBe(429);
      expect((await nothing('2001:db8:0:2::1')).status).toBe(404);
      expect((await nothing(anAddress())).status).toBe(404);
    });

    it('takes nothing from a valid token, and a call with one counts nothing', async () => {
      const [address, token] = [anAddress(), await rules.token({})];
      for (let n = 0; n < LIMIT + 5; n++) expect((await from(address, creation(token))).status).toBe(speech.done);
      expect((await nothing(address)).status).toBe(404);
      await useUp(address);
      expect((await from(address, creation(token))).status).toBe(speech.done);
      // This one has not been found valid yet, and the look-up is what the limit saves.
      const unseen = await rules.token({});
      expect(said(await from(address, creation(unseen)))).toBe(speech.limited);
      expect((await from(anAddress(), creation(unseen))).status).toBe(speech.done);
      expect((await from(address, creation(unseen))).status).toBe(speech.done);
    });
  });

  it('says nothing to a probe', async () => {
    const address = anAddress();
    await useUp(address);
    expect((await from(address, { method: 'GET', url: '/health/live' })).status).toBe(200);
    const other = anAddress();
    for (let n = 0; n < LIMIT + 5; n++) await from(other, { method: 'GET', url: '/health/ready' });
    expect((await nothing(other)).status).toBe(404);
  });

  it('forgets that a token was valid when it is revoked', async () => {
    const [speech, address, token] = [DIALECTS[1], anAddress(), await rules.token({})];
    const call = rules.creation(speech, token);
    expect((await from(address, call)).status).toBe(speech.done);
    expect((await from(address, { method: 'GET', url: '/api/v2/user/logout', token })).status).toBe(200);
    await useUp(address);
    expect(said(await from(address, call))).toBe(speech.limited);
  });
});
