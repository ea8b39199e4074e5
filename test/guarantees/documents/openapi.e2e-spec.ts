import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { composedExamples } from '../../support/endpoints/composed-examples.js';
import { operationsOf } from '../../support/endpoints/document-operations.js';
import { Documented, DocumentSchemas, type Reference, resolved } from '../../support/endpoints/documented.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { addMember } from '../../support/scenes/roles.js';

interface Media {
  readonly schema: object;
  readonly example?: unknown;
}

interface Answer {
  readonly content: Record<string, Media>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: Answer;
  readonly responses: Record<string, Answer | Reference>;
}

/** Routes that the document leaves out, each for a reason. This list only shrinks. */
const NOT_DOCUMENTED = new Map([
  ['GET /openapi.json', 'it is the document'],
  ['GET /docs', 'it shows the document to people'],
  ['GET /', 'it leads there'],
  ['GET /docs/{asset}', 'a part of that page'],
]);

describe('/openapi.json', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let document: OpenApiDocument;
  let operations: [route: string, operation: Operation][];

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    document = (await app.call<OpenApiDocument>({ method: 'GET', url: '/openapi.json' })).body;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation as Operation,
      ]),
    );
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('has every route that the router has, and no other', () => {
    const { routes } = app.app.getHttpAdapter().getInstance().routeTable;
    const routed = routes.map(({ method, path }) => `${method} ${path.replace(/:([^/]+)/g, '{$1}')}`);
    const documented = [...operations.map(([route]) => route), ...NOT_DOCUMENTED.keys()];
    expect(documented.sort()).toEqual([...routed].sort());
    expect(operations.length).toBeGreaterThan(5);
  });

  it('is clean under lint', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'openapi-'));
    const file = join(directory, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const lint = promisify(execFile)(process.execPath, ['node_modules/.bin/redocly', 'lint', file], {
      env: { PATH: process.env.PATH, HOME: directory, REDOCLY_TELEMETRY: 'off' },
    });
    await expect(lint).resolves.toBeDefined();
    await rm(directory, { recursive: true });
  }, 60_000);

  it('has an example for every answer and every body, and each is valid', () => {
    const schemas = new DocumentSchemas(document);
    const faulty: string[] = [];
    for (const [route, { requestBody, responses }] of operations) {
      const bodies = [...Object.entries(responses), ...(requestBody ? [['body', requestBody] as const] : [])];
      for (const [name, body] of bodies) {
        const { schema, example } = resolved<Answer>(document, body).content['application/json']!;
        const given = example === undefined ? composedExamples(document, schema) : [example];
        const validate = schemas.validator(schema);
        if (!given.every((value) => validate(value))) faulty.push(`${route} ${name}`);
      }
    }
    expect(faulty).toEqual([]);
  });

  it('has the requests that the service sends, with examples that are valid', () => {
    const schemas = new DocumentSchemas(document);
    const sent = operationsOf(document, document.webhooks);
    expect(sent.map(({ operationId }) => operationId)).toEqual(Object.keys(document.webhooks));
    for (const { operationId, parameters } of sent) {
      const names = parameters.map(({ name }) => name);
      expect(names).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
      for (const { required, description, example, schema } of parameters) {
        expect([required, schemas.validator(schema)(example)]).toEqual([true, true]);
        expect(description).toMatch(/^[A-Z].*\.$/);
      }
      const { requestBody } = document.webhooks[operationId]!.post as Operation;
      const { schema } = requestBody!.content['application/json']!;
      expect(composedExamples(document, schema).filter((value) => !schemas.validator(schema)(value))).toEqual([]);
    }
  });

  it('has request examples that the service accepts', async () => {
    const factories = new Factories(app);
    const token = await factories.operatorToken();
    const refused: string[] = [];
    for (const [route, { requestBody }] of operations) {
      if (!requestBody) continue;
      const [method, path] = route.split(' ') as ['POST', string];
      // Each its own organization: after some of them it would refuse the others.
      const root = await factories.root();
      // Nothing is deleted that has something below it.
      const isDeletion = /^DELETE .*organizations\/\{organization\}$/.test(route);
      const organization = isDeletion ? await factories.managed(root) : root;
      const spare = await factories.issue({ kind: 'organization', organizationId: root.id });
      const enterprise = await factories.enterprise(root);
      // The user whom the examples add and remove is visible to the organization.
      await app.call(addMember(root, token, { username: 'ada@example.com' }));
      const own = await factories.issue({ kind: 'operator' });
      const webhook = await factories.webhook(root);
      const names = {
        '{webhook_endpoint}': webhook.endpointId,
        '{webhook_delivery}': webhook.eventId,
        '{api_token}': spare.id,
        '{accessTokenId}': own.id,
        '{enterpriseId}': enterprise.id,
      };
      const url = Object.entries(names).reduce(
        (filled, [name, value]) => filled.replace(name, value),
        path.replace(/\{organization(Id)?\}/, organization.id),
      );
      const { status } = await app.call({ method, url, token, json: requestBody.content['application/json']!.example });
      if (status >= 300) refused.push(`${route}: ${status}`);
    }
    expect(refused).toEqual([]);
  });

  it('would not let an answer pass that it does not have', () => {
    const oracle = new Documented(document);
    const call = { method: 'GET', url: '/health/live' } as const;
    const answer = { status: 200, headers: { 'x-request-id': 'x' }, body: { status: 'ok' }, text: '' };
    expect(() => oracle.compare(call, answer)).not.toThrow();
    expect(() => oracle.compare(call, { ...answer, status: 418 })).toThrow('does not have');
    expect(() => oracle.compare(call, { ...answer, body: { status: 'ok', more: 1 } })).toThrow(
      'not the documented one',
    );
    expect(() => oracle.compare(call, { ...answer, headers: {} })).toThrow('without X-Request-Id');
    const organization = { method: 'GET', url: '/core/v1/organizations/x' } as const;
    const error = (status: number, code: string) => ({
      ...answer,
      status,
      body: { error: { code, description: null, detail: {} } },
    });
    expect(() => oracle.compare(organization, error(404, 'organization_not_found'))).not.toThrow();
    expect(() => oracle.compare(organization, error(503, 'service_unavailable'))).not.toThrow();
    const others = [error(404, 'country_not_found'), error(500, 'service_unavailable'), error(418, 'bad_request')];
    for (const other of others) expect(() => oracle.compare(organization, other)).toThrow('does not have');
  });
});
