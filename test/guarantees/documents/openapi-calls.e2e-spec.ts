import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import { said } from '../../support/answers.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import {
  type DocumentedOperation,
  type DocumentedParameter,
  operationsOf,
  queryText,
} from '../../support/endpoints/document-operations.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { Factories } from '../../support/scenes/factories.js';

/** A 400 that is about the organization, and not about an argument. */
const OF_ITS_STATE = 'policy_not_available_for_managed_organizations';

/** The optional parameters of a query that belong together: a call for each group. */
function groupsOf(parameters: readonly DocumentedParameter[]): DocumentedParameter[][] {
  const optional = parameters.filter((parameter) => parameter.in === 'query' && !parameter.required);
  const groups = optional.map((one) => {
    const list = /^(.*\[\])\[/.exec(one.name)?.[1];
    return optional.filter(({ name, description = '' }) => {
      const isOfList = list !== undefined && name.startsWith(list);
      return name === one.name || isOfList || description.includes(`Required with \`${one.name}\``);
    });
  });
  return [[], ...groups];
}

describe.each(testDatabases())('what /openapi.json documents, on $name', (kind) => {
  let database: FreshDatabase;
  let app: TestApp;
  let operations: DocumentedOperation[];

  beforeAll(async () => {
    database = await kind.fresh();
    app = await startApp(database.env);
    operations = operationsOf((await app.call<OpenApiDocument>({ method: 'GET', url: '/openapi.json' })).body);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('is accepted as it is documented: each parameter with its example, each body with its own', async () => {
    const factories = new Factories(app);
    const refused: string[] = [];
    let calls = 0;
    for (const { method, path, route, parameters, body } of operations) {
      const root = await factories.root();
      const enterprise = await factories.enterprise(root);
      const ids = new Map([
        ['organization', root.id],
        ['organizationId', root.id],
        ['enterpriseId', enterprise.id],
      ]);
      const required = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
      const headers = Object.fromEntries(
        parameters.filter((parameter) => parameter.in === 'header').map(({ name, example }) => [name, String(example)]),
      );
      const url = path.replace(/\{([^}]+)\}/g, (_, name: string) => {
        const { example } = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)!;
        return encodeURIComponent(ids.get(name) ?? String(example));
      });
      for (const group of groupsOf(parameters)) {
        // One of them ends the token that it is sent with.
        const token = await factories.operatorToken();
        const query = queryText([...required, ...group]);
        const call = { method, url: `${url}${query}`, token, headers, ...(body !== undefined && { json: body }) };
        const answer = await app.call(call);
        if (answer.status === 400 && !said(answer).endsWith(OF_ITS_STATE))
          refused.push(`${route} ${query}: ${said(answer)} ${answer.text}`);
        calls++;
      }
    }
    expect(refused).toEqual([]);
    expect(calls).toBeGreaterThan(operations.length);
  }, 120_000);

  it('finds by a look-up and by annotations as they are documented', async () => {
    const factories = new Factories(app);
    const token = await factories.operatorToken();
    const root = await factories.root();
    const managed = `/core/v1/organizations/${root.id}/managed`;
    const annotations = [
      { key: 'plan', value: 'gold' },
      { key: 'env', value: 'prod' },
    ];
    const json = { name: 'Acme', sub_domain: `acme-${root.subDomain}`.slice(0, 60), annotations };
    expect((await app.call({ method: 'POST', url: managed, token, json })).status).toBe(201);
    const { parameters } = operations.find(({ operationId }) => operationId === 'listManagedOrganizations')!;
    const sent = (examples: Record<string, unknown>) =>
      queryText(
        Object.entries(examples).map(([name, example]) => ({
          ...parameters.find((parameter) => parameter.name === name)!,
          example,
        })),
      );
    const found = async (examples: Record<string, unknown>) => {
      const url = `/core/v1/organizations/organization/managed${sent(examples)}`;
      const { status, body } = await app.call<{ organizations: { sub_domain: string }[] }>({
        method: 'GET',
        url,
        token,
      });
      return [status, ...(status === 200 ? body.organizations.map(({ sub_domain }) => sub_domain) : [])];
    };
    const lookup = { 'organization[sub_domain]': root.subDomain };
    const keys = { 'annotations[][key]': ['plan', 'env'] };
    expect(await found(lookup)).toEqual([200, json.sub_domain]);
    expect(await found({ ...lookup, ...keys, 'annotations[][value]': ['gold', 'prod'] })).toEqual([
      200,
      json.sub_domain,
    ]);
    expect(await found({ ...lookup, ...keys, 'annotations[][value]': ['gold', 'test'] })).toEqual([200]);
  });
});
