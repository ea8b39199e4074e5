import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { declaredRoutes } from '../declared-routes.js';
import { ANY, limitsPage } from './limits-page.js';

const PAGE = 'docs/limits.md';

describe(PAGE, () => {
  let database: FreshDatabase;
  let app: TestApp;
  let made: string;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    made = await limitsPage(declaredRoutes(app.app));
    // `npm run docs:limits`
    if (process.env.WRITE_PAGES === '1') writeFileSync(PAGE, made);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('has a limit for every text, but for what is looked up by its id', () => {
    const rows = [...made.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)];
    const endless = rows.filter(([, , takes]) => takes === ANY).map(([, argument]) => argument);
    expect(endless).toEqual(['accessTokenId']);
  });

  it('is what the DTOs declare; `npm run docs:limits` writes it anew', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(made);
  });
});
