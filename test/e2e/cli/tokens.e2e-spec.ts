import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { until } from '../../support/until.js';
import { BY, auditRow, auditRows, done, here, refusing } from './command-line.runs.js';

const NEVER_MADE = '0'.repeat(32);
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;

describe.each(testDatabases())('tokens and the audit on the command line on $name', (database) => {
  let scene: TokenScene;
  let directory: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { TOKEN_CACHE_MS: '200' });
    directory = mkdtempSync(join(tmpdir(), 'tenantry-tokens-'));
  });

  afterAll(async () => {
    await scene.close();
    rmSync(directory, { recursive: true });
  });

  const cli = (...argv: string[]) => here(scene.fresh.variables, ...argv);
  const json = async (...argv: string[]) => (await done(cli(...argv, '--json'))).json;
  const made = async () => scene.make.issue({ kind: 'organization', organizationId: scene.root.id }, ['enterprises']);

  const refused = refusing(cli, () => scene.state());

  describe('token update', () => {
    it('changes what is given, and leaves the rest', async () => {
      const { id } = await made();
      const subject = { id, kind: 'organization', organizationId: scene.root.id };
      const limits = ['--network', '10.0.0.0/8,::1', '--rate-limit', '60', '--expires-in', '2h'];
      const first = await json('token', 'update', id, '--name', 'nightly', ...limits);
      const before = { name: 'nightly', scopes: ['enterprises'], networks: ['10.0.0.0/8', '::1'], rateLimit: 60 };
      expect(first).toEqual({ ...subject, ...before, expiresAt: ISO });
      expect(Math.round((Date.parse(String(first.expiresAt)) - Date.now()) / 60_000)).toBe(120);
      const scopes = ['--scope', 'users', '--scope', 'audit:read,api_tokens'];
      const second = await json('token', 'update', id, ...scopes, '--anywhere', '--expires-in', 'never');
      const after = { ...before, scopes: ['users', 'audit:read', 'api_tokens'], networks: [], expiresAt: null };
      expect(second).toEqual({ ...subject, ...after });
      expect(await auditRows(scene.app, id)).toEqual([
        { ...auditRow('token.created'), actor_id: 'test' },
        ...['token.changed', 'token.changed'].map(auditRow),
      ]);
      const { out } = await done(cli('token', 'update', id, '--rate-limit', '0'));
      expect(out).toMatch(/^The token is now:\n\n[^]*calls a minute +no limit\n[^]*expires +never\n$/);
    });

    it('holds for a running service within TOKEN_CACHE_MS', async () => {
      const { id, secret } = await made();
      const status = async () => (await scene.list(scene.root, '', { token: secret })).status;
      expect(await status()).toBe(403);
      await done(cli('token', 'update', id, '--scope', 'api_tokens:read'));
      await until('the service knows', async () => (await status()) === 200);
    });

    it('refuses what is not there, not valid or not said', async () => {
      const { id, secret } = await made();
      const ended = await made();
      await scene.make.revoke(ended.id);
      for (const absent of [NEVER_MADE, ended.id, 'me', scene.root.id]) {
        await refused(1, 'api_token_not_found', 'token', 'update', absent, '--name', 'x');
      }
      expect(await refused(2, 'wrong_usage', 'token', 'update', id)).toContain('name something to change');
      await refused(2, 'wrong_usage', 'token', 'update', id, '--scope', 'everything');
      await refused(2, 'wrong_usage', 'token', 'update', id, '--network', '10.0.0.0/33');
      await refused(2, 'wrong_usage', 'token', 'update', id, '--network', '::1', '--anywhere');
      expect(await refused(1, 'validation_failed', 'token', 'update', id, '--name', ' ')).toBe('The name is empty.\n');
      await refused(1, 'validation_failed', 'token', 'update', id, '--rate-limit', '1000001');
      expect(await refused(2, 'wrong_usage', 'token', 'update', secret, '--name', 'x')).not.toContain(secret);
    });
  });

  describe('token regenerate', () => {
    it('prints a new secret once, and the old one ends', async () => {
      const { id, secret } = await made();
      expect(await scene.works(secret)).toBe(true);
      const renewed = await json('token', 'regenerate', id);
      expect(renewed).toEqual({ id, secret: expect.stringMatching(/^tnt_[0-9A-Za-z]{46}$/) as unknown });
      expect(await scene.works(String(renewed.secret))).toBe(true);
      await until('the service refuses the old secret', async () => !(await scene.works(secret)));
      const { out } = await done(cli('token', 'regenerate', id));
      expect(out).toMatch(
        /^The token has a new secret\.\n\n[^]*secret +tnt_\w{46}\n\nThe secret is not shown again\.\n$/,
      );
      expect((await auditRows(scene.app, id)).slice(1)).toEqual(Array(2).fill(auditRow('token.secret_regenerated')));
    });

    it('writes it into a file that is its owner’s alone, and prints it nowhere', async () => {
      const { id } = await made();
      const file = join(directory, 'new.token');
      const { out, err } = await done(cli('token', 'regenerate', id, '--secret-file', file));
      const secret = readFileSync(file, 'utf8').trim();
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(await scene.works(secret)).toBe(true);
      expect(`${out}${err}`).not.toContain(secret);
      expect(out).toContain(file);
    });

    it('leaves the old secret where the new one has nowhere to go, and no file where there is no token', async () => {
      const { id, secret } = await made();
      const taken = join(directory, 'taken');
      writeFileSync(taken, 'mine');
      await refused(1, 'secret_file_not_written', 'token', 'regenerate', id, '--secret-file', taken);
      expect([readFileSync(taken, 'utf8'), await scene.works(secret)]).toEqual(['mine', true]);
      const free = join(directory, 'free');
      await refused(1, 'api_token_not_found', 'token', 'regenerate', NEVER_MADE, '--secret-file', free);
      expect(existsSync(free)).toBe(false);
      expect(await refused(2, 'wrong_usage', 'token', 'regenerate', secret)).not.toContain(secret);
    });
  });

  describe('audit list', () => {
    it('shows an organization’s events with all their data, the newest first', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      await scene.create({}, { token, headers: { 'X-Request-Id': 'by.http' } }, root);
      const issue = ['token', 'create', '--organization', root.id, '--name', 'secret name', '--scope', 'users'];
      const { id } = await json(...issue);
      const { events, next } = await json('audit', 'list', '--organization', root.subDomain);
      expect(next).toBeNull();
      expect(events).toMatchObject([
        { action: 'token.created', actor: { kind: 'system', id: BY }, ip: null, subjectId: id, at: ISO },
        { actor: { kind: 'operator', id: await scene.idOf(token) }, ip: '127.0.0.1', requestId: 'by.http' },
        { action: 'organization.created', subjectType: 'organization', organizationId: root.id },
      ]);
      const { out } = await done(cli('audit', 'list', '--organization', root.id));
      expect(out).toMatch(/^ {2}AT +EVENT +BY\n/);
      expect(out).toContain('token.created');
    });

    it('is read page by page, of one action, and of everybody', async () => {
      const root = await scene.make.root();
      for (let number = 0; number < 5; number++) await scene.make.organizationToken(root);
      const query = ['audit', 'list', '--organization', root.id, '--action', 'token.created'];
      const ids: string[][] = [];
      for (let after: string[] = []; ;) {
        const { events, next } = await json(...query, '--limit', '2', ...after);
        ids.push((events as { id: string }[]).map(({ id }) => id));
        if (typeof next !== 'string') break;
        after = ['--after', next];
      }
      expect(ids.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(ids.flat()).toEqual([...new Set(ids.flat())].sort().reverse());
      const everybody = (await json('audit', 'list', '--limit', '500')).events as { organizationId: string | null }[];
      expect(new Set(everybody.map(({ organizationId }) => organizationId)).size).toBeGreaterThan(1);
    });

    it('says when there is nothing, and refuses what is not there or not said', async () => {
      const query = ['audit', 'list', '--organization', scene.root.id, '--action', 'nothing.done'];
      expect((await done(cli(...query))).out).toBe('There are no events.\n');
      await refused(1, 'organization_not_found', 'audit', 'list', '--organization', 'nowhere');
      await refused(2, 'wrong_usage', 'audit', 'list', '--only-self');
      await refused(2, 'wrong_usage', 'audit', 'list', '--after', 'x');
    });
  });
});
