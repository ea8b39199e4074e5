import { said, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { Installation, tally } from '../../support/scenes/installation.js';
import { URL_OF_RECEIVER } from '../../support/scenes/webhooks.js';
import { until } from '../../support/until.js';

const ROUNDS = 40;
const WORKERS = 9;

// Protects assertActive in WebhookEndpointChangeService, under the locks of the path.
describe.each(testDatabases())('suspensions during changes of webhook endpoints on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  it('lets no endpoint appear or change after a suspension was answered', async () => {
    const line = await here.make.lineage(3);
    const organization = line[2]!;
    const token = await here.make.organizationToken(organization);
    const { endpointId } = await here.make.webhook(organization);
    const one = `/core/v1/webhook_endpoints/${endpointId}`;
    const post = (url: string, json: object): Call => ({ method: 'POST', url, token, json });
    const create = () => post(`/core/v1/organizations/${organization.id}/webhook_endpoints`, { url: URL_OF_RECEIVER });
    const change = (count: number): Call => ({
      ...post(one, { description: `change ${count}` }),
      method: 'PATCH',
    });
    const calls = [create, change, () => post(`${one}/rotate_secret`, {}), () => post(`${one}/test`, {})];
    const present = () =>
      Promise.all([
        here.sql.rows('SELECT * FROM webhook_endpoints ORDER BY id'),
        here.sql.rows('SELECT event_id FROM webhook_deliveries WHERE endpoint_id = ? ORDER BY event_id', [endpointId]),
      ]);
    let done = 0;
    const words: string[] = [];
    const work = async (number: number) => {
      for (let count = 0; ; count++) {
        const answer = await here.call(number, calls[number % calls.length]!(count));
        // There is room for twenty endpoints. Those of a round are deleted after it.
        if (said(answer) === '422 webhook_endpoint_limit_reached') continue;
        if (answer.status === 200) done++;
        else return words.push(said(answer));
      }
    };
    for (let round = 0; round < ROUNDS; round++) {
      const enough = done + 1 + (round % WORKERS);
      const working = Array.from({ length: WORKERS }, (_, number) => work(number));
      await until('the round has begun', () => done >= enough, { every: 1 });
      const level = line[round % line.length]!;
      await here.make.suspend(level);
      const atTheAnswer = await present();
      await Promise.all(working);
      expect(await present()).toEqual(atTheAnswer);
      await here.make.unsuspend(level);
      await here.sql.execute('DELETE FROM webhook_endpoints WHERE id <> ?', [endpointId]);
    }
    expect(tally(words)).toEqual({ '403 organization_suspended': ROUNDS * WORKERS });
  }, 120_000);
});
