import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { type Call, wire } from '../../support/answers.js';
import { type FreshDatabase, sqlite, testDatabases } from '../../support/database/databases.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { aSubDomain, anEmail } from '../../support/scenes/factories.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { until } from '../../support/until.js';

/** An SDK as an operator would load it; it writes a line for each span. */
const WRITING_SPANS = `
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
const write = (span) => {
  const { name, kind, attributes, status, parentSpanContext } = span;
  const shown = { name, kind, attributes, status: status.code, parent: parentSpanContext?.spanId, ...span.spanContext() };
  process.stderr.write('span ' + JSON.stringify(shown) + '\\n');
};
const exporter = { export: (spans, done) => (spans.forEach(write), done({ code: 0 })), shutdown: async () => undefined };
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
`;

interface Span {
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly parent?: string;
  readonly traceId: string;
  readonly spanId: string;
}

/** Node's own `--import` finds packages from where the file is. */
function moduleOf(text: string): string {
  const file = `dist/otel-${randomBytes(6).toString('hex')}.mjs`;
  writeFileSync(file, text);
  return file;
}

const linesOf = (served: AppProcess, beginning: string): string[] =>
  served
    .output()
    .split('\n')
    .filter((line) => line.startsWith(beginning));

describe.each(testDatabases())('the spans on $name', (database) => {
  const sdk = moduleOf(WRITING_SPANS);
  let scene: Scene;
  let served: AppProcess;

  beforeAll(async () => {
    scene = await Scene.open(database);
    const variables = { ...scene.variables, LOG_LEVEL: 'info', SEQUENCE_EVERY_MS: '20' };
    served = await startProcess(variables, { nodeArguments: ['--import', `./${sdk}`] });
  });

  afterAll(async () => {
    await served.stop();
    await scene.close();
    rmSync(sdk);
  });

  /** The spans of a trace, from when that of the request has ended, which is the last. */
  async function spansOf(traceId: string): Promise<Span[]> {
    return until(`the spans of ${traceId}`, () => {
      const spans = linesOf(served, 'span ').map((line) => JSON.parse(line.slice(5)) as Span);
      const ofTrace = spans.filter((span) => span.traceId === traceId);
      return ofTrace.some(({ kind }) => kind === 1) && ofTrace;
    });
  }

  /** Sends the body behind the head, as over a slow network; gives the status. */
  async function sentInPieces(call: Call, traced: Record<string, string>): Promise<number | undefined> {
    const { headers, payload } = wire({ ...call, headers: traced });
    const sent = request(`${served.url}${call.url}`, { method: call.method, headers });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    await new Promise((resolve) => sent.write(String(payload).slice(0, 10), resolve));
    await fetch(`${served.url}/health/live`);
    sent.end(String(payload).slice(10));
    const [answer] = await answered;
    answer.resume();
    return answer.statusCode;
  }

  const traceparent = () => {
    const [traceId, parent] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    return { traceId, parent, headers: { traceparent: `00-${traceId}-${parent}-01` } };
  };

  it('are those of request, guards, transaction and statements, in the trace of the caller', async () => {
    const { traceId, parent, headers } = traceparent();
    const email = anEmail();
    expect(await sentInPieces(createEnterprise(scene.root, scene.token, { email }), headers)).toBe(200);
    const spans = await spansOf(traceId);
    const named = (name: string) => spans.find((span) => span.name === name)!;
    const request = named('POST /api/v2/organization/:organizationId/enterprise');
    expect(request).toMatchObject({
      parent,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/v2/organization/:organizationId/enterprise',
        'http.response.status_code': 200,
      },
    });
    const below = (span: Span) => spans.filter((each) => each.parent === span.spanId).map(({ name }) => name);
    const guards = ['AccessGuard', 'ArgumentsGuard', 'OrganizationPathGuard'];
    expect(below(request)).toEqual(expect.arrayContaining([...guards, 'transaction']));
    expect(below(named('AccessGuard')).join()).toMatch(/SELECT access_tokens/);
    // The first use of a token in a minute is written in a transaction of its own.
    const inTransactions = spans
      .filter(({ name }) => name === 'transaction')
      .map(({ spanId }) => spans.filter((span) => span.parent === spanId));
    const statements = inTransactions.find((names) => names.some(({ name }) => name.includes('INSERT enterprises')))!;
    expect(statements.map(({ name }) => name).join()).toMatch(/INSERT enterprises.*INSERT audit_events.*COMMIT/);
    const system = database.name === 'sqlite' ? 'sqlite' : 'mysql';
    for (const { kind, attributes } of statements) expect([kind, attributes['db.system.name']]).toEqual([2, system]);
    for (const text of [email, scene.root.id, scene.token]) expect(JSON.stringify(spans)).not.toContain(text);
  });

  it('name a refusal, and no error of the server for what the client did wrong', async () => {
    const { traceId, headers } = traceparent();
    const taken = { sub_domain: scene.root.subDomain };
    expect((await served.call({ ...createManaged(scene.root, scene.token, taken), headers })).status).toBe(422);
    const spans = await spansOf(traceId);
    expect(spans.find(({ kind }) => kind === 1)).toMatchObject({
      status: 0,
      attributes: { 'tenantry.refusal': 'validation_failed', 'http.response.status_code': 422 },
    });
    expect(JSON.stringify(spans)).not.toContain(scene.root.subDomain);
  });

  it('are named in the log line of the request', async () => {
    const { traceId, headers } = traceparent();
    await served.call({ method: 'GET', url: `/unknown/${aSubDomain()}`, headers });
    const [span] = await spansOf(traceId);
    expect(span).toMatchObject({ name: 'GET', attributes: { 'http.response.status_code': 404 } });
    const logged = await until('the access line', () =>
      linesOf(served, '{').find((line) => line.includes(traceId) && line.includes('"msg":"request"')),
    );
    expect(JSON.parse(logged)).toMatchObject({ trace_id: traceId, span_id: span!.spanId, route: null });
  });

  it('are none of what no request has begun', async () => {
    const { traceId, headers } = traceparent();
    await served.call({ method: 'GET', url: '/health/ready', headers });
    await spansOf(traceId);
    const spans = linesOf(served, 'span ').map((line) => JSON.parse(line.slice(5)) as Span);
    const begun = new Set(spans.filter(({ kind }) => kind === 1).map((span) => span.traceId));
    expect(spans.filter((span) => !begun.has(span.traceId))).toEqual([]);
  });
});

