import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../support/answers.js';
import { describeOnMariaDb, type FreshDatabase, sqlite, testDatabases } from '../../support/database/databases.js';
import { anEmail, aSubDomain, Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { TcpProxy } from '../../support/database/tcp-proxy.js';
import { until } from '../../support/until.js';
import { begin, BY, auditRow, auditRows, done, here, oneLine, tenantry } from './command-line.runs.js';

function createManaged(app: TestApp, organizationId: string, token: string): Promise<Answer> {
  const url = `/core/v1/organizations/${organizationId}/managed`;
  return app.call({ method: 'POST', url, token, json: { name: 'Acme', sub_domain: aSubDomain() } });
}

function refusal({ status, body }: Answer): unknown {
  return { status, code: (body.error as { code?: string } | undefined)?.code };
}

type Refusal = [argv: string[], code: string, message: string];

/** Texts that are too long or empty: the domain's own limits, as the command line reports them. */
function tooLong(organization: string): Refusal[] {
  const create = ['organization', 'create', '--name', 'Acme', '--sub-domain', aSubDomain()];
  const suspend = ['organization', 'suspend', organization, '--reason'];
  const user = ['user', 'create', '--email', anEmail()];
  const token = ['token', 'create', '--operator', '--name'];
  const networks = Array.from({ length: 41 }, (_, number) => `10.0.0.${number}`).join(',');
  const refusals: [string[], string][] = [
    [[...create, '--name-suffix', 'x'.repeat(65)], 'The enterprise name suffix is too long (at most 64 characters).'],
    [[...create, '--name-suffix', ' '], 'The enterprise name suffix is empty.'],
    [[...suspend, 'x'.repeat(1_001)], 'The reason is too long (at most 1000 characters).'],
    [[...suspend, ' '], 'The reason is empty.'],
    [[...user, '--first-name', 'x'.repeat(256)], 'The first name is too long (at most 255 characters).'],
    [[...user, '--last-name', ''], 'The last name is empty.'],
    [[...token, '🙂'.repeat(256)], 'The name is too long (at most 255 characters).'],
    [[...token, ' '], 'The name is empty.'],
    [[...token, 'x', '--network', networks], 'There are too many networks (at most 40).'],
    [[...token, 'x', '--rate-limit', '1000001'], 'The rate limit is not possible'],
  ];
  return refusals.map(([argv, message]) => [argv, 'validation_failed', message]);
}

describe.each(testDatabases())('the command line on $name', (database) => {
  let fresh: FreshDatabase | undefined;
  let app: TestApp | undefined;
  let directory: string;

  const cliHere = (...argv: string[]) => here(fresh!.variables, ...argv);
  /** The built program, to see that it ends when it is done: a pool that stays open would keep it. */
  const cli = (...argv: string[]) => tenantry(fresh!.variables, ...argv);

  /** An empty installation that is being served in this process, with one organization in it. */
  async function serving() {
    fresh = await database.fresh({ TOKEN_CACHE_MS: '300' });
    app = await startApp(fresh.env);
    return { app, make: new Factories(app) };
  }

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'tenantry-cli-'));
  });

  afterEach(async () => {
    await app?.close();
    await fresh?.drop();
    app = fresh = undefined;
    rmSync(directory, { recursive: true });
  });

  it('takes an empty database to a token that is accepted', async () => {
    fresh = await database.blank();
    const early = await cliHere('organization', 'activate', 'acme');
    expect(early).toMatchObject({ code: 3, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(early.err).toContain('tenantry db migrate');

    const { migrations } = (await done(cli('db', 'migrate', '--json'))).json;
    const files = readdirSync(new URL('../../../src/database/migrations/', import.meta.url));
    expect(migrations).toHaveLength(files.length);
    const seeded = await done(cliHere('db', 'seed'));
    expect(seeded.out).toMatch(/^The reference data is up to date: \d{4} rows added, 0 changed\.\n$/);
    expect(seeded.err).toContain('currencies: ');
    const again = await done(cliHere('db', 'seed', '--json'));
    expect(again).toMatchObject({ json: { inserted: 0, updated: 0 }, err: '' });

    const make = ['organization', 'create', '--name', ' Acme ', '--sub-domain', 'acme', '--currency', 'usd', '--json'];
    const organization = (await done(cliHere(...make))).json;
    const expected = { name: 'Acme', subDomain: 'acme', currency: 'USD', limit: null, activated: false };
    expect(organization).toMatchObject(expected);
    const order = ['token', 'create', '--organization', 'acme', '--name', 'backend', '--json'];
    const token = (await done(cliHere(...order, '--scope', 'managed_organizations,enterprises'))).json;
    expect(token).toMatchObject({ kind: 'organization', organizationId: organization.id, name: 'backend' });
    const yearMs = Date.parse(String(token.expiresAt)) - Date.now();
    expect(Math.round(yearMs / 86_400_000)).toBe(365);

    app = await startApp(fresh.env);
    const call = () => createManaged(app!, String(organization.id), String(token.secret));
    expect(refusal(await call())).toEqual({ status: 403, code: 'organization_not_activated' });
    const activated = await done(cli('organization', 'activate', 'acme'));
    expect(activated.out).toBe('acme is activated.\n');
    expect((await call()).status).toBe(201);

    expect(await auditRows(app, String(organization.id))).toEqual(
      ['organization.created', 'organization.activated'].map(auditRow),
    );
    expect(await auditRows(app, String(token.id))).toEqual([auditRow('token.created')]);
  });

  it('suspends, frees and limits an organization under a running service', async () => {
    const { app, make } = await serving();
    const root = await make.root();
    const { id, subDomain } = root;
    const token = await make.organizationToken(root);
    const call = () => createManaged(app, id, token);

    const suspended = await done(cliHere('organization', 'suspend', subDomain, '--reason', 'abuse', '--json'));
    expect(suspended.json).toEqual({ id, subDomain, source: 'operator', changed: true });
    expect(refusal(await call())).toEqual({ status: 403, code: 'organization_suspended' });

    const lift = ['organization', 'unsuspend', id, '--json'];
    const [other, limited] = await Promise.all([
      done(cliHere(...lift, '--source', 'billing')),
      done(cliHere('organization', 'limit', id, '1')),
    ]);
    expect(other.json).toMatchObject({ source: 'billing', changed: false });
    expect(limited.out).toContain(`${subDomain} may hold 1 managed organization.`);
    expect(refusal(await call())).toEqual({ status: 403, code: 'organization_suspended' });

    expect((await done(cliHere(...lift))).json).toMatchObject({ changed: true });
    expect((await call()).status).toBe(201);
    expect(refusal(await call())).toEqual({ status: 422, code: 'organization_limit_reached' });

    const cliDeeds = (await auditRows(app, id)).filter(({ actor_id }) => actor_id === BY);
    expect(cliDeeds).toEqual(
      ['organization.suspended', 'organization.limit_changed', 'organization.unsuspended'].map(auditRow),
    );
  });

  it('creates a user, gives it a role and a token in a file, and ends the token', async () => {
    const { app, make } = await serving();
    const { subDomain } = await make.root();
    const email = anEmail();
    const user = (await done(cliHere('user', 'create', '--email', email, '--first-name', 'Ada', '--json'))).json;
    expect(user).toMatchObject({ email, firstName: 'Ada', lastName: null });
    const grant = ['user', 'grant', email.toUpperCase(), '--organization', subDomain, '--role', 'member'];
    const file = join(directory, 'secret');
    const order = ['token', 'create', '--user', email, '--name', 'laptop', '--scope', 'users:read'];
    const [granted, issued] = await Promise.all([
      done(cliHere(...grant)),
      done(cliHere(...order, '--expires-in', 'never', '--secret-file', file, '--json')),
    ]);
    expect(granted.out).toBe(`${email} is member of ${subDomain}.\n`);
    expect(await auditRows(app, String(user.id))).toEqual(['user.created', 'user.granted'].map(auditRow));
    expect(issued.json).toMatchObject({ userId: user.id, secretFile: file, scopes: ['users:read'], expiresAt: null });
    expect(issued.out).not.toContain('tnt_');
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const secret = readFileSync(file, 'utf8').trim();
    const me = () => app.call({ method: 'GET', url: '/api/v2/user/me', token: secret });
    expect(await me()).toMatchObject({ status: 200, body: { user: { id: user.id } } });
    const [revoked, kept] = await Promise.all([
      done(cliHere('token', 'revoke', String(issued.json.id))),
      cliHere(...order, '--secret-file', file),
    ]);
    expect(revoked.out).toBe('The token is revoked.\n');
    expect(kept).toMatchObject({ code: 1, err: expect.stringContaining('exists already') as unknown });
    expect(readFileSync(file, 'utf8').trim()).toBe(secret);
    // Ahead of the refused calls, which are recorded as well.
    expect(await auditRows(app, String(issued.json.id))).toEqual(['token.created', 'token.revoked'].map(auditRow));
    await until('the service refuses the token', async () => (await me()).status === 401, { within: 2_000 });
  });

  it('refuses in one line what cannot be done, and leaves nothing behind', async () => {
    const { app, make } = await serving();
    const root = await make.root();
    const { subDomain } = root;
    const file = join(directory, 'secret');
    const toFile = ['--name', 'x', '--scope', 'all', '--secret-file', file];
    const create = ['organization', 'create', '--name', 'Acme', '--sub-domain'];
    const [taken, absent] = await Promise.all([
      cliHere(...create, subDomain),
      cliHere('token', 'create', '--organization', 'nobody', ...toFile, '--json'),
    ]);
    expect(taken).toMatchObject({ code: 1, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(taken.err).toContain('The sub-domain is taken');
    expect(absent).toMatchObject({ code: 1, out: '', error: { code: 'organization_not_found' } });
    expect(existsSync(file)).toBe(false);

    const { id: managed } = await make.managed(root);
    const refused: Refusal[] = [
      [['token', 'revoke', '0'.repeat(32)], 'api_token_not_found', 'There is no token with the id 0000'],
      [['token', 'revoke', 'ä'], 'api_token_not_found', 'There is no token'],
      [['token', 'create', '--user', 'nobody@example.com', ...toFile], 'user_not_found', 'There is no user nobody@'],
      [['organization', 'limit', managed, '5'], 'policy_not_available_for_managed_organizations', 'name its root'],
      [[...create, 'admin'], 'validation_failed', 'The sub-domain is reserved'],
      [[...create, 'xn--acme'], 'validation_failed', 'The sub-domain is not valid'],
      [[...create, aSubDomain(), '--currency', 'XYZ'], 'currency_not_found', 'The currency is not known'],
      [['user', 'create', '--email', 'ada'], 'validation_failed', 'The email is not valid'],
      ...tooLong(subDomain),
    ];
    for (const [argv, code, message] of refused) {
      const refusal = await cliHere(...argv, '--json');
      expect(refusal).toMatchObject({ code: 1, out: '', error: { code } });
      expect(refusal.error.message).toContain(message);
    }
    expect(existsSync(file)).toBe(false);
    expect(await app.sql.count('audit_events', 'actor_id = ?', [BY])).toBe(0);
  });
});

describe('the command line', () => {
  const FORGOTTEN = '/proc/nowhere';

  it('says in one line that the database cannot be reached, without its password', async () => {
    const DATABASE_URL = `mysql://tenantry:s3cret@127.0.0.1:${await freePort()}/tenantry`;
    const [asText, asJson] = await Promise.all([
      tenantry({ DATABASE_URL }, 'organization', 'activate', 'acme'),
      here({ DATABASE_URL }, 'db', 'migrate', '--json'),
    ]);
    expect(asText).toMatchObject({ code: 3, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(asText.err).toContain('ECONNREFUSED');
    expect(asText.err + asJson.err).not.toMatch(/s3cret|\n\s+at /);
    expect(asJson).toMatchObject({ code: 3, out: '', error: { code: 'database_unusable' } });
  });

  it('names every faulty variable, and the directory that has no database in it', async () => {
    const variables = { DATA_DIR: FORGOTTEN };
    const [bad, missing] = await Promise.all([
      here({ ...variables, PORT: 'x', DATABASE_URL: 'x' }, 'db', 'seed', '--json'),
      here(variables, 'user', 'create', '--email', 'ada@example.com'),
    ]);
    expect(bad).toMatchObject({ code: 3, error: { code: 'bad_configuration' } });
    expect(bad.error.message).toMatch(/PORT[^]*DATABASE_URL/);
    expect(missing).toMatchObject({ code: 3, err: expect.stringContaining(FORGOTTEN) as unknown });
  });

  // Node's own recursive mkdir never comes back from /proc.
  it.each([FORGOTTEN, '/dev/null', '/dev/null/data'])(
    'says in one line that DATA_DIR=%s cannot be made',
    async (DATA_DIR) => {
      const [asText, asJson] = await Promise.all([
        here({ DATA_DIR }, 'db', 'migrate'),
        here({ DATA_DIR }, 'db', 'migrate', '--json'),
      ]);
      expect(asText).toMatchObject({ code: 3, out: '', err: expect.stringMatching(oneLine) as unknown });
      expect(asText.err).toContain(DATA_DIR);
      expect(asJson).toMatchObject({ code: 3, error: { code: 'bad_configuration' } });
    },
  );

  it('serves, says where in JSON, and ends on SIGTERM', async () => {
    const blank = await sqlite.blank({ DB_MIGRATE: 'auto' });
    const child = begin(blank.variables, ['serve', '--json']);
    const end = once(child, 'close');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { listening, firstStart } = JSON.parse(String(line)) as { listening: string; firstStart: { secret: string } };
    expect(firstStart.secret).toMatch(/^tnt_/);
    expect((await fetch(`${listening}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await end)[0]).toBe(0);
    await blank.drop();
  });

  it('does not mind a reader that has read enough', async () => {
    const child = begin({}, ['token', 'create', '--help']);
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(err).toBe('');
  });

  it.each([
    [['organization', 'craete'], 'Did you mean create?'],
    [['organization', 'create', '--name', 'Acme'], "required option '--sub-domain <label>' not specified"],
    [['organization', 'create', '--name', 'Acme', '--subdomain', 'acme'], 'Did you mean --sub-domain?'],
    [['user', 'grant', 'ada@example.com', '--organisation', 'acme'], 'Did you mean --organization?'],
    [['organization', 'limit', 'acme', '-1'], '-1'],
    [['organization', 'suspend', 'acme', '--reason', 'x', '--source', 'parent'], 'operator, billing'],
    [['user', 'grant', 'ada@example.com', '--organization', 'acme', '--role', 'king'], 'serviceUser'],
    [['token', 'create', '--name', 'x', '--scope', 'all'], '--operator, --organization or --user'],
    [['token', 'create', '--name', 'x', '--operator', '--scope', 'enterprize'], 'enterprises:read'],
    [['token', 'create', '--name', 'x', '--organization', 'acme'], '--scope is missing'],
    [['token', 'create', '--name', 'x', '--operator', '--network', 'home'], "'home' is no address"],
    [['token', 'list', '--operator', '--user', 'ada@example.com'], '--operator'],
    [['organization', 'list', '--limit', '0'], '1 to 500'],
    [['organization', 'list', '--after', 'acme'], '32 hex digits'],
    [['enterprise', 'list'], '--organization'],
  ])('says what is wrong with %j, and where help is', async (argv, hint) => {
    const wrong = await here({}, ...argv);
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(wrong.err).toContain(hint);
    expect(wrong.err).toMatch(/Help: tenantry [a-z ]+--help\n$/);
  });

  it('reports variables that look mistyped, but not with --json', async () => {
    const blank = await sqlite.blank();
    const mistaken = { ...blank.variables, RATELIMIT: '5', TENANTRY_PORT: '8080', LANG: 'C' };
    const [asText, asJson] = await Promise.all([
      done(here(mistaken, 'db', 'status')),
      done(here(mistaken, 'db', 'status', '--json')),
    ]);
    expect(asText.err).toBe(
      'RATELIMIT is not read: did you mean RATE_LIMIT?\nTENANTRY_PORT is not read: did you mean PORT?\n',
    );
    expect(asJson.err).toBe('');
    await blank.drop();
  });

  it('never repeats a secret that was given as an argument', async () => {
    const wrong = await tenantry({}, 'token', 'revoke', `tnt_${'x'.repeat(46)}`, '--json');
    expect(wrong).toMatchObject({ code: 2, error: { code: 'wrong_usage' } });
    expect(wrong.err).not.toContain('xxx');
  });
});

// Protects `isDuplicateOfOwnInsert` where users and tokens are made: a secret that was issued and not shown is lost for ever.
describeOnMariaDb('the command line whose connection breaks', (database) => {
  it('issues a token and makes a user, although the answers to both were lost after COMMIT', async () => {
    const fresh = await database.fresh();
    const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
    const variables = { ...fresh.variables, DATABASE_URL: proxy.url(fresh.env.DATABASE_URL!) };
    const app = await startApp(fresh.env);
    try {
      const made = async (...argv: string[]) => {
        const lost = proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
        const { json } = await done(here(variables, ...argv, '--json'));
        await lost;
        return json;
      };
      const user = await made('user', 'create', '--email', anEmail());
      const token = await made('token', 'create', '--user', String(user.id), '--name', 'x', '--scope', 'all');
      const me = await app.call({ method: 'GET', url: '/api/v2/user/me', token: String(token.secret) });
      expect(me).toMatchObject({ status: 200, body: { user: { id: user.id } } });
      expect(await auditRows(app, String(user.id))).toEqual([auditRow('user.created')]);
      expect(await auditRows(app, String(token.id))).toEqual([auditRow('token.created')]);
    } finally {
      await app.close();
      await proxy.close();
      await fresh.drop();
    }
  });
});
