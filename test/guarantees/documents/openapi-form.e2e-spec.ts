import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { type DocumentedOperation, operationsOf } from '../../support/endpoints/document-operations.js';
import { DocumentSchemas } from '../../support/endpoints/documented.js';
import { startApp, type TestApp } from '../../support/harness.js';

const MAX_BYTES = 300_000;

/** What people who read the document, and generators of clients, rely on. */
describe('the form of /openapi.json', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let text: string;
  let document: OpenApiDocument;
  let operations: DocumentedOperation[];

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    ({ text } = await app.call({ method: 'GET', url: '/openapi.json' }));
    document = JSON.parse(text) as OpenApiDocument;
    operations = operationsOf(document);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it(`has at most ${MAX_BYTES / 1_000} kB`, () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES);
  });

  it('refers to what has a name, and repeats none of it', () => {
    const { components } = document as unknown as { components: Record<string, Record<string, object>> };
    const named = new Map<string, string>();
    const roots = new Set<unknown>();
    for (const kind of ['schemas', 'responses', 'parameters', 'headers']) {
      for (const [name, component] of Object.entries(components[kind]!)) {
        named.set(JSON.stringify(component), `${kind}/${name}`);
        roots.add(component);
      }
    }
    const repeated: string[] = [];
    const walk = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const name = roots.has(value) ? undefined : named.get(JSON.stringify(value));
      if (name !== undefined) repeated.push(`${place} is ${name}`);
      for (const [member, each] of Object.entries(value)) walk(each, `${place}/${member}`);
    };
    walk(document, '');
    expect(repeated).toEqual([]);
    expect(Object.keys(components.schemas!).length).toBeGreaterThan(100);
  });

  it('has a schema with a name for each body, success and error', () => {
    const isNamed = (schema: object): boolean =>
      '$ref' in schema || ('anyOf' in schema && (schema.anyOf as object[]).every(isNamed));
    const unnamed: string[] = [];
    const walk = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const media = (value as { 'application/json'?: { schema: object } })['application/json'];
      if (media && !isNamed(media.schema)) unnamed.push(place);
      for (const [member, each] of Object.entries(value)) walk(each, `${place}/${member}`);
    };
    walk(document.paths, '');
    walk(document.webhooks, 'webhooks');
    walk((document.components as { responses: object }).responses, 'responses');
    expect(unnamed).toEqual([]);
  });

  it('names its operations so that every language can, and each once', () => {
    const sent = operationsOf(document, document.webhooks);
    const ids = [...operations, ...sent].map(({ operationId }) => operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('groups its operations by noun and dialect, the two documented creations first', () => {
    const { tags } = document as unknown as { tags: { name: string }[] };
    const names = tags.map(({ name }) => name);
    const used = new Set(operations.flatMap((operation) => operation.tags));
    expect([...used].sort()).toEqual([...names].sort());
    expect(names.slice(0, 2)).toEqual(['Enterprises (api-v2)', 'Managed organizations (core-v1)']);
    const paths = Object.keys(document.paths);
    expect(paths.slice(0, 2)).toEqual([
      '/api/v2/organization/{organizationId}/enterprise',
      '/core/v1/organizations/{organization}/managed',
    ]);
    const firsts = paths.slice(0, 2).map((path) => Object.keys(document.paths[path]!)[0]);
    expect(firsts).toEqual(['post', 'post']);
  });

  it('has a sentence and a valid example for each parameter', () => {
    const schemas = new DocumentSchemas(document);
    const faulty = operations.flatMap(({ route, parameters }) =>
      parameters
        .filter(({ description, example, schema }) => {
          const isSentence = /^[A-Z`0-9].*\.$/s.test(description ?? '');
          return !isSentence || example === undefined || !schemas.validator(schema)(example);
        })
        .map(({ name }) => `${route} ${name}`),
    );
    expect(faulty).toEqual([]);
  });

  it('has the arguments of a query under the names with which they are sent', () => {
    const queried = (route: string) =>
      operations
        .find((operation) => operation.route === route)!
        .parameters.filter((parameter) => parameter.in === 'query')
        .map(({ name }) => name);
    expect(queried('GET /core/v1/organizations/{organization}/managed')).toEqual([
      ...['organization[id]', 'organization[sub_domain]', 'annotations[][key]', 'annotations[][value]'],
      ...['page', 'per_page'],
    ]);
    expect(queried('GET /core/v1/currencies/{currency}')).toEqual(['currency[id]', 'currency[iso_code]']);
    const objects = operations.flatMap(({ route, parameters }) =>
      parameters
        .filter(({ schema }) => /"type":(\["?)?"object"/.test(JSON.stringify(schema)))
        .map(({ name }) => `${route} ${name}`),
    );
    expect(objects).toEqual([]);
  });

  it('has the limits that are in force', () => {
    const { schemas } = document.components as { schemas: Record<string, { properties: Record<string, object> }> };
    const ajv = new DocumentSchemas(document);
    const accepts = (schema: string, property: string, value: unknown) =>
      ajv.validator(schemas[schema]!.properties[property]!)(value);
    for (const email of ['ada@example.com', 'ada@localhost', 'ä@bücher.example']) {
      expect([email, accepts('CreateEnterpriseRequest', 'email', email)]).toEqual([email, true]);
    }
    for (const email of ['', 'ada', 'a b@example.com', '"a"@example.com', `${'a'.repeat(65)}@example.com`]) {
      expect([email, accepts('CreateEnterpriseRequest', 'email', email)]).toEqual([email, false]);
    }
    expect(accepts('CreateManagedOrganizationRequest', 'sub_domain', 'acme')).toBe(true);
    for (const label of ['', 'admin', 'ns1', 'xn--a', '-a', 'A', 'a'.repeat(64), 'a'.repeat(32)]) {
      expect([label, accepts('CreateManagedOrganizationRequest', 'sub_domain', label)]).toEqual([label, false]);
    }
    const annotations = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}` }));
    expect(accepts('CreateManagedOrganizationRequest', 'annotations', annotations(50))).toBe(true);
    expect(accepts('CreateManagedOrganizationRequest', 'annotations', annotations(51))).toBe(false);
  });
});