describe('docs/operations/traces.md', () => {
  let fresh: FreshDatabase;

  beforeEach(async () => void (fresh = await sqlite.fresh({ LOG_LEVEL: 'info' })));
  afterEach(() => fresh.drop());

  it('shows a module that writes the spans to the console, as a part of the trace that the call names', async () => {
    const page = readFileSync('docs/operations/traces.md', 'utf8');
    const [, code] = /```js\n([^]*?)```/.exec(page)!;
    const [, header, traceId, parent] = /'(traceparent: 00-(\w{32})-(\w{16})-01)'/.exec(page)!;
    const sdk = moduleOf(code!);
    const served = await startProcess(fresh.variables, { nodeArguments: ['--import', `./${sdk}`] });
    const [name, value] = header!.split(': ');
    await served.call({ method: 'GET', url: '/health/ready', headers: { [name!]: value! } });
    await until('the span is shown', () => served.output().includes(`spanId: '${parent}'`));
    expect(await served.stop()).toBe(0);
    rmSync(sdk);
    expect(served.output()).toContain(`traceId: '${traceId}'`);
    expect(served.output()).toContain("name: 'GET /health/ready'");
    expect(linesOf(served, '{"level":"info"').join('\n')).toContain(`"trace_id":"${traceId}"`);
  });

  it('is right that nothing of OpenTelemetry is loaded without it', async () => {
    const watching = `data:text/javascript,process.on('exit', () => process._rawDebug('registered ' + (Symbol.for('opentelemetry.js.api.1') in globalThis)))`;
    const served = await startProcess(fresh.variables, { nodeArguments: ['--import', watching] });
    await served.call({
      method: 'GET',
      url: '/health/ready',
      headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    });
    await served.stop();
    expect(served.output()).toContain('registered false');
    expect(served.output()).not.toContain('trace_id');
  });
});
