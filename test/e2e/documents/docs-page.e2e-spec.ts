import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { AUDIT_ACTIONS } from '../../../src/audit/audit-actions.js';
import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import { OpenApi } from '../../../src/openapi/openapi.js';
import { describeInBrowser } from '../../support/browser.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { until } from '../../support/until.js';
import { DocsPage } from './docs-page.js';
import { codeOf } from './recipes.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' at ' + target.join(' '))))`;
const TAGS = `[...document.querySelectorAll('.opblock-tag')].map((tag) => tag.dataset.tag)`;
const MANAGED = '/core/v1/organizations/{organization}/managed';
const ENTERPRISES = '/api/v2/organization/{organizationId}/enterprise';
const NARROW = { viewport: { width: 360, height: 800 } };

describeInBrowser('the documentation page, in a browser', (launch) => {
  let database: FreshDatabase;
  let app: TestApp;
  let origin: string;
  let browser: Browser;
  let docs: DocsPage;
  let document: OpenApiDocument & { tags: { name: string }[] };

  const routes = () =>
    Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => [method, path]));

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    origin = await app.listen();
    browser = await launch();
    docs = await DocsPage.open(browser, origin);
    document = app.app.get(OpenApi, { strict: false }).document as typeof document;
  });

  afterAll(async () => {
    await browser.close();
    await app.close();
    await database.drop();
  });

  it('shows every operation, grouped as the document groups them', async () => {
    const tags = await docs.page.evaluate(TAGS);
    expect(tags).toEqual(document.tags.map(({ name }) => name));
    expect(await docs.operations.count()).toBe(routes().length);
  });

  it('finds operations by every word that is typed, and says how many are left', async () => {
    const status = docs.page.getByRole('search').getByRole('status');
    expect(await status.innerText()).toBe(`${routes().length} operations`);
    const found = routes().filter(([method, path]) => method === 'post' && path!.includes('/managed'));
    await docs.filter.fill('  POST /Managed ');
    expect(await docs.operations.count()).toBe(found.length);
    expect(await status.innerText()).toMatch(new RegExp(`^${found.length} operations?$`));
    await docs.filter.fill('no such thing');
    expect([await docs.operations.count(), await status.innerText()]).toEqual([0, '0 operations']);
    await docs.filter.fill('create managed organization');
    expect(await docs.operations.locator('.opblock-summary-path').allInnerTexts()).toEqual([MANAGED]);
    await docs.filter.fill('');
    expect(await docs.operations.count()).toBe(routes().length);
  });

  it('folds each error into a line, which opens to its example', async () => {
    const operation = await docs.operation('POST', MANAGED);
    const errors = Object.keys((document.paths[MANAGED]!.post as { responses: object }).responses).filter(
      (status) => !status.startsWith('2'),
    );
    const folded = operation.locator('.folded button');
    expect(await folded.locator('.code').allInnerTexts()).toEqual(errors);
    expect(await operation.locator('.responses-table > tbody > .response:not(.folded)').count()).toBe(1);
    const notFound = operation.locator('.folded[data-code="404"] button');
    // Of all that may be not found in this dialect only what this operation does not find.
    expect(await notFound.innerText()).toMatch(/^404\s+organization_not_found$/);
    await notFound.click();
    expect(await notFound.getAttribute('aria-expanded')).toBe('true');
    const opened = operation.locator('.response:not(.folded)[data-code="404"]');
    expect(await opened.innerText()).toContain('"code": "organization_not_found"');
    const limit = operation.locator('.folded[data-code="422"] button');
    await limit.click();
    const choice = operation.locator('.response:not(.folded)[data-code="422"] select');
    await choice.last().selectOption('organization_limit_reached');
    const chosen = await operation.locator('.response:not(.folded)[data-code="422"]').innerText();
    expect(chosen).toContain('"code": "organization_limit_reached"');
    await limit.click();
    await notFound.click();
    expect([await notFound.getAttribute('aria-expanded'), await opened.count()]).toEqual(['false', 0]);
  });

  it('has code for each operation in three languages, for the place at which it was loaded', async () => {
    const samples = (await (await fetch(`${origin}/docs/samples.json`)).json()) as Record<string, object>;
    expect(Object.keys(samples).sort()).toEqual(
      routes()
        .map(([method, path]) => `${method!.toUpperCase()} ${path}`)
        .sort(),
    );
    const [create, list] = [await docs.operation('GET', MANAGED), await docs.operation('GET', '/health/live')];
    await create.getByRole('button', { name: 'TypeScript' }).click();
    for (const operation of [create, list]) {
      const code = await operation.locator('.samples pre').innerText();
      expect(code).toContain("import { createClient } from '@tenantry/client'");
      expect(code).toContain(`baseUrl: '${origin}'`);
    }
    await list.getByRole('button', { name: 'Python' }).click();
    expect(await create.locator('.samples pre').innerText()).toContain(`requests.get(\n    "${origin}/core/v1/`);
    await docs.reload();
    const again = await docs.operation('GET', '/health/ready');
    expect(await again.getByRole('button', { name: 'Python' }).getAttribute('aria-pressed')).toBe('true');
    await again.getByRole('button', { name: 'curl' }).click();
    expect(await again.locator('.samples pre').innerText()).toBe(`curl '${origin}/health/ready'`);
  });

  it('is used by the keyboard alone', async () => {
    const { page } = docs;
    await docs.reload();
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.className');
    const stops: unknown[] = [];
    while (stops.at(-1) !== 'opblock-summary-control' && stops.length < 20) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(expect.arrayContaining(['token', 'filter', 'expand-operation', 'opblock-summary-control']));
    await page.keyboard.press('Enter');
    const open = page.locator('.opblock.is-open');
    await open.locator('.samples').waitFor();
    for (let at = 0; at < 40 && (await focused()) !== 'folded'; at += 1) {
      await page.keyboard.press('Tab');
      if (await open.locator('.folded button:focus').count()) break;
    }
    await page.keyboard.press('Space');
    expect(await open.locator('.folded button').first().getAttribute('aria-expanded')).toBe('true');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
  });

  it('has what webhooks send: types, headers, body, and how it is verified', async () => {
    await docs.reload();
    await docs.page.getByRole('search').getByRole('link', { name: 'Webhooks' }).click();
    expect(await docs.webhooks.getByRole('heading', { name: 'Webhooks' }).isVisible()).toBe(true);
    const event = await docs.sent('An event');
    expect(await event.locator('.types code').allInnerTexts()).toEqual([...AUDIT_ACTIONS]);
    const headers = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    expect(await event.locator('dt').allInnerTexts()).toEqual([...headers, '2XX', '410', 'any other']);
    expect(JSON.parse(await event.locator('pre').innerText())).toMatchObject({ type: 'organization.created' });
    await docs.sent('A test');
    const page = readFileSync('docs/webhooks.md', 'utf8');
    const recipes = {
      TypeScript: ['ts', 'verifyWebhook'],
      Python: ['python', 'def verify'],
      Go: ['go', 'func Verify'],
    };
    for (const [name, [language, part]] of Object.entries(recipes)) {
      await docs.webhooks.getByRole('button', { name, exact: true }).click();
      const code = await docs.webhooks.locator('.samples pre').textContent();
      expect(`${code}\n`).toBe(codeOf(page, language!, part!));
    }
    await docs.webhooks.getByRole('button', { name: 'TypeScript' }).click();
  });

  it('opens what webhooks send by the keyboard', async () => {
    await docs.reload();
    const request = docs.webhooks.locator('details').first();
    await docs.page.getByRole('search').getByRole('link', { name: 'Webhooks' }).press('Enter');
    await docs.page.keyboard.press('Tab');
    expect(await request.locator('summary:focus').count()).toBe(1);
    await docs.page.keyboard.press('Enter');
    expect(await request.locator('dl').first().isVisible()).toBe(true);
  });

  it.each(['light', 'dark'] as const)('has no serious fault for assistive technology, in %s', async (colorScheme) => {
    const shown = await DocsPage.open(browser, origin, { colorScheme });
    const isDark = await shown.page.evaluate(`document.documentElement.classList.contains('dark-mode')`);
    expect(isDark).toBe(colorScheme === 'dark');
    for (const method of ['GET', 'POST']) {
      const operation = await shown.operation(method, MANAGED);
      await operation.locator('.folded button').first().click();
    }
    await shown.sent('An event');
    await shown.page.evaluate(AXE);
    expect(await shown.page.evaluate(SERIOUS)).toEqual([]);
    await shown.close();
  });

  it('follows the reader’s system from light to dark', async () => {
    const colours = { dark: 'rgb(22, 25, 29)', light: 'rgb(255, 255, 255)' } as const;
    for (const colorScheme of ['dark', 'light'] as const) {
      await docs.page.emulateMedia({ colorScheme });
      await until(`the page is ${colorScheme}`, async () => {
        return (await docs.page.evaluate('getComputedStyle(document.body).backgroundColor')) === colours[colorScheme];
      });
    }
  });

  describe('on a telephone', () => {
    it('never has to be moved sideways, where paths are longest and arguments are most', async () => {
      const narrow = await DocsPage.open(browser, origin, NARROW);
      const longest = routes().reduce((one, other) => (other[1]!.length > one[1]!.length ? other : one));
      for (const [method, path] of [longest, ['get', MANAGED], ['post', MANAGED], ['post', ENTERPRISES]]) {
        const operation = await narrow.operation(method!.toUpperCase(), path!);
        await operation.locator('.folded button').first().click();
        expect({ path, overhang: await narrow.overhang() }).toEqual({ path, overhang: 0 });
      }
      await narrow.sent('An event');
      expect(await narrow.overhang()).toBe(0);
      await narrow.close();
    });

    it.each(['light', 'dark'] as const)('shows the page at the root, in %s', async (colorScheme) => {
      const page = await browser.newPage({ ...NARROW, colorScheme });
      await page.goto(origin);
      await page.evaluate(AXE);
      expect(await page.evaluate(SERIOUS)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.getByRole('link', { name: 'Documentation of the API' }).click();
      await page.waitForURL(`${origin}/docs`);
      await page.close();
    });
  });

  it('asks no other host, and breaks none of its own rules', () => {
    expect(docs.asked.length).toBeGreaterThan(10);
    expect(docs.asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(docs.complaints).toEqual([]);
  });
});
