import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { OpenApi } from '../../../src/openapi/openapi.js';
import { describeInBrowser } from '../../support/browser.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';

describeInBrowser('the documentation page, in a browser', (launch) => {
  let database: FreshDatabase;
  let app: TestApp;
  let origin: string;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    origin = await app.listen();
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${origin}/docs`);
    await page.waitForSelector('.opblock');
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await app.close();
    await database.drop();
  });

  it('shows every operation under its dialect', async () => {
    const tags = await page.locator('.opblock-tag').allInnerTexts();
    expect(tags.map((tag) => tag.split('\n')[0])).toEqual(['api-v2', 'core-v1', 'health']);
    const { paths } = app.app.get(OpenApi, { strict: false }).document;
    const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
    expect(await page.locator('.opblock').count()).toBe(operations.length);
  });

  it('makes a call with the token that was given to it, and shows the answer', async () => {
    const factories = new Factories(app);
    const user = await factories.user();
    await page.click('.authorize');
    await page.fill('.auth-container input', await factories.userToken(user));
    await page.click('.modal-btn.authorize');
    await page.click('.btn-done');
    const operation = page.locator('.opblock', { hasText: 'Get user' });
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('input[placeholder="id"]').fill('me');
    await operation.locator('.execute').click();
    const answer = operation.locator('.live-responses-table .response').first();
    await answer.waitFor();
    expect(await answer.locator('.response-col_status').innerText()).toContain('200');
    expect(await answer.innerText()).toContain(user.id);
  }, 60_000);

  it('asks no other host, and breaks none of its own rules', () => {
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
