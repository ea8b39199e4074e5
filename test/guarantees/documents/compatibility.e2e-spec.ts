import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DialectName } from '../../../src/dialects/shared/dialect.js';
import type { Call } from '../../support/answers.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { compatibilityRows } from './compatibility-page.js';
import { declaredRoutes } from '../declared-routes.js';

const HEADINGS: Readonly<Record<DialectName, true>> = { 'core-v1': true, 'api-v2': true };
const DIALECT_NAMES = Object.keys(HEADINGS) as DialectName[];

const ROWS = compatibilityRows();
const STATUSES = ['served', 'served, constant', 'ours', 'not served'];

describe('docs/compatibility.md', () => {
  let database: FreshDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it.each(DIALECT_NAMES)('has a line for every endpoint of %s, and for no other', (dialect) => {
    const routes = declaredRoutes(app.app).filter((route) => route.dialect === dialect && route.method !== 'OPTIONS');
    const served = ROWS.filter((row) => row.dialect === dialect && row.status !== 'not served');
    expect(served.map(({ route }) => route).sort()).toEqual(routes.map(({ name }) => name).sort());
    expect(served.length).toBeGreaterThan(2);
  });

  it('knows of each endpoint once, by a word that it explains', () => {
    const routes = ROWS.map(({ route }) => route);
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
    expect(ROWS.filter(({ status }) => !STATUSES.includes(status))).toEqual([]);
    expect([...new Set(ROWS.map(({ dialect }) => dialect))].sort()).toEqual(DIALECT_NAMES.toSorted());
  });

  it('says not served of what nothing answers', async () => {
    const absent = ROWS.filter(({ status }) => status === 'not served');
    expect(absent).not.toEqual([]);
    for (const { route } of absent) {
      const [method, path] = route.split(' ') as [Call['method'], string];
      const { status, body } = await app.call<{ error: { code: string } }>({ method, url: path.replace(/:\w+/g, '_') });
      expect([route, status, body.error.code]).toEqual([route, 404, 'route_not_found']);
    }
  });
});
