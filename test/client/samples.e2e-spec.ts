import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, sqlite } from '../support/database/databases.js';
import { startApp, type TestApp } from '../support/harness.js';
import { compile, project } from './project.js';

/** What the samples use of Node.js, whose types are no part of the project that they are copied into. */
const NODE = 'declare const process: { readonly env: Readonly<Record<string, string | undefined>> };';

/** None of this asks a database. */
describe('the code samples of /docs', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let folder: string;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    folder = project();
  }, 120_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await app.close();
    await database.drop();
  });

  it('in TypeScript compile with the client, every one of them', async () => {
    const { payload } = await app.app.inject({ method: 'GET', url: '/docs/samples.json' });
    const samples = Object.values(JSON.parse(payload) as Record<string, { TypeScript: string }>);
    expect(samples.length).toBeGreaterThan(60);
    writeFileSync(join(folder, 'node.d.ts'), NODE);
    samples.forEach(({ TypeScript }, at) => writeFileSync(join(folder, `sample-${at}.ts`), TypeScript));
    await compile(folder);
  }, 120_000);
});
