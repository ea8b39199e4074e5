import { sqlite } from '../../support/database/databases.js';
import { listenForScrapes, scrape } from '../../support/metrics.js';
import { until } from '../../support/until.js';
import { answering, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

const ATTEMPTS = 'tenantry_webhook_delivery_duration_seconds_count';

describe('the metrics of deliveries', () => {
  let scene: WebhookScene;
  let receiver: Receiver;

  beforeAll(async () => {
    scene = await WebhookScene.open(sqlite, { METRICS_PORT: '0' });
    receiver = await Receiver.start();
  });

  afterAll(async () => {
    await receiver.close();
    await scene.close();
  });

  it('count each attempt by its result', async () => {
    const url = await listenForScrapes(scene.app);
    await scene.endpoint(receiver.url());
    await scene.event();
    const counted = (result: string, count: number) =>
      until(`${count} ${result}`, async () => (await scrape(url)).value(ATTEMPTS, { result }) === count);
    await counted('succeeded', 1);
    receiver.behaviour = answering(500, {}, 'no');
    await scene.event();
    await counted('refused', 1);
    await counted('succeeded', 1);
  });
});
