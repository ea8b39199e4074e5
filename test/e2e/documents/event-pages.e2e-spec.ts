import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { OpenApi } from '../../../src/openapi/openapi.js';
import { compile, project } from '../../client/project.js';
import { sqlite } from '../../support/database/databases.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { resolved } from '../../support/endpoints/documented.js';
import { describeWith } from '../../support/optional-program.js';
import { createEnterprise } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';
import type { MadeEndpoint } from '../../support/webhooks/made-endpoint.js';
import { Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';
import { begin, done, here } from '../cli/command-line.runs.js';
import { codeOf, CURL, JQ, NodeReceiver } from './recipes.js';
import { commandsIn, formOf, wordsOf } from './typed-commands.js';

const EVENTS = readFileSync('docs/events.md', 'utf8');
const WEBHOOKS = readFileSync('docs/webhooks.md', 'utf8');
const WRITTEN = { service: 'http://127.0.0.1:3000', organization: 'my-platform' };
const PATIENCE = 120_000;

/** What the sample of the client leaves to the reader. */
const OWN_PART = `
declare const process: { readonly env: Readonly<Record<string, string>> };
const { TOKEN: token, ORGANIZATION: organization = '' } = process.env;
const storedCursor = (): Promise<string> => Promise.resolve('now');
const storeCursor = (after: string): Promise<void> => Promise.resolve(console.log('stored', after));
const handle = ({ type }: { type: string }): Promise<void> => Promise.resolve(console.log(type));
`;

interface Sent {
  readonly parameters: readonly { readonly $ref: string }[];
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly example: object } } };
}

const documentedIn = (page: string, part: string) => JSON.parse(codeOf(page, 'json', part)) as unknown;

