import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenApiDocument } from '../../src/openapi/document/document.js';
import { type FreshDatabase, sqlite } from '../support/database/databases.js';
import { dereferenced } from '../support/endpoints/documented.js';
import { startApp, type TestApp } from '../support/harness.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
}

/** What a route of core-v1 takes beside its arguments, for each method that changes something. */
describe('the routes of core-v1 that change something', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let operations: [route: string, operation: Operation][];

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    const { body } = await app.call<OpenApiDocument>({ method: 'GET', url: '/openapi.json' });
    operations = Object.entries(dereferenced(body).paths).flatMap(([path, methods]) =>
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

  /** Those of these methods that do not say the header and the status of its refusal. */
  const silent = (methods: RegExp, header: string, status: string) =>
    operations
      .filter(([route]) => methods.test(route))
      .filter(([, { parameters = [], responses }]) => {
        const taken = parameters.find(({ name }) => name === header);
        return taken?.in !== 'header' || taken.required || !(status in responses);
      })
      .map(([route]) => route);

  it('take an Idempotency-Key, each POST of them, and say what a conflict is', () => {
    const posts = operations.filter(([route]) => route.startsWith('POST /core/v1/'));
    expect(posts.length).toBeGreaterThanOrEqual(2);
    expect(silent(/^POST \/core\/v1\//, 'Idempotency-Key', '409')).toEqual([]);
    const unmarked = posts.filter(([, { responses }]) => {
      const success = Object.entries(responses).find(([status]) => status.startsWith('2'));
      return success?.[1].headers?.['Idempotent-Replayed'] === undefined;
    });
    expect(unmarked.map(([route]) => route)).toEqual([]);
  });

  it('take an If-Match, each PATCH and PUT of them, and say what a stale one is', () => {
    expect(silent(/^(PATCH|PUT) \/core\/v1\//, 'If-Match', '412')).toEqual([]);
  });
});
