import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { Installation } from '../../support/scenes/installation.js';
import { URL_OF_RECEIVER } from '../../support/scenes/webhooks.js';
import { expectNoChangeAfterSuspension } from '../../support/scenes/suspended-changes.js';

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
    // There is room for twenty endpoints, so those of a round are deleted after it.
    const passing = '422 webhook_endpoint_limit_reached';
    const afterRound = () => here.sql.execute('DELETE FROM webhook_endpoints WHERE id <> ?', [endpointId]);
    await expectNoChangeAfterSuspension(here, { line, calls, present, passing, afterRound });
  }, 120_000);
});
