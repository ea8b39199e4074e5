import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, verifyWebhook } from '../../clients/typescript/src/client.js';
import { OpenApi } from '../../src/openapi/openapi.js';
import { testDatabases } from '../support/database/databases.js';
import { DocumentSchemas } from '../support/endpoints/documented.js';
import { until } from '../support/until.js';
import type { MadeEndpoint } from '../support/webhooks/made-endpoint.js';
import { Receiver } from '../support/webhooks/receiver.js';
import { WebhookScene } from '../support/webhooks/webhook-scene.js';

interface Documented {
  readonly parameters: readonly { readonly $ref: string }[];
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: object } } };
}

describe.each(testDatabases())('what is delivered on $name', (database) => {
  let scene: WebhookScene;
  let receiver: Receiver;
  let endpoint: MadeEndpoint;

  beforeAll(async () => {
    scene = await WebhookScene.open(database);
    receiver = await Receiver.start();
    endpoint = await scene.endpoint(receiver.url());
  });

  afterAll(async () => {
    await receiver.close();
    await scene.close();
  });

  /** What arrived of an event, which must be as the document has it. */
  async function arrived(eventId: string, webhook: 'receiveEvent' | 'receiveTest') {
    const received = await until('it has arrived', () => receiver.of(eventId)[0]);
    const { document } = scene.app.app.get(OpenApi, { strict: false });
    const { requestBody } = document.webhooks[webhook]!.post as Documented;
    const validate = new DocumentSchemas(document).validator(requestBody.content['application/json'].schema);
    validate(received.body);
    expect(validate.errors).toBe(null);
    return received;
  }

  it('is an event of the document, which the client verifies', async () => {
    const eventId = await scene.event();
    const { headers, text } = await arrived(eventId, 'receiveEvent');
    const event = await verifyWebhook(endpoint.secret, headers, text);
    expect(event.id).toBe(eventId);
    if (event.type !== 'enterprise.created') throw new Error(event.type);
    // The type of the data follows from that of the event.
    expect([event.data.organization_id, event.data.subject.type]).toEqual([scene.root.id, 'enterprise']);
    await expect(verifyWebhook(endpoint.secret, headers, text.replace('enterprise', 'user'))).rejects.toMatchObject({
      code: 'signature_mismatch',
    });
  });

  it('is a test of the document, which the client verifies', async () => {
    const client = createClient({ baseUrl: await scene.app.listen(), token: scene.token });
    const test = '/core/v1/webhook_endpoints/{webhook_endpoint}/test';
    const { data } = await client.POST(test, { params: { path: { webhook_endpoint: endpoint.id } } });
    const { headers, text } = await arrived(data.webhook_delivery.id, 'receiveTest');
    expect(await verifyWebhook(endpoint.secret, headers, text)).toMatchObject({ type: 'webhook.test', data: {} });
  });
});
