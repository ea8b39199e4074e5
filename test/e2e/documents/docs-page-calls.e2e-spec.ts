import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser } from '../../support/browser.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { PrefixProxy } from '../../support/prefix-proxy.js';
import { aSubDomain, Factories } from '../../support/scenes/factories.js';
import { DocsPage } from './docs-page.js';

const PREFIX = '/some/where';
const NONE = 'Calls are sent without a token.';
const KEPT = 'A token is in use, until this tab is closed.';

describeInBrowser('calls from the documentation page, below a path of a proxy', (launch) => {
  let database: FreshDatabase;
  let app: TestApp;
  let proxy: PrefixProxy;
  let browser: Browser;
  let docs: DocsPage;
  let make: Factories;
  let secret: string;
  let userId: string;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    proxy = await PrefixProxy.before(await app.listen(), PREFIX);
    browser = await launch();
    make = new Factories(app);
    const user = await make.user();
    userId = user.id;
    secret = await make.userToken(user);
    docs = await DocsPage.open(browser, proxy.url);
  });

  afterAll(async () => {
    await browser.close();
    await proxy.close();
    await app.close();
    await database.drop();
  });

  /** What the service answers to the call of a user about themselves. */
  async function answerIn(tab: DocsPage): Promise<string> {
    const operation = await tab.operation('GET', '/api/v2/user/{id}');
    const answer = await tab.execute(operation, { id: 'me' });
    return answer.innerText();
  }

  it('are sent without a token first', async () => {
    expect(await docs.tokenState.innerText()).toBe(NONE);
    expect(await answerIn(docs)).toMatch(/^401/);
  });

  it('are sent with the token that was given, and show the answer', async () => {
    await docs.reload();
    await docs.useToken(`  ${secret} `);
    expect(await docs.tokenState.innerText()).toBe(KEPT);
    const text = await answerIn(docs);
    expect(text).toMatch(/^200/);
    expect(text).toContain(userId);
  });

  it('keep the token when the page is loaded again, and in no other tab', async () => {
    await docs.reload();
    expect(await docs.tokenState.innerText()).toBe(KEPT);
    expect(await answerIn(docs)).toMatch(/^200/);
    const other = await docs.anotherTab(proxy.url);
    expect(await other.tokenState.innerText()).toBe(NONE);
    expect(await answerIn(other)).toMatch(/^401/);
    await other.page.close();
  });

  it('leave the token nowhere else: not in a URL, a cookie, what outlives the tab, or what is shown', async () => {
    const kept = await docs.page.evaluate('JSON.stringify(localStorage) + document.cookie + location.href');
    const shown = await docs.page.locator('body').innerText();
    expect(shown).toContain("-H 'Authorization: Bearer <token>'");
    for (const place of [String(kept), shown, ...docs.asked]) expect(place).not.toContain(secret);
  });

  it('forget the token when that is asked for', async () => {
    await docs.page.getByRole('button', { name: 'Forget' }).click();
    expect(await docs.tokenState.innerText()).toBe(NONE);
    expect(await docs.page.evaluate('sessionStorage.length')).toBe(0);
    const operation = docs.operations.filter({ has: docs.page.locator('[data-path="/api/v2/user/{id}"]') }).first();
    await operation.locator('.execute').click();
    await operation.locator('.live-responses-table', { hasText: '401' }).waitFor();
    await docs.reload();
    expect(await docs.tokenState.innerText()).toBe(NONE);
  });

  it('send a look-up and a filter by annotations under the names of the document', async () => {
    const root = await make.root();
    const token = await make.organizationToken(root);
    const names = { production: aSubDomain('production'), staging: aSubDomain('staging') };
    for (const [value, name] of Object.entries(names)) {
      const json = { name, sub_domain: name, annotations: [{ key: 'env', value }] };
      await app.call({ method: 'POST', url: `/core/v1/organizations/${root.id}/managed`, token, json });
    }
    await docs.reload();
    await docs.useToken(token);
    const operation = await docs.operation('GET', '/core/v1/organizations/{organization}/managed');
    const answer = await docs.execute(operation, {
      organization: '_',
      'organization[sub_domain]': root.subDomain,
      'annotations[][key]': 'env',
      'annotations[][value]': 'production',
    });
    const text = await answer.innerText();
    expect(text).toMatch(/^200/);
    expect(text).toContain(names.production);
    expect(text).not.toContain(names.staging);
  });

  it('never leave the path of the proxy, with a slash behind the page’s own or without', async () => {
    const response = await docs.page.goto(`${proxy.url}/docs/`);
    expect(response?.url()).toBe(`${proxy.url}/docs`);
    await docs.operations.first().waitFor();
    await docs.page.goto(`${proxy.url}/`);
    await docs.page.getByRole('link', { name: 'OpenAPI document' }).click();
    await docs.page.waitForURL(`${proxy.url}/openapi.json`);
    expect(proxy.astray).toEqual([]);
    expect(docs.asked.filter((url) => !url.startsWith(`${proxy.url}/`) && !url.startsWith('data:'))).toEqual([]);
  });
});
