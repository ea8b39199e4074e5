import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS } from '../../../src/audit/audit-actions.js';
import { OpenApi } from '../../../src/openapi/openapi.js';
import { ENTERPRISES, USERS } from '../../client/operations.api-v2.js';
import { ORGANIZATIONS, OTHERS } from '../../client/operations.core-v1.js';
import type { Subjects } from '../../client/operations.js';
import { subjectsOn } from '../../client/subjects.js';
import { done, here } from '../../e2e/cli/command-line.runs.js';
import { testDatabases } from '../../support/database/databases.js';
import { DocumentSchemas } from '../../support/endpoints/documented.js';
import { type Feed, type FeedEvent, readOn } from '../../support/scenes/event-feed.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { manyEnterprises } from '../../support/scenes/many-enterprises.js';
import { erase } from '../../support/scenes/roles.js';
import { Stage } from '../../support/scenes/stage.js';
import { until } from '../../support/until.js';
import { insertEndpoint } from '../../support/webhooks/made-endpoint.js';
import { answering, Receiver } from '../../support/webhooks/receiver.js';
import { DELIVERING } from '../../support/webhooks/webhook-scene.js';
import { type Data, documentedEvents, isOfForm } from './events-page.js';

/** More than an erasure does in one transaction. */
const MANY = 230;
const DOCUMENTED = documentedEvents(readFileSync('docs/events.md', 'utf8'));

describe.each(testDatabases())('the examples of docs/events.md on $name', (database) => {
  let stage: Stage;
  let subjects: Subjects;
  let receiver: Receiver;
  let events: readonly FeedEvent[];

  beforeAll(async () => {
    stage = await Stage.open(database, { ...DELIVERING, MAX_SUB_DOMAINS_KEPT: '1' });
    receiver = await Receiver.start();
    await insertEndpoint(stage.app, receiver.url(), '');
    subjects = await subjectsOn(stage);
    for (const operations of [ENTERPRISES, USERS, ORGANIZATIONS, OTHERS]) {
      for (const call of Object.values(operations)) await call(subjects);
    }
    await Promise.all([keepTwoSubDomains(), refuseTokens(), loseAnEndpoint()]);
    await eraseWithManyRoles();
    await replayDelivery();
    const operator = await stage.make.operatorToken();
    events = await until('every action has an event, and each event its place', async () => {
      if ((await stage.app.sql.count('audit_events', 'pending_since IS NOT NULL')) > 0) return undefined;
      const read = await readOn((call) => stage.app.call<Feed>(call), 'all', operator, { query: 'limit=500' });
      const missing = AUDIT_ACTIONS.filter((action) => !read.events.some(({ type }) => type === action));
      if (missing.length > 0) throw new Error(`No event has the type ${missing.join(', ')}.`);
      return read.events;
    });
  }, 120_000);

  afterAll(async () => {
    await receiver.close();
    await stage.close();
  });

  /** Of two deleted organizations of one parent the second does not keep its sub-domain, and that of the first is released. */
  async function keepTwoSubDomains(): Promise<void> {
    const root = await stage.make.root();
    const kept = [aSubDomain(), aSubDomain()];
    for (const subDomain of kept) {
      const { id } = await stage.make.managed(root, subDomain);
      const token = await stage.make.organizationToken(root);
      await stage.app.call({ method: 'DELETE', url: `/core/v1/managed_organizations/${id}`, token });
    }
    await done(here(stage.variables, 'organization', 'release', kept[0]!));
  }

  async function refuseTokens(): Promise<void> {
    const bounds = { scopes: ['all'], networks: ['192.0.2.0/24'], rateLimit: null, expiresAt: null } as const;
    const { secret } = await stage.make.bounded({ kind: 'operator' }, bounds);
    await stage.app.call({ method: 'GET', url: '/core/v1/organizations', token: secret });
  }

  /** An endpoint whose receiver is gone is disabled. */
  async function loseAnEndpoint(): Promise<void> {
    const gone = await Receiver.start();
    gone.behaviour = answering(410);
    const { id } = await insertEndpoint(stage.app, gone.url(), subjects.root.id);
    await stage.make.enterprise(subjects.root);
    await until('the endpoint is disabled', async () => {
      return (await stage.app.sql.count('webhook_endpoints', 'id = ? AND disabled_at IS NOT NULL', [id])) === 1;
    });
    await gone.close();
  }

  async function eraseWithManyRoles(): Promise<void> {
    const user = await stage.make.user();
    await manyEnterprises(stage.app.sql, subjects.root, user.id, MANY);
    const call = erase(user.id, await stage.make.operatorToken());
    const { status } = await stage.app.call({ ...call, url: `${call.url}?force=true` });
    expect(status).toBe(200);
  }

  /** What has ended is sent again. */
  async function replayDelivery(): Promise<void> {
    const { id } = await insertEndpoint(stage.app, receiver.url(), subjects.root.id);
    const one = '/core/v1/webhook_endpoints/{webhook_endpoint}';
    const params = { path: { webhook_endpoint: id } };
    const { data } = await subjects.own.POST(`${one}/test`, { params, body: {} });
    const delivery = { path: { ...params.path, webhook_delivery: data.webhook_delivery.id } };
    await until('the test has succeeded', async () => {
      const { data } = await subjects.own.GET(`${one}/deliveries/{webhook_delivery}`, { params: delivery });
      return data.webhook_delivery.state === 'succeeded';
    });
    await subjects.own.POST(`${one}/deliveries/{webhook_delivery}/replay`, { params: delivery, body: {} });
  }

  const ofType = (type: string) => events.filter((event) => event.type === type);

  it.each(DOCUMENTED)('$type is what the service writes', ({ type, subject, examples }) => {
    const real = ofType(type);
    expect([...new Set(real.map((event) => event.subject.type))]).toEqual([subject]);
    const unlike = (all: readonly Data[], others: readonly Data[]) =>
      all.filter((data) => !others.some((other) => isOfForm(data, other)));
    const written = real.map(({ data }) => data);
    expect({ undocumented: unlike(written, examples), neverWritten: unlike(examples, written) }).toEqual({
      undocumented: [],
      neverWritten: [],
    });
  });

  it('are events that the document of the API has, in the feed and as they are delivered', async () => {
    const { document } = stage.app.app.get(OpenApi, { strict: false });
    const schemas = new DocumentSchemas(document);
    const valid = (name: string) => schemas.validator({ $ref: `#/components/schemas/${name}` });
    const [inFeed, delivered] = [valid('Event'), valid('WebhookEvent')];
    for (const event of events) {
      const { id, type, at, organization_id, subject } = event;
      expect({ event, errors: inFeed(event) || inFeed.errors }).toEqual({ event, errors: true });
      const { body } = await until(`${type} ${id} was delivered`, () => receiver.of(id)[0], { within: 30_000 });
      expect({ body, errors: delivered(body) || delivered.errors }).toEqual({ body, errors: true });
      expect(body).toEqual({ type, timestamp: expect.any(String) as unknown, data: { organization_id, subject } });
      expect(Math.floor(Date.parse(body.timestamp) / 1_000)).toBe(at);
    }
  }, 120_000);
});
