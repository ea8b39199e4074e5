import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** `/docs` in a tab of a browser, and what a reader does there. */
export class DocsPage {
  /** Every URL that was asked for. */
  readonly asked: string[] = [];
  /** What the browser complains of: errors of scripts, and what the page's own policy forbids. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('request', (request) => this.asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** @param url of the service, without a slash at its end */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<DocsPage> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
    // The limit is the test's.
    context.setDefaultTimeout(0);
    return DocsPage.inTabOf(context, url);
  }

  private static async inTabOf(context: BrowserContext, url: string): Promise<DocsPage> {
    const docs = new DocsPage(await context.newPage(), context);
    await docs.page.goto(`${url}/docs`);
    await docs.loaded();
    return docs;
  }

  /** Another tab beside this one. */
  anotherTab(url: string): Promise<DocsPage> {
    return DocsPage.inTabOf(this.context, url);
  }

  /** Loads the page again, with nothing open: the fragment names what was opened last. */
  async reload(): Promise<void> {
    await this.page.goto(this.page.url().split('#', 1)[0]!);
    await this.loaded();
  }

  close(): Promise<void> {
    return this.context.close();
  }

  async useToken(secret: string): Promise<void> {
    await this.page.getByLabel('Access token', { exact: true }).fill(secret);
    await this.page.getByRole('button', { name: 'Use', exact: true }).click();
  }

  get tokenState(): Locator {
    return this.page.locator('#token-state');
  }

  get filter(): Locator {
    return this.page.getByLabel('Filter operations');
  }

  get operations(): Locator {
    return this.page.locator('.opblock');
  }

  /** Opens an operation. */
  async operation(method: string, path: string): Promise<Locator> {
    const operation = this.operations
      .filter({ has: this.page.locator(`[data-path="${path}"]`) })
      .filter({ has: this.page.locator('.opblock-summary-method', { hasText: method }) });
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.samples').waitFor();
    return operation;
  }

  /** What the service sends. */
  get webhooks(): Locator {
    return this.page.getByRole('region', { name: 'Webhooks' });
  }

  /** Opens a request that the service sends. */
  async sent(summary: string): Promise<Locator> {
    const line = this.page.locator('summary', { hasText: summary });
    const request = this.webhooks.locator('details').filter({ has: line });
    await request.locator('summary').click();
    await request.locator('pre').waitFor();
    return request;
  }

  /** Sends the call, with these parameters filled in by name. */
  async execute(operation: Locator, parameters: Readonly<Record<string, string>>): Promise<Locator> {
    for (const [name, value] of Object.entries(parameters)) {
      const row = operation.locator(`tr[data-param-name="${name}"]`);
      const add = row.getByRole('button', { name: /^Add/ });
      if ((await add.count()) > 0) await add.click();
      await row.locator('input').fill(value);
    }
    await operation.locator('.execute').click();
    const answer = operation.locator('.live-responses-table .response').first();
    await answer.waitFor();
    return answer;
  }

  /** How much wider the page is than the screen. */
  overhang(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - innerWidth');
  }

  private async loaded(): Promise<void> {
    await this.operations.first().waitFor();
  }
}
