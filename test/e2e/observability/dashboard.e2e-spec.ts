import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlite } from '../../support/database/databases.js';
import { refusingInserts } from '../../support/database/refusing-inserts.js';
import { listenForScrapes, scrape } from '../../support/metrics.js';
import { callOver } from '../../support/processes.js';
import { describeWithPrometheus, PrivatePrometheus } from '../../support/prometheus.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { until } from '../../support/until.js';
import { answering, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const ENTERPRISES = '/api/v2/organization/:organizationId/enterprise';
const FOLDER = 'docker/observability';
const { panels } = JSON.parse(readFileSync(`${FOLDER}/dashboard.json`, 'utf8')) as { panels: Panel[] };
const rules = readFileSync(`${FOLDER}/alerts.yml`, 'utf8');
/** Grafana puts four scrapes there. */
const queryOf = (expr: string) => expr.replaceAll('$__rate_interval', '2m');

describeWithPrometheus('the files for Prometheus and Grafana', () => {
  const promtool = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync('promtool', words, { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };

  it('are valid: the scrape configuration and the rules', () => {
    for (const file of ['prometheus.yml', 'compose/prometheus.yml']) {
      expect(promtool('check', 'config', `${FOLDER}/${file}`)).toMatchObject({ status: 0 });
    }
    const { status, output } = promtool('check', 'rules', `${FOLDER}/alerts.yml`);
    const number = rules.match(/- alert:/g)!.length;
    expect({ status, found: output.includes(`SUCCESS: ${number} rules found`) }).toEqual({ status: 0, found: true });
    expect(readFileSync('docs/operations/alerts.md', 'utf8')).toContain(`SUCCESS: ${number} rules found`);
  });

  it('raise the alerts that they should, and not ahead of their time', () => {
    const directory = mkdtempSync(join(tmpdir(), 'tenantry-rules-'));
    copyFileSync(`${FOLDER}/alerts.yml`, join(directory, 'alerts.yml'));
    copyFileSync('test/e2e/observability/alerts.test.yml', join(directory, 'alerts.test.yml'));
    expect(promtool('test', 'rules', join(directory, 'alerts.test.yml'))).toMatchObject({ status: 0 });
    rmSync(directory, { recursive: true });
  });
});

describeWithPrometheus('the dashboard of a service at work', () => {
  let scene: Scene;
  let delivering: WebhookScene;
  let receiver: Receiver;
  let failing: Receiver;
  let prometheus: PrivatePrometheus;
  let base: string;
  let url: string;

  beforeAll(async () => {
    scene = await Scene.open(sqlite, { METRICS_PORT: '0' });
    // Of its own: the test locks the database of the other, in which nothing must be written beside it.
    delivering = await WebhookScene.open(sqlite, { METRICS_PORT: '0' });
    [receiver, failing] = [await Receiver.start(), await Receiver.start()];
    failing.behaviour = answering(500);
    await failingEndpoints();
    url = await listenForScrapes(scene.app);
    base = await scene.app.listen();
    const hosts = [url, await listenForScrapes(delivering.app)].map((each) => new URL(each).host);
    prometheus = await PrivatePrometheus.start(...hosts);
    // A receiver that fails is not tried again soon: what is tried first has to be an increase.
    await until('a scrape ahead', async () => (await prometheus.query('tenantry_build_info')).length === 2);
    await delivering.event();
    // Twice, so that every counter has grown between two scrapes. The retry is the last thing that is counted.
    await work();
    await until('a scrape between', async () => (await prometheus.query('tenantry_database_retries_total')).length > 0);
    await work();
    const grown = 'increase(tenantry_database_retries_total[1h]) > 0';
    await until('a scrape behind', async () => (await prometheus.query(grown)).length > 0);
  }, 120_000);

  afterAll(async () => {
    await prometheus.stop();
    await scene.close();
    await delivering.close();
    await Promise.all([receiver.close(), failing.close()]);
  });

  const send = (call: Parameters<typeof callOver>[1]) => callOver(base, call);

  /** One that works, one whose receiver fails, and one whose key is missing. */
  async function failingEndpoints(): Promise<void> {
    await delivering.endpoint(receiver.url());
    await delivering.endpoint(failing.url());
    await delivering.endpoint(receiver.url(), delivering.root.id, { secret_sealed: 'AAAA'.repeat(20) });
  }

  /** An hour of a platform in some seconds: creations, repetitions, refusals, a failure and a locked database. */
  async function work(): Promise<void> {
    const { root, token } = scene;
    const { sql } = scene.app;
    const known = { email: anEmail(), idempotencyKey: aKey() };
    const statuses: number[] = [];
    for (const json of [known, known, { ...known, email: anEmail() }, {}, {}]) {
      statuses.push((await send(createEnterprise(root, token, json))).status);
    }
    statuses.push((await send(createManaged(root, token))).status);
    statuses.push((await send(createManaged(root, token, { sub_domain: root.subDomain }))).status);
    const limited = await scene.make.organizationToken(root);
    await sql.execute('UPDATE access_tokens SET rate_limit = 1 WHERE id = (SELECT MAX(id) FROM access_tokens)');
    for (let n = 0; n < 2; n++) statuses.push((await send(createEnterprise(root, limited))).status);
    await refusingInserts(sql, 'sqlite', ['enterprises'], async () => {
      statuses.push((await send(createEnterprise(root, token))).status);
    });
    expect(statuses).toEqual([200, 200, 409, 200, 200, 201, 422, 200, 429, 500]);
    const before = (await scrape(url)).value('tenantry_database_retries_total') ?? 0;
    await sql.execute('BEGIN IMMEDIATE');
    const made = send(createEnterprise(root, token));
    await until('a retry', async () => ((await scrape(url)).value('tenantry_database_retries_total') ?? 0) > before);
    await sql.execute('COMMIT');
    expect((await made).status).toBe(200);
  }

  it('has series in every panel', async () => {
    const queries = panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => [title, queryOf(expr)] as const),
    );
    expect(queries.length).toBeGreaterThan(20);
    const empty: string[] = [];
    for (const [title, query] of queries) {
      const series = await prometheus.query(query);
      if (!series.some(({ value }) => Number.isFinite(Number(value[1])))) empty.push(`${title}: ${query}`);
    }
    expect(empty).toEqual([]);
  });

  it('answers how many tenants were made, what was refused and why, repeated, slow and failing', async () => {
    const queryOfPanel = (title: string) => queryOf(panels.find((panel) => panel.title === title)!.targets![0]!.expr);
    const seriesOf = async (title: string, label: string) => {
      const series = await prometheus.query(queryOfPanel(title));
      return series.filter(({ value }) => Number(value[1]) > 0).map(({ metric }) => metric[label]);
    };
    expect((await seriesOf('Tenants created an hour', 'kind')).sort()).toEqual(['enterprise', 'organization']);
    expect(await seriesOf('Refusals a second, by reason', 'refusal')).toEqual(
      expect.arrayContaining(['idempotency_key_conflict', 'validation_failed', 'rate_limited', 'unexpected']),
    );
    expect(await seriesOf('Creations refused an hour, by reason', 'refusal')).toEqual(
      expect.arrayContaining(['idempotency_key_conflict', 'validation_failed', 'rate_limited', 'unexpected']),
    );
    expect(await seriesOf('Idempotent replays an hour', 'route')).toEqual([ENTERPRISES]);
    expect(await seriesOf('Failures a second', 'status')).toEqual(['500']);
    expect(await seriesOf('Retries a second, by reason', 'error')).toEqual(['SQLITE_BUSY']);
    expect(await seriesOf('Time of creations', '')).toHaveLength(1);
    const results = async () => (await seriesOf('Attempts to deliver a second, by result', 'result')).sort().join();
    await until('attempts are shown', async () => (await results()) === 'refused,secret_not_readable,succeeded', {
      within: 20_000,
    });
    // They are counted every 15 seconds.
    await until(
      'the failing endpoints are shown',
      async () => (await seriesOf('Webhook endpoints by state', 'state')).includes('failing'),
      { within: 60_000 },
    );
  }, 120_000);
});

describe('docs/operations/alerts.md', () => {
  const page = readFileSync('docs/operations/alerts.md', 'utf8');
  const sections = page.split(/^## /m).slice(1);

  it('has each alert with its severity, in the order of the rules, and no other', () => {
    const alerts = [...rules.matchAll(/- alert: (\w+)[^]*?severity: (\w+)/g)].map(([, name, severity]) => [
      name,
      severity,
    ]);
    const described = sections.map((section) => /^(\w+)\n\n(\w+)\./.exec(section)!.slice(1));
    expect(described.map(([name, severity]) => [name, severity!.toLowerCase()])).toEqual(alerts);
    expect(alerts.length).toBeGreaterThan(10);
  });

  it('has for each what it means and what to do', () => {
    for (const section of sections) expect(section.trim().split('\n\n').length).toBeGreaterThanOrEqual(3);
  });
});

it('the rules and the dashboard name only metrics that are documented', () => {
  const documented = readFileSync('docs/operations/metrics.md', 'utf8');
  const queries = [rules, ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))].join('\n');
  const named = [...queries.matchAll(/\btenantry_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''));
  expect(named.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});