describe('docs/events.md and docs/webhooks.md', () => {
  let scene: WebhookScene;
  let receiver: Receiver;
  let endpoint: MadeEndpoint;
  /** Which the commands of the page delete. */
  let deleted: MadeEndpoint;
  let event: string;
  let origin: string;
  let folder: string;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tenantry-pages-'));
    scene = await WebhookScene.open(sqlite);
    origin = await scene.app.listen();
    receiver = await Receiver.start();
    [endpoint, deleted] = [await scene.endpoint(receiver.url()), await scene.endpoint(receiver.url())];
    event = await scene.event();
    for (const each of [endpoint, deleted]) await scene.delivered(each, event, { state: 'succeeded' });
  });

  // Each in a group of its own, so that whatever it has started ends with it.
  afterEach(() => running.splice(0).forEach(({ pid }) => process.kill(-pid!, 'SIGKILL')));

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await receiver.close();
    await scene.close();
  });

  const asRun = (text: string) =>
    text.replaceAll(WRITTEN.service, origin).replaceAll(WRITTEN.organization, scene.root.subDomain);
  const variables = () => ({
    ...{ ORGANIZATION: scene.root.id, TOKEN: scene.token, ENDPOINT: endpoint.id, EVENT: event },
  });

  /** Behind the oldest event of the organization. */
  async function oldestCursor(): Promise<string> {
    const url = `/core/v1/organizations/${scene.root.id}/events?limit=1`;
    const { body } = await scene.app.call<{ after: string }>({ method: 'GET', url, token: scene.token });
    return body.after;
  }

  /** Runs a block to its end, and gives the documents that it printed. */
  async function documents(block: string, more: Record<string, string> = {}): Promise<unknown[]> {
    const env = { ...process.env, ...variables(), ...more };
    const { stdout } = await promisify(execFile)('sh', ['-c', asRun(block)], { env });
    return stdout
      .replaceAll('}{', '}\n{')
      .split('\n')
      .map((text) => JSON.parse(text) as unknown);
  }

  /** Begins a command that ends when it is stopped; gives all that it has printed until now. */
  function begun(command: string, words: readonly string[], more: Record<string, string> = {}): () => string {
    const env = { ...process.env, ...variables(), ...more };
    const child = spawn(command, words, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(child);
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
    return () => out;
  }

  /** Enterprises are created until one of them is seen. */
  async function untilSeen(what: string, isSeen: () => boolean): Promise<void> {
    await until(
      what,
      async () => {
        await scene.app.call(createEnterprise(scene.root, scene.token));
        return isSeen();
      },
      { within: 60_000, every: 200 },
    );
  }

  it('create tokens, which may do what the pages do with them', async () => {
    for (const page of [EVENTS, WEBHOOKS]) {
      const [command] = commandsIn(codeOf(page, 'sh', 'token create'), 'tenantry ');
      const { out } = await done(here(scene.variables, ...wordsOf(asRun(command!)).slice(1), '--json'));
      const { secret } = JSON.parse(out) as { secret: string };
      const path = page === EVENTS ? 'events' : 'webhook_endpoints';
      const url = `/core/v1/organizations/${scene.root.id}/${path}`;
      expect(await scene.app.call({ method: 'GET', url, token: secret })).toMatchObject({ status: 200 });
    }
  });

  it('show a delivery as it is', async () => {
    const [head, body] = codeOf(EVENTS, 'http', 'webhook-id').split('\n\n');
    const named = head!
      .split('\n')
      .slice(1)
      .map((line) => line.split(':')[0]!);
    const { headers, text } = receiver.of(event)[0]!;
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(named));
    expect(formOf(JSON.parse(text))).toEqual(formOf(JSON.parse(body!)));
  });

  it('show a delivery that verifies by the secret beside it, as the document of the API does', () => {
    const [head, body] = codeOf(EVENTS, 'http', 'webhook-id').trimEnd().split('\n\n');
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head!)![1]!;
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    const [id, stamp, signature] = names.map(header);
    const [secret] = /whsec_[A-Za-z0-9+/=]+/.exec(EVENTS)!;
    expect(new Webhook(secret).sign(id!, new Date(Number(stamp) * 1_000), body!)).toBe(signature);
    const { document } = scene.app.app.get(OpenApi, { strict: false });
    const { parameters, requestBody } = document.webhooks.receiveEvent!.post as Sent;
    const examples = parameters.map((each) => resolved<{ example: string }>(document, each).example);
    expect([...examples, JSON.stringify(requestBody.content['application/json'].example)]).toEqual([
      ...[id, stamp, signature],
      body,
    ]);
  });

  it('have commands of the command line that do what they say, in this order', async () => {
    const commands = commandsIn(codeOf(WEBHOOKS, 'sh', 'tenantry webhook create'), 'tenantry webhook ');
    expect(commands.length).toBeGreaterThan(9);
    const own = { ENDPOINT: deleted.id, EVENT: event, CURSOR: await oldestCursor() };
    for (const command of commands) {
      const argv = wordsOf(asRun(command).replace('./', `${folder}/`), own).slice(1);
      const { code, err } = await here(scene.variables, ...argv);
      expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
    }
    expect(readFileSync(join(folder, 'webhook.secret'), 'utf8')).toMatch(/^whsec_/);
    expect(await scene.app.sql.count('webhook_endpoints', 'id = ?', [deleted.id])).toBe(0);
  });

  it('follow the feed on the command line, until they are interrupted', async () => {
    const commands = commandsIn(codeOf(EVENTS, 'sh', 'events tail'), 'tenantry events tail');
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const child = begin(scene.variables, wordsOf(asRun(command)).slice(1));
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      const closed = new Promise((resolve) => child.once('close', resolve));
      await until(
        'something is printed',
        async () => {
          await scene.make.managed(scene.root);
          return out.includes('organization.created');
        },
        { within: 30_000, every: 200 },
      );
      child.kill('SIGINT');
      expect(await closed).toBe(0);
      expect(out).toMatch(/(Read on with --after |"after":")\S{20,}/);
    }
  });

  it('listen for a receiver, which gets what happens and verifies it', async () => {
    const port = await freePort();
    const command = asRun(codeOf(WEBHOOKS, 'sh', 'tenantry listen').trim()).replace(':4000', `:${port}`);
    const child = begin(scene.variables, wordsOf(command).slice(1));
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const secret = await until('it shows a secret', () => /whsec_\S+/.exec(out)?.[0], { within: 30_000 });
    expect(codeOf(WEBHOOKS, 'sh', 'node receiver.mjs')).toBe('WEBHOOK_SECRET=whsec_… node receiver.mjs\n');
    const own = await NodeReceiver.start(WEBHOOKS, folder, secret, port);
    const made = await scene.event();
    const line = await until('the event is a line', () => out.split('\n').find((each) => each.includes(made)));
    own.end();
    child.kill('SIGKILL');
    const masked = (text: string) =>
      text
        .replace(/^\S+Z/, '<time>')
        .replace(made, '<id>')
        .replace(/\d+ ms$/, '<ms>');
    expect(masked(line)).toBe('<time>  enterprise.created  <id>  204 in <ms>');
    const shown = codeOf(WEBHOOKS, 'text', 'Events go to')
      .split('\n')
      .find((each) => each.includes('204'))!;
    expect(
      masked(shown)
        .replace(/\b0[0-9a-f]{31}\b/, '<id>')
        .replace('organization', 'enterprise'),
    ).toBe(masked(line));
  });

  it(
    'read on by the client',
    async () => {
      const own = project();
      const [head, rest] = codeOf(EVENTS, 'ts', 'pages(client').split('\nconst client');
      const code = `${head}${OWN_PART}const client${rest!.replace('https://tenantry.example.com', origin)}`;
      writeFileSync(join(own, 'events.ts'), code);
      await compile(own);
      const out = begun(process.execPath, [join(own, 'out/events.js')]);
      await untilSeen('the event is handled, and the cursor stored', () =>
        /enterprise\.created\n(.*\n)*stored \S/.test(out()),
      );
      rmSync(own, { recursive: true });
    },
    PATIENCE,
  );

  describeWith([CURL, JQ], 'with curl', () => {
    it('read a page', async () => {
      const [page] = await documents(codeOf(EVENTS, 'sh', 'limit=2'));
      expect(formOf(page)).toEqual(formOf(documentedIn(EVENTS, '"events"')));
    });

    it('read on, and show a failure', async () => {
      const loop = asRun(codeOf(EVENTS, 'sh', 'while true'));
      const [events, failures] = [begun('sh', ['-c', loop]), begun('sh', ['-c', loop], { TOKEN: 'tnt_wrong' })];
      await untilSeen('an event is a line', () => events().includes('"type":"enterprise.created"'));
      for (const line of events().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('organization_id');
      await until('the failure is shown', () => failures().includes('"code":"invalid_api_token"'));
    });

    it('create an endpoint', async () => {
      const [created] = await documents(codeOf(WEBHOOKS, 'sh', '/webhook_endpoints"'));
      expect(formOf(created)).toEqual(formOf(documentedIn(WEBHOOKS, '"webhook_endpoint"')));
    });

    it('test it, and show how deliveries went', async () => {
      const [tested, deliveries] = await documents(codeOf(WEBHOOKS, 'sh', '/deliveries"'));
      const { webhook_delivery: delivery } = tested as { webhook_delivery: { id: string } };
      expect(delivery).toMatchObject({ type: 'webhook.test' });
      const { webhook_deliveries: listed } = deliveries as { webhook_deliveries: readonly object[] };
      expect(listed).toContainEqual(expect.objectContaining({ id: delivery.id, type: 'webhook.test' }));
    });

    it('have everything sent again since a cursor', async () => {
      const [replay] = await documents(codeOf(WEBHOOKS, 'sh', '/replay"'), { CURSOR: await oldestCursor() });
      expect(replay).toEqual({ webhook_replay: { queued: expect.any(Number) as unknown, next_cursor: null } });
      const { webhook_replay: shown } = documentedIn(WEBHOOKS, '"webhook_replay"') as { webhook_replay: object };
      expect(Object.keys(shown)).toEqual(['queued', 'next_cursor']);
    });
  });
});
