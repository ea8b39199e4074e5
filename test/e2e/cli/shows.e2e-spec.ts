import { stripVTControlCharacters } from 'node:util';
import { aKey, anEmail, Factories } from '../../support/scenes/factories.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { until } from '../../support/until.js';
import { BY, auditRow, auditRows, done, type Ended, here, oneLine, onTerminal } from './command-line.runs.js';

type Document = Record<string, unknown>;

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;
const NEVER_MADE = '0'.repeat(32);

/** The fields of a line of a table: two spaces and more separate them. */
function fields(text: string, beginning: string): string[] | undefined {
  const line = text.split('\n').find((one) => one.trimStart().startsWith(beginning));
  return line?.trim().split(/ {2,}/);
}

/** The same of the lines below that one. */
function fieldsBelow(text: string, beginning: string, count: number): string[][] {
  const lines = text.split('\n');
  const at = lines.findIndex((one) => one.trimStart().startsWith(beginning));
  return lines.slice(at + 1, at + 1 + count).map((line) => line.trim().split(/ {2,}/));
}

/** A moment as tables have it. */
const MOMENT = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/) as unknown;

describe.each(testDatabases())('what the command line shows on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const cli = (...argv: string[]) => done(here(fresh.variables, ...argv));
  const json = async (...argv: string[]) => (await cli(...argv, '--json')).json;
  const items = async (name: string, ...argv: string[]) => (await json(...argv))[name] as Document[];

  /** Reads a list page by page to its end, as a program would. */
  async function pages(name: string, length: number, ...argv: string[]): Promise<string[][]> {
    const ids: string[][] = [];
    for (let after: string[] = []; ;) {
      const page = await json(...argv, '--limit', String(length), ...after);
      ids.push((page[name] as { id: string }[]).map(({ id }) => id));
      if (typeof page.next !== 'string') return ids;
      after = ['--after', page.next];
    }
  }

  async function refused(code: string, ...argv: string[]): Promise<Ended> {
    const refusal = await here(fresh.variables, ...argv, '--json');
    expect(refusal).toMatchObject({ code: 1, out: '', error: { code } });
    const inWords = await here(fresh.variables, ...argv);
    expect(inWords).toMatchObject({ code: 1, out: '', err: expect.stringMatching(oneLine) as unknown });
    return inWords;
  }

  describe('organization show', () => {
    it('shows place, state, limit and count, by id and by sub-domain', async () => {
      const root = await make.root({ limit: 7, suffix: ' (test)' });
      const child = await make.managed(root);
      const shown = await json('organization', 'show', child.subDomain);
      expect(shown).toEqual({
        ...{ id: child.id, name: child.name, subDomain: child.subDomain },
        infrastructureDomain: `${child.subDomain}.tenantry.localhost`,
        ...{ state: 'activated', suspended: false, activated: true, managed: true, parentId: root.id, depth: 2 },
        path: [root, child].map(({ id, name, subDomain, depth }) => ({ id, name, subDomain, depth, activatedAt: ISO })),
        ...{ holds: [], managedCount: 1, limit: 7, currency: 'EUR', country: null, enterpriseNameSuffix: null },
        ...{ activatedAt: ISO, createdAt: ISO },
      });
      const { out } = await cli('organization', 'show', root.id);
      expect(fields(out, 'managed')).toEqual(['managed', '1 in the tree, at most 7']);
      expect(fields(out, 'name suffix')).toEqual(['name suffix', '(test)']);
      expect(out).not.toContain('Holds:');
    });

    it('shows every hold on the path, where it lies and who placed it', async () => {
      const [root, parent, child] = (await make.lineage(3)) as [Organized, Organized, Organized];
      await make.suspend(child, { source: 'parent', placedBy: parent.id });
      await cli('organization', 'suspend', root.id, '--reason', 'unpaid', '--source', 'billing');
      await cli('organization', 'suspend', root.id, '--reason', 'abuse');
      const [below, above] = await Promise.all([child, root].map(({ id }) => json('organization', 'show', id)));
      const ofRoot = [
        { source: 'billing', reason: 'unpaid' },
        { source: 'operator', reason: 'abuse' },
      ].map((hold) => ({
        ...hold,
        ...{ organizationId: root.id, subDomain: root.subDomain, depth: 1, placedBy: null, by: BY, since: ISO },
      }));
      const own = { organizationId: child.id, subDomain: child.subDomain, depth: 3, source: 'parent' };
      const placed = { ...own, placedBy: parent.id, reason: 'test', by: 'test', since: ISO };
      expect(below).toMatchObject({ state: 'suspended', suspended: true, holds: [...ofRoot, placed] });
      expect(above).toMatchObject({ state: 'suspended', holds: ofRoot });

      const { out } = await cli('organization', 'show', child.id);
      expect(fields(out, 'path')).toEqual(['path', [root, parent, child].map((one) => one.subDomain).join(' > ')]);
      const [, holds] = out.split('Holds:\n');
      expect(fields(holds!, 'LEVEL')).toEqual([
        'LEVEL',
        'ORGANIZATION',
        'SOURCE',
        'PLACED BY',
        'SINCE',
        'BY',
        'REASON',
      ]);
      expect(fields(holds!, '3 ')).toEqual(['3', child.subDomain, 'parent', parent.id, MOMENT, 'test', 'test']);
      const lifted = await json('organization', 'unsuspend', root.id);
      expect(lifted).toMatchObject({ changed: true, suspended: true });
    });

    it('shows one that waits for its activation, and says in one line that there is none', async () => {
      const waiting = await make.root({ activated: false });
      const shown = await json('organization', 'show', waiting.id);
      expect(shown).toMatchObject({ state: 'not_activated', activated: false, activatedAt: null, limit: null });
      const { out } = await cli('organization', 'show', waiting.id);
      expect(fields(out, 'state')).toEqual(['state', 'not activated']);
      const none = await refused('organization_not_found', 'organization', 'show', 'nobody');
      expect(none.err).toContain('There is no organization nobody');
    });
  });

  describe('organization list', () => {
    it('goes through the roots page by page, the oldest first', async () => {
      const made = [await make.root(), await make.root(), await make.root()].map(({ id }) => id);
      const all = await pages('organizations', 2, 'organization', 'list');
      expect(all.slice(0, -1).every((page) => page.length === 2)).toBe(true);
      expect(all.flat().slice(-3)).toEqual(made);
      expect(new Set(all.flat()).size).toBe(all.flat().length);
    });

    it('lists those below one with their states, holds above them included', async () => {
      const root = await make.root({ limit: 9 });
      const [first, second] = [await make.managed(root), await make.managed(root)];
      await make.managed(first);
      await make.suspend(second);
      const list = ['organization', 'list', '--parent', root.subDomain];
      const described = ({ id, name, subDomain }: Organized) => ({ id, name, subDomain, createdAt: ISO });
      expect(await items('organizations', ...list)).toEqual([
        { ...described(first), state: 'activated' },
        { ...described(second), state: 'suspended' },
      ]);
      const { out } = await cli('organization', 'list', '--limit', '500');
      expect(fields(out, root.id)).toEqual([root.id, root.subDomain, 'activated']);
      const created = expect.stringMatching(/^created \d{4}-\d\d-\d\d \d\d:\d\d UTC$/) as unknown;
      expect(fieldsBelow(out, root.id, 2)).toEqual([[root.name, created], ['3 of 9 managed']]);
      await make.suspend(root);
      expect((await items('organizations', ...list)).map(({ state }) => state)).toEqual(['suspended', 'suspended']);
      const cut = await cli(...list, '--limit', '1');
      expect(cut.out).toContain(`There are more: --after ${first.id}`);
      expect((await cli('organization', 'list', '--parent', second.id)).out).toBe(
        `There is no organization below ${second.subDomain}.\n`,
      );
    });
  });

  describe('enterprise list and show', () => {
    it('finds an enterprise by its organization, its key and its id, with all that is known of it', async () => {
      const root = await make.root();
      const helper = await make.member(root, 'member');
      const [email, idempotencyKey] = [anEmail(), aKey()];
      const made = await create(root, {
        ...{ email, idempotencyKey, additionalAdmins: [helper.id], accountType: 'entity', isCaaS: false },
        thirdPartyIdentifier: [
          { id: '7', label: 'crm' },
          { id: 'x', label: 'erp' },
        ],
      });
      const other = await create(root, {});
      const list = ['enterprise', 'list', '--organization', root.subDomain];
      const entry = { id: made.enterpriseId, name: email };
      expect((await items('enterprises', ...list))[0]).toEqual(entry);
      expect(await pages('enterprises', 1, ...list)).toEqual([[made.enterpriseId], [other.enterpriseId]]);
      expect(await items('enterprises', ...list, '--idempotency-key', idempotencyKey)).toEqual([entry]);
      expect((await cli(...list, '--idempotency-key', 'nothing')).out).toBe(
        `${root.subDomain} has no enterprise with this key.\n`,
      );

      const shown = await json('enterprise', 'show', made.enterpriseId);
      const user = (userId: string, address: string | null) => ({ userId, email: address, role: 'admin', since: ISO });
      expect(shown).toEqual({
        ...{ id: made.enterpriseId, name: email, organizationId: root.id, subDomain: root.subDomain },
        ...{ accountType: 'entity', isCaaS: false, userId: made.userId, createdAt: ISO, moreUsers: false },
        frozenUntil: null,
        users: [user(helper.id, helper.email), user(made.userId, email)],
        thirdPartyIdentifiers: [
          { id: '7', label: 'crm' },
          { id: 'x', label: 'erp' },
        ],
      });
      const { out } = await cli('enterprise', 'show', made.enterpriseId);
      expect(fields(out, 'known as')).toEqual(['known as', 'crm: 7']);
      expect(fields(out, made.userId)).toEqual([made.userId, email, 'admin', MOMENT]);
      for (const id of [NEVER_MADE, root.id, 'ä']) {
        expect((await refused('enterprise_not_found', 'enterprise', 'show', id)).err).toContain(id);
      }
    });
  });

  describe('user show and revoke', () => {
    it('shows roles, and revokes one at once', async () => {
      const [root, elsewhere] = [await make.root(), await make.root()];
      const { id, email } = await make.member(root, 'admin');
      await cli('user', 'grant', id, '--organization', elsewhere.id, '--role', 'customer');
      const { enterpriseId } = await create(root, { email });
      const shown = await json('user', 'show', String(email).toUpperCase());
      const held = ({ id: organizationId, subDomain }: Organized, role: string) => ({
        ...{ organizationId, subDomain, role, since: ISO },
      });
      expect(shown).toEqual({
        ...{ id, email, firstName: null, lastName: null, createdAt: ISO },
        ...{ organizations: [held(root, 'admin'), held(elsewhere, 'customer')], moreOrganizations: false },
        enterprises: [{ enterpriseId, name: email, organizationId: root.id, role: 'admin', since: ISO }],
        moreEnterprises: false,
      });
      const { out } = await cli('user', 'show', id);
      expect(fields(out, root.subDomain)).toEqual([root.subDomain, 'admin', MOMENT]);
      expect(fields(out, enterpriseId)).toEqual([enterpriseId, email, 'admin', MOMENT]);

      const revoke = ['user', 'revoke', id, '--organization', root.subDomain];
      const token = await make.userToken(await make.member(root, 'member'));
      const own = await make.userToken({ id, email, firstName: null, lastName: null, createdAt: 0 });
      const ask = (as: string) => app.call({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token: as });
      expect((await ask(own)).status).toBe(200);
      expect((await cli(...revoke)).out).toBe(`${email} is no longer admin of ${root.subDomain}.\n`);
      expect([(await ask(own)).status, (await ask(token)).status]).toEqual([404, 200]);
      expect(await json(...revoke)).toEqual({ userId: id, organizationId: root.id, role: null, changed: false });
      expect((await json('user', 'show', id)).organizations).toEqual([held(elsewhere, 'customer')]);
      const mine = (await auditRows(app, id)).filter(({ actor_id }) => actor_id === BY);
      expect(mine).toEqual([auditRow('user.granted'), auditRow('user.revoked')]);
      const [event] = await app.sql.rows(
        `SELECT organization_id, data FROM audit_events WHERE action = 'user.revoked'`,
      );
      expect(event).toEqual({ organization_id: root.id, data: '{"role":"admin"}' });
    });

    it('says in one line that there is no such user, and none with any role', async () => {
      const { id } = await make.user();
      expect((await cli('user', 'show', id)).out).toMatch(
        /Roles in organizations: none\n\nRoles in enterprises: none\n$/,
      );
      for (const unknown of [NEVER_MADE, anEmail()]) {
        expect((await refused('user_not_found', 'user', 'show', unknown)).err).toContain(unknown);
        await refused('user_not_found', 'user', 'revoke', unknown, '--organization', (await make.root()).id);
      }
    });
  });

  describe('token list and create', () => {
    it('lists the tokens of one organization, one user, the operator, everybody: never a secret', async () => {
      const root = await make.root();
      const user = await make.user();
      const order = ['token', 'create', '--scope', 'enterprises,users:read', '--name'];
      const limits = ['--network', '10.0.0.0/8', '--network', '192.0.2.7,2001:db8::/32', '--rate-limit', '60'];
      const ours = await json(...order, 'ours', '--organization', root.id, ...limits);
      expect(ours).toMatchObject({ networks: ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'], rateLimit: 60 });
      const users = await json(...order, 'users', '--user', user.id, '--expires-in', 'never', '--rate-limit', '0');
      const operators = await json('token', 'create', '--operator', '--name', 'ops', '--expires-in', '1m');
      await cli('token', 'revoke', String(users.id));
      await app.sql.execute('UPDATE access_tokens SET expires_at = 1 WHERE id = ?', [String(operators.id)]);

      const common = { countedWith: null, createdAt: ISO, lastUsedAt: null, revokedAt: null };
      const scopes = ['enterprises', 'users:read'];
      const listed = {
        ours: {
          ...{ id: ours.id, kind: 'organization', organizationId: root.id, subjectName: root.subDomain, name: 'ours' },
          ...{ ...common, scopes, networks: ours.networks, rateLimit: 60, expiresAt: ISO },
        },
        users: {
          ...{ id: users.id, kind: 'user', userId: user.id, subjectName: user.email, name: 'users', ...common },
          ...{ scopes, networks: [], rateLimit: 0, expiresAt: null, revokedAt: ISO },
        },
        operators: {
          ...{ id: operators.id, kind: 'operator', subjectName: null, name: 'ops', ...common },
          ...{ scopes: ['all'], networks: [], rateLimit: null, expiresAt: '1970-01-01T00:00:00.001Z' },
        },
      };
      expect(await items('tokens', 'token', 'list', '--organization', root.subDomain)).toEqual([listed.ours]);
      expect(await items('tokens', 'token', 'list', '--user', String(user.email))).toEqual([listed.users]);
      expect(await items('tokens', 'token', 'list', '--operator')).toContainEqual(listed.operators);
      expect(await items('tokens', 'token', 'list', '--operator')).not.toContainEqual(listed.users);
      const everybody = await pages('tokens', 3, 'token', 'list');
      expect(everybody.flat().slice(-3)).toEqual([ours.id, users.id, operators.id]);

      const { out } = await cli('token', 'list', '--limit', '500');
      expect(fields(out, String(ours.id))).toEqual([ours.id, 'enterprises', 'valid']);
      const expires = expect.stringMatching(/^expires \d{4}-\d\d-\d\d \d\d:\d\d UTC$/) as unknown;
      expect(fieldsBelow(out, String(ours.id), 6)).toEqual([
        ['ours', 'users:read', expires],
        [`organization ${root.subDomain}`, 'never used'],
        ['60 calls per minute'],
        ...['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'].map((network) => [`only from ${network}`]),
      ]);
      expect(fields(out, String(users.id))).toContain('revoked');
      expect(fields(out, String(operators.id))).toContain('expired');
      const secrets = [ours, users, operators].map(({ secret }) => String(secret));
      const documents = JSON.stringify(await json('token', 'list', '--limit', '500'));
      for (const secret of [...secrets, 'tnt_', 'secret', 'hash']) expect(out + documents).not.toContain(secret);
    });

    it('issues tokens that hold to their network and their number of calls', async () => {
      const root = await make.root();
      const order = ['token', 'create', '--organization', root.id, '--scope', 'enterprises', '--name', 'x'];
      const [far, near] = [
        await json(...order, '--network', '192.0.2.0/24'),
        await json(...order, '--network', '127.0.0.0/8', '--rate-limit', '2'),
      ];
      const url = `/api/v2/organization/${root.id}/enterprise`;
      const ask = (token: unknown) => app.call({ method: 'GET', url, token: String(token) });
      expect(await ask(far.secret)).toMatchObject({ status: 403, body: { name: 'NetworkNotAllowed' } });
      const statuses = [await ask(near.secret), await ask(near.secret), await ask(near.secret)];
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
      const used = async () => (await items('tokens', 'token', 'list', '--organization', root.id))[1]!.lastUsedAt;
      expect(await until('its use is listed', used)).toEqual(ISO);
    });
  });

  describe('on a terminal', () => {
    const ESCAPE = '\u001b';

    it('has colours, which say nothing that the words do not, and which a pipe never sees', async () => {
      const root = await make.root({ activated: false });
      const show = ['organization', 'show', root.id];
      const [terminal, pipe] = [await onTerminal(fresh.variables, ...show), await cli(...show)];
      expect(terminal.out).toContain(`${ESCAPE}[33mnot activated${ESCAPE}[39m`);
      expect(stripVTControlCharacters(terminal.out)).toBe(pipe.out);
      expect((await onTerminal(fresh.variables, ...show, '--json')).out).not.toContain(ESCAPE);
    });

    it('is never painted by a name that a tenant has chosen', async () => {
      const root = await make.root();
      await app.sql.execute('UPDATE organizations SET name = ? WHERE id = ?', [`${ESCAPE}[2J\u202ename`, root.id]);
      const { out } = await onTerminal(fresh.variables, 'organization', 'show', root.id);
      expect(fields(out, 'name')).toEqual(['name', '\u{fffd}[2J\u{fffd}name']);
    });
  });

  type Organized = Awaited<ReturnType<Factories['root']>>;

  async function create(organization: Organized, input: Document): Promise<{ enterpriseId: string; userId: string }> {
    const body = { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...input };
    const url = `/api/v2/organization/${organization.id}/enterprise`;
    const token = await make.organizationToken(organization);
    const answer = await app.call<{ enterpriseId: string; userId: string }>({ method: 'POST', url, token, json: body });
    expect(answer.status).toBe(200);
    return answer.body;
  }
});
