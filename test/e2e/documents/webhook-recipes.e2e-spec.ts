import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { project } from '../../client/project.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { sqlite } from '../../support/database/databases.js';
import { describeWith } from '../../support/optional-program.js';
import { until } from '../../support/until.js';
import { type Received, Receiver } from '../../support/webhooks/receiver.js';
import { WebhookScene } from '../../support/webhooks/webhook-scene.js';
import { codeOf, CURL, type Delivery, NodeReceiver, RECIPES, type Verify } from './recipes.js';

const PAGE = readFileSync('docs/webhooks.md', 'utf8');
/** A compiler runs, twice. */
const PATIENCE = 120_000;

const deliveryOf = ({ headers, text }: Received): Delivery => ({
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('webhook-'))) as Record<
    string,
    string
  >,
  body: text,
});

describe('the recipes of docs/webhooks.md', () => {
  let scene: WebhookScene;
  let receiver: Receiver;
  let folder: string;
  const secrets = { own: '', rotated: '', foreign: `whsec_${Buffer.alloc(32, 9).toString('base64')}` };
  let genuine: Delivery;
  let rotated: Delivery;

  beforeAll(async () => {
    folder = project();
    scene = await WebhookScene.open(sqlite);
    receiver = await Receiver.start();
    const { id, secret } = await scene.endpoint(receiver.url());
    const arrived = async () => {
      const event = await scene.event();
      return deliveryOf(await until('it has arrived', () => receiver.of(event)[0]));
    };
    secrets.own = secret;
    genuine = await arrived();
    const { body } = await scene.app.call<{ webhook_endpoint: { secret: string } }>({
      method: 'POST',
      url: `/core/v1/webhook_endpoints/${id}/rotate_secret`,
      token: scene.token,
      json: {},
    });
    secrets.rotated = body.webhook_endpoint.secret;
    rotated = await arrived();
  }, PATIENCE);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await receiver.close();
    await scene.close();
  });

  /** The delivery as the published library signs it, so many seconds ago. */
  function signed(by: string, ago: number): Delivery {
    const at = new Date(Date.now() - ago * 1_000);
    const id = genuine.headers['webhook-id']!;
    const signature = new Webhook(by).sign(id, at, genuine.body);
    const stamp = String(Math.floor(at.getTime() / 1_000));
    const headers = { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature };
    return { headers, body: genuine.body };
  }

  const changed = (headers: Record<string, string>, body = genuine.body): Delivery => ({
    headers: { ...genuine.headers, ...headers },
    body,
  });

  const CASES: readonly [string, boolean, () => readonly [Delivery, string]][] = [
    ['takes what the service delivered', true, () => [genuine, secrets.own]],
    ['takes two signatures by the secret before a rotation', true, () => [rotated, secrets.own]],
    ['takes two signatures by the secret after a rotation', true, () => [rotated, secrets.rotated]],
    ['takes what is four minutes old', true, () => [signed(secrets.own, 240), secrets.own]],
    ['refuses what is six minutes old', false, () => [signed(secrets.own, 360), secrets.own]],
    ['refuses what is six minutes to come', false, () => [signed(secrets.own, -360), secrets.own]],
    ['refuses the signature of another secret', false, () => [signed(secrets.foreign, 0), secrets.own]],
    ['refuses two signatures of other secrets', false, () => [rotated, secrets.foreign]],
    ['refuses another body', false, () => [changed({}, genuine.body.replace('enterprise', 'user')), secrets.own]],
    ['refuses another id', false, () => [changed({ 'webhook-id': '0'.repeat(32) }), secrets.own]],
    ['refuses a signature without a version', false, () => [withoutVersion(), secrets.own]],
    ['refuses the beginning of a signature', false, () => [changed({ 'webhook-signature': 'v1,' }), secrets.own]],
    ['refuses a time that is none', false, () => [changed({ 'webhook-timestamp': 'now' }), secrets.own]],
    ['refuses a request without the headers', false, () => [{ headers: {}, body: genuine.body }, secrets.own]],
  ];

  const withoutVersion = () => changed({ 'webhook-signature': genuine.headers['webhook-signature']!.slice(3) });

  it('are for deliveries that have one signature, and two while a secret is rotated', () => {
    const signaturesOf = ({ headers }: Delivery) => headers['webhook-signature']!.split(' ').length;
    expect([signaturesOf(genuine), signaturesOf(rotated)]).toEqual([1, 2]);
  });

  for (const { language, programs, prepare } of RECIPES) {
    describeWith(programs, `with ${language}`, () => {
      let verify: Verify;

      beforeAll(async () => {
        const own = mkdtempSync(join(folder, 'recipe-'));
        verify = await prepare(PAGE, language === 'TypeScript' ? folder : own);
      }, PATIENCE);

      it.each(CASES)('%s', async (_, isTaken, given) => {
        expect(await verify(...given())).toBe(isTaken);
      });
    });
  }

  describe('the receiver for Node.js', () => {
    it('takes what is delivered to it, and what is signed by another secret fails', async () => {
      for (const [state, secretOf] of [
        ['succeeded', (secret: string) => secret],
        ['pending', () => secrets.foreign],
      ] as const) {
        const port = await freePort();
        const endpoint = await scene.endpoint(`http://127.0.0.1:${port}/webhooks`);
        const own = await NodeReceiver.start(PAGE, folder, secretOf(endpoint.secret), port);
        const event = await scene.event();
        const status = state === 'succeeded' ? 204 : 400;
        await scene.delivered(endpoint, event, { state, last_status: status });
        own.end();
      }
    });

    describeWith([CURL], 'with curl', () => {
      it('takes what was signed by hand', async () => {
        const own = await NodeReceiver.start(PAGE, folder, secrets.own);
        writeFileSync(join(folder, 'body.json'), genuine.body);
        const script = codeOf(PAGE, 'sh', 'genuine') + codeOf(PAGE, 'sh', 'body.json \\');
        const stamp = String(Math.floor(Date.now() / 1_000));
        const env = { ...process.env, ID: 'mine', STAMP: stamp, SECRET: secrets.own, SIGNATURE: '' };
        const { stdout } = await promisify(execFile)(
          'sh',
          ['-c', script.replace('http://localhost:4000/webhooks', own.url)],
          { cwd: folder, env },
        );
        own.end();
        expect(stdout).toMatch(/^refused\nHTTP\/1\.1 204 /);
      });
    });
  });
});
