import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebhookSecrets } from '../../../src/webhook/secrets/webhook-secrets.js';
import { type Overrides, testDatabases } from '../../support/database/databases.js';
import { URL_OF_RECEIVER, WebhookScene } from '../../support/scenes/webhooks.js';
import { SECRETS_KEY } from '../../support/webhooks/webhook-scene.js';
import { auditRow, auditRows, done, here, oneLine, refusing } from './command-line.runs.js';

const NEVER_MADE = '0'.repeat(32);
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;
const SECRET = /^whsec_[\w+/]{43}=$/;

describe.each(testDatabases())('webhook endpoints on the command line on $name', (database) => {
  let scene: WebhookScene;
  let directory: string;
  let variables: Overrides;

  beforeAll(async () => {
    scene = await WebhookScene.open(database, { SECRETS_KEY });
    variables = { ...scene.fresh.variables, SECRETS_KEY };
    directory = mkdtempSync(join(tmpdir(), 'tenantry-webhooks-'));
  });

  afterAll(async () => {
    await scene.close();
    rmSync(directory, { recursive: true });
  });

  const cli = (...argv: string[]) => here(variables, 'webhook', ...argv);
  const json = async (...argv: string[]) => (await done(cli(...argv, '--json'))).json;
  const creating = ['create', '--url', URL_OF_RECEIVER, '--organization'];
  const made = async () => String((await json(...creating, scene.root.id)).id);
  const actions = async (id: string) => (await auditRows(scene.app, id)).slice(1);
  const kept = async (id: string) => {
    const row = await scene.row(id);
    return scene.app.app.get(WebhookSecrets, { strict: false }).open(String(row?.secret_sealed), id);
  };

  const refused = refusing(cli, () => scene.state());

  describe('create', () => {
    it('creates one of an organization, which the API shows, and prints its secret once', async () => {
      const set = ['--description', 'billing', '--types', 'enterprise.created,organization.created'];
      const { secret, ...created } = await json(...creating, scene.root.subDomain, ...set);
      expect(secret).toMatch(SECRET);
      const types = ['enterprise.created', 'organization.created'];
      expect(created).toEqual({
        ...{ id: created.id, organizationId: scene.root.id, url: URL_OF_RECEIVER, description: 'billing', types },
        ...{ enabled: true, disabledReason: null, failingSince: null, previousSecretUntil: null },
        ...{ createdAt: ISO, updatedAt: ISO },
      });
      const id = String(created.id);
      const { body } = await scene.about(id, 'GET');
      expect(body.webhook_endpoint).toMatchObject({
        url: URL_OF_RECEIVER,
        description: 'billing',
        types,
        secret: null,
      });
      expect(await kept(id)).toBe(secret);
      expect(await auditRows(scene.app, id)).toEqual([auditRow('webhook_endpoint.created')]);
      expect(await json('show', id)).toEqual(created);
    });

    it('creates one of the operator, in words', async () => {
      const { out } = await done(cli('create', '--operator', '--url', URL_OF_RECEIVER, '--types', 'user.*'));
      expect(out).toMatch(/^The webhook endpoint was created\.\n\n +id +[0-9a-f]{32}\n +of +operator\n/);
      expect(out).toMatch(/\n +types +user\.\*\n[^]*\n\n +secret +whsec_\S{44}\n/);
      expect(out).toMatch(/\n\nThe secret is not shown again\.\n$/);
      const { endpoints, next } = await json('list');
      expect([endpoints, next]).toEqual([[expect.objectContaining({ organizationId: null })], null]);
    });

    it('writes the secret into a file that is its owner’s alone, and prints it nowhere', async () => {
      const file = join(directory, 'new.secret');
      const { out, err } = await done(cli(...creating, scene.root.id, '--secret-file', file, '--json'));
      const secret = readFileSync(file, 'utf8').trim();
      expect([secret, statSync(file).mode & 0o777]).toEqual([expect.stringMatching(SECRET), 0o600]);
      const { id, secretFile } = JSON.parse(out) as Record<string, unknown>;
      expect([secretFile, await kept(String(id))]).toEqual([file, secret]);
      expect(`${out}${err}`).not.toContain(secret);
    });

    it('refuses what is not said, not there, not allowed or not valid', async () => {
      const url = ['--url', URL_OF_RECEIVER];
      expect(await refused(2, 'wrong_usage', 'create', ...url)).toContain('--operator or --organization');
      await refused(2, 'wrong_usage', 'create', '--operator');
      await refused(2, 'wrong_usage', 'create', ...url, '--operator', '--organization', scene.root.id);
      await refused(2, 'wrong_usage', ...creating, scene.root.id, '--types', 'organization.made');
      await refused(1, 'organization_not_found', ...creating, 'nowhere');
      const local = ['create', '--operator', '--url', 'https://user:secret@127.0.0.1/'];
      expect(await refused(1, 'webhook_url_not_allowed', ...local)).not.toContain('secret');
      const long = ['--description', 'x'.repeat(256)];
      expect(await refused(1, 'validation_failed', ...creating, scene.root.id, ...long)).toContain('too long');
      const taken = join(directory, 'taken');
      writeFileSync(taken, 'mine');
      await refused(1, 'secret_file_not_written', ...creating, scene.root.id, '--secret-file', taken);
      expect(readFileSync(taken, 'utf8')).toBe('mine');
      const suspended = await scene.make.root();
      await done(here(variables, 'organization', 'suspend', suspended.id, '--reason', 'x'));
      const free = join(directory, 'free');
      await refused(1, 'organization_suspended', ...creating, suspended.id, '--secret-file', free);
      expect(existsSync(free)).toBe(false);
    });

    it('refuses the 21st', async () => {
      const root = await scene.make.root();
      for (let count = 0; count < 20; count++)
        await scene.create({}, { token: await scene.make.operatorToken() }, root);
      expect(await refused(1, 'webhook_endpoint_limit_reached', ...creating, root.id)).toContain('(20)');
    });
  });

  it('names the key where secrets cannot be sealed', async () => {
    const { DATA_DIR } = scene.fresh.variables;
    const file = DATA_DIR === undefined ? undefined : join(DATA_DIR, 'secrets.key');
    if (file !== undefined) writeFileSync(file, 'short', { mode: 0o600 });
    const before = await scene.state();
    const { code, out, err } = await here({ ...variables, SECRETS_KEY: '' }, 'webhook', ...creating, scene.root.id);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(err).toContain('set SECRETS_KEY to that of the service');
    expect(await scene.state()).toEqual(before);
    if (file !== undefined) rmSync(file);
  });

  it('list has those of one organization, the oldest first, and says when there are none', async () => {
    const root = await scene.make.root();
    const of = ['list', '--organization', root.id];
    expect((await done(cli(...of))).out).toBe('There are no webhook endpoints.\n');
    const ids = [];
    for (let count = 0; count < 3; count++) ids.push((await json(...creating, root.id)).id);
    const { endpoints } = await json(...of);
    expect((endpoints as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    const { out } = await done(cli(...of));
    expect(out).toMatch(/^ {2}ENDPOINT +TYPES +STATE\n/);
    expect(out).not.toContain('whsec_');
    await refused(1, 'organization_not_found', 'list', '--organization', 'nowhere');
  });

  describe('update', () => {
    it('changes what is given, and leaves the rest', async () => {
      const id = await made();
      const changed = await json(
        'update',
        id,
        '--url',
        'https://example.org/',
        '--types',
        'token.created',
        '--disable',
      );
      const rest = { id, url: 'https://example.org/', types: ['token.created'], description: null };
      expect(changed).toMatchObject({ ...rest, enabled: false, disabledReason: 'manual' });
      const again = await json('update', id, '--all-types', '--enable', '--description', 'crm');
      expect(again).toMatchObject({ ...rest, types: [], description: 'crm', enabled: true, disabledReason: null });
      const { out } = await done(cli('update', id, '--description', ''));
      expect(out).toMatch(/^The webhook endpoint is now:\n\n[^]*types +all\n +state +enabled\n/);
      expect(out).not.toContain('crm');
      expect(await actions(id)).toEqual(Array(3).fill(auditRow('webhook_endpoint.changed')));
    });

    it('refuses what is not there, not valid or not said', async () => {
      const id = await made();
      for (const absent of [NEVER_MADE, 'me', scene.root.id])
        await refused(1, 'webhook_endpoint_not_found', 'update', absent, '--enable');
      expect(await refused(2, 'wrong_usage', 'update', id)).toContain('name something to change');
      await refused(2, 'wrong_usage', 'update', id, '--enable', '--disable');
      await refused(2, 'wrong_usage', 'update', id, '--types', 'token.created', '--all-types');
      await refused(1, 'webhook_url_not_allowed', 'update', id, '--url', 'http://example.com/');
      await refused(1, 'validation_failed', 'update', id, '--description', 'a\u202eb');
    });
  });

  describe('rotate', () => {
    it('prints a new secret, and the old one is valid for a day, or as long as is said', async () => {
      const id = await made();
      const hours = async (...argv: string[]) => {
        const { secret, previousSecretUntil: until } = await json('rotate', id, ...argv);
        expect([secret, secret]).toEqual([await kept(id), expect.stringMatching(SECRET)]);
        return typeof until === 'string' ? Math.round((Date.parse(until) - Date.now()) / 3_600_000) : until;
      };
      expect(await hours()).toBe(24);
      expect(await hours('--old-valid-for', '30d')).toBe(720);
      expect(await hours('--old-valid-for', '0')).toBeNull();
      const { out } = await done(cli('rotate', id));
      expect(out).toMatch(/^The webhook endpoint has a new secret\.\n[^]*secret +whsec_\S{44}\n\nThe secret is not/);
      expect(await actions(id)).toEqual(Array(4).fill(auditRow('webhook_endpoint.secret_rotated')));
    });

    it('leaves the old secret where it is refused, and repeats no secret that was given', async () => {
      const id = await made();
      for (const span of ['31d', 'never', '-1', '1w'])
        await refused(2, 'wrong_usage', 'rotate', id, '--old-valid-for', span);
      const free = join(directory, 'none');
      await refused(1, 'webhook_endpoint_not_found', 'rotate', NEVER_MADE, '--secret-file', free);
      expect(existsSync(free)).toBe(false);
      const secret = String(await kept(id));
      for (const command of ['show', 'update', 'delete', 'rotate', 'test', 'deliveries'])
        expect(await refused(2, 'wrong_usage', command, secret)).not.toContain(secret);
    });
  });

  it('delete ends an endpoint', async () => {
    const id = await made();
    expect(await json('delete', id)).toEqual({ id, deleted: true });
    expect(await scene.row(id)).toBeUndefined();
    expect(await actions(id)).toEqual([auditRow('webhook_endpoint.deleted')]);
    for (const command of ['delete', 'show']) await refused(1, 'webhook_endpoint_not_found', command, id);
  });

  describe('test, deliveries and replay', () => {
    it('have an event sent, show how it went, and have it sent again', async () => {
      const id = await made();
      expect((await done(cli('deliveries', id))).out).toBe('There are no deliveries.\n');
      const tested = await json('test', id);
      expect(tested).toMatchObject({ type: 'webhook.test', state: 'pending', attempts: 0, finishedAt: null });
      expect(await json('deliveries', id)).toEqual({ deliveries: [tested], next: null });
      const failed = await scene.ended(id, 'failed');
      await scene.app.sql.execute(
        'UPDATE webhook_deliveries SET last_status = 500, answer_beginning = ? WHERE event_id = ?',
        ['Oh\u001b[31m no', failed],
      );
      const { out } = await done(cli('deliveries', id, '--state', 'failed'));
      expect(out).toMatch(
        /^ {2}EVENT +STATE +ANSWER\n +[0-9a-f]{32} +failed +500\n +webhook.test +10 attempts +Oh\ufffd\[31m no\n$/,
      );
      expect(await json('replay', id, failed)).toMatchObject({ id: failed, state: 'pending', attempts: 0 });
      expect((await actions(id)).at(-1)).toEqual(auditRow('webhook_endpoint.replayed'));
    });

    it('are read page by page', async () => {
      const id = await made();
      const ids = [];
      for (let count = 0; count < 3; count++) ids.unshift((await json('test', id)).id);
      const first = await json('deliveries', id, '--limit', '2');
      const second = await json('deliveries', id, '--limit', '2', '--after', String(first.next));
      const pages = [first, second].map(({ deliveries }) => (deliveries as { id: string }[]).map((each) => each.id));
      expect([pages, second.next]).toEqual([[ids.slice(0, 2), ids.slice(2)], null]);
    });

    it('refuse what is not there, disabled or not valid', async () => {
      const id = await made();
      await refused(1, 'webhook_delivery_not_found', 'replay', id, NEVER_MADE);
      const failed = await scene.ended(id, 'failed');
      await refused(1, 'webhook_endpoint_not_found', 'replay', NEVER_MADE, failed);
      await refused(2, 'wrong_usage', 'deliveries', id, '--state', 'lost');
      await refused(2, 'wrong_usage', 'deliveries', id, '--after', 'x');
      await done(cli('update', id, '--disable'));
      expect(await refused(1, 'webhook_endpoint_disabled', 'test', id)).toContain('--enable');
      await refused(1, 'webhook_endpoint_disabled', 'replay', id, failed);
    });
  });
});
