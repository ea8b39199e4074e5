import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TenantryError } from '../../clients/typescript/src/client.js';
import { OpenApi } from '../../src/openapi/openapi.js';
import { testDatabases } from '../support/database/databases.js';
import { Stage } from '../support/scenes/stage.js';
import { ENTERPRISES, USERS } from './operations.api-v2.js';
import { ORGANIZATIONS, OTHERS } from './operations.core-v1.js';
import type { Subjects } from './operations.js';
import { subjectsOn } from './subjects.js';

interface Operation {
  /** Such as `get /api/v2/user/{id}`. */
  readonly name: string;
  readonly pattern: RegExp;
}

/** The operations of a document; of two that fit a path, the one with fewer parameters comes first. */
function operationsOf({ paths }: OpenApi['document']): Operation[] {
  const templates = Object.entries(paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
  return templates.flatMap(([template, operations]) =>
    Object.keys(operations).map((method) => ({
      name: `${method} ${template}`,
      pattern: new RegExp(`^${method} ${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    })),
  );
}

const CALLS = [ENTERPRISES, USERS, ORGANIZATIONS, OTHERS].flatMap((each) => Object.entries(each));

// The calls are typed, so what is refused here is something that the types have allowed.
describe.each(testDatabases())('the client on $name', (database) => {
  let stage: Stage;
  let subjects: Subjects;
  let operations: Operation[];
  const called = new Set<string>();

  beforeAll(async () => {
    stage = await Stage.open(database);
    operations = operationsOf(stage.app.app.get(OpenApi, { strict: false }).document);
    const recording: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const sent = `${request.method.toLowerCase()} ${new URL(request.url).pathname}`;
      called.add(operations.find(({ pattern }) => pattern.test(sent))?.name ?? sent);
      return fetch(request);
    };
    subjects = await subjectsOn(stage, recording);
  });

  afterAll(() => stage.close());

  it.each(CALLS)('can %s', async (_, call) => {
    const refused = await call(subjects).then(
      () => undefined,
      (error: unknown) => {
        if (!(error instanceof TenantryError)) throw error;
        return { ...error, message: error.message };
      },
    );
    expect(refused).toBeUndefined();
  });

  it('has called every operation of the document', () => {
    expect([...called].sort()).toEqual(operations.map(({ name }) => name).sort());
  });
});
