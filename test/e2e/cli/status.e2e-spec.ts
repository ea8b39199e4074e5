import { existsSync } from 'node:fs';
import { AccessTokenListService } from '../../../src/token/keeping/access-token-list.service.js';
import type { TokenSubject } from '../../../src/token/stored-token.js';
import { newId } from '../../../src/common/ids.js';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import { EnterpriseDetailService } from '../../../src/enterprise/detail/enterprise-detail.service.js';
import { OrganizationDirectoryService } from '../../../src/organization/overview/organization-directory.service.js';
import { EnterpriseUserListService } from '../../../src/enterprise/members/enterprise-user-list.service.js';
import { UserRoleListService } from '../../../src/user/roles/user-role-list.service.js';
import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { openSql } from '../../support/database/sql.js';
import { tripsOf } from '../../support/database/statement-log.js';
import { done, here } from './command-line.runs.js';

describe.each(testDatabases())('tenantry db status on $name', (database) => {
  let fresh: FreshDatabase | undefined;

  afterEach(() => fresh?.drop());

  const cli = (...argv: string[]) => done(here(fresh!.variables, 'db', ...argv));
  const needed = () => (dataSourceOptions(fresh!.env).migrations as unknown[]).length;
  const status = async () => (await cli('status', '--json')).json;

  it('follows a database from nothing to up to date, and never shows its password', async () => {
    fresh = await database.blank();
    expect(await status()).toMatchObject({ migrations: { applied: 0 }, referenceData: null, upToDate: false });
    const none = (await cli('status')).out;
    if (database.name === 'sqlite') {
      expect(none).toMatch(/^There is no database here yet: run `tenantry db migrate`/);
      // Looking must not leave an empty file behind.
      expect(existsSync(`${fresh.variables.DATA_DIR}/tenantry.sqlite`)).toBe(false);
    } else {
      expect(none).toMatch(/^The schema lacks \d+ migrations?: run `tenantry db migrate`/);
    }
    await cli('migrate');
    expect(await status()).toMatchObject({
      database: { product: database.name === 'sqlite' ? 'SQLite' : 'MariaDB' },
      migrations: { applied: needed(), pending: [], unknown: [] },
      referenceData: [{ table: 'currencies', rows: 0 }, { table: 'countries' }, { table: 'country_states' }],
      upToDate: false,
    });
    const seeding = await cli('status');
    expect(seeding.out).toMatch(/^The reference data is not that of this release: run `tenantry db seed`\.\n/);
    expect(seeding.out).toMatch(/currencies +0 rows, \d+ missing\n/);
    await cli('seed');
    const [text, document] = [(await cli('status')).out, await status()];
    expect(document).toMatchObject({ upToDate: true });
    expect(text).toMatch(/^The database is up to date\.\n\n/);

    const { DATABASE_URL, DATA_DIR } = fresh.variables;
    const { username, password, host, pathname } = new URL(DATABASE_URL ?? 'mysql://nobody:nothing@nowhere/');
    const location = DATABASE_URL ? `mysql://${username}@${host}${pathname}` : `${DATA_DIR}/tenantry.sqlite`;
    expect(document).toMatchObject({ database: { location } });
    expect(text).toContain(location);
    expect(text + JSON.stringify(document)).not.toContain(password);
  });

  it('reports rows that were lost or changed, and migrations of a newer release', async () => {
    fresh = await database.fresh();
    const sql = await openSql(fresh.env);
    await sql.execute(`DELETE FROM country_states WHERE code = 'CA'`);
    await sql.execute(`UPDATE currencies SET symbol = 'x' WHERE iso_code = 'EUR'`);
    await sql.execute(`INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture9')`);
    await sql.close();
    const found = await status();
    expect(found).toMatchObject({ migrations: { applied: needed(), unknown: ['FromTheFuture9'] }, upToDate: false });
    const [currencies, countries, states] = found.referenceData as { missing: number; changed: number }[];
    expect([currencies, countries]).toMatchObject([
      { missing: 0, changed: 1 },
      { missing: 0, changed: 0 },
    ]);
    expect(states!.missing).toBeGreaterThan(1);
    expect((await cli('status')).out).toMatch(/currencies +\d+ rows, 1 to change\n/);
    const before = await status();
    for (const command of ['seed', 'migrate']) {
      const refused = await here(fresh.variables, 'db', command, '--json');
      expect(refused).toMatchObject({ code: 3, out: '', error: { code: 'schema_newer' } });
      expect(refused.error.message).toContain('FromTheFuture9');
    }
    expect(await status()).toEqual(before);
    expect((await cli('status')).out).toMatch(/^The schema is newer than this release, which refuses to start on it/);
  });
});

// Protects the hints and the order by id of every list: without them a page costs as much as all pages before it.
describe.each(testDatabases())('the lists of the command line on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const ctx = () => ({
    requestId: newId(),
    actor: { kind: 'system' as const, name: 'test' },
    signal: AbortSignal.timeout(30_000),
  });
  const service = <T>(type: new (...parts: never[]) => T): T => app.app.get(type, { strict: false });
  const tokens = (subject?: TokenSubject) =>
    service(AccessTokenListService).list(ctx(), { limit: 2, afterId: newId(), ...(subject && { subject }) });

  it.each<[list: string, work: (make: Factories) => Promise<unknown>, index: string]>([
    ['roots', () => service(OrganizationDirectoryService).list(ctx(), { limit: 2 }), 'ix_organizations_living'],
    [
      'organizations below one',
      async (make) => service(OrganizationDirectoryService).list(ctx(), { limit: 2, parent: await make.root() }),
      'ix_organizations_living',
    ],
    ['tokens', () => tokens(), 'PRIMARY'],
    ['tokens of the operator', () => tokens({ kind: 'operator' }), 'ix_access_tokens_organization'],
    [
      'tokens of an organization',
      () => tokens({ kind: 'organization', organizationId: newId() }),
      'ix_access_tokens_organization',
    ],
    ['tokens of a user', () => tokens({ kind: 'user', userId: newId() }), 'ix_access_tokens_user'],
    [
      'roles in organizations',
      async (make) => service(UserRoleListService).of(ctx(), await make.user(), { limit: 2 }),
      'ix_organization_users_user',
    ],
    [
      'users of an organization',
      async (make) => service(UserRoleListService).in(ctx(), await make.root(), { limit: 2, afterId: newId() }),
      'PRIMARY',
    ],
    [
      'users of an organization with one role',
      async (make) => service(UserRoleListService).in(ctx(), await make.root(), { limit: 2, role: 'admin' }),
      'ix_organization_users_role',
    ],
    [
      'enterprises of a user',
      async (make) => service(EnterpriseUserListService).of(ctx(), await make.user(), { limit: 2 }),
      'ix_enterprise_users_user',
    ],
    [
      'roles in enterprises',
      async (make) => service(EnterpriseDetailService).rolesOf(ctx(), await make.user(), 2),
      'ix_enterprise_users_user',
    ],
  ])('reads %s off an index, without sorting', async (_, work, index) => {
    const last = (await tripsOf(app, () => work(new Factories(app)))).at(-1)!;
    // On MySQL several statements travel together: the list is the last of them.
    const sql = last.sql.split(';\n').at(-1)!;
    const params = last.params.slice(last.params.length - (sql.match(/\?/g) ?? []).length);
    const [plan, ...others] = await app.sql.rows(
      `${database.name === 'mariadb' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`,
      params,
    );
    if (database.name === 'mariadb') {
      expect(plan).toMatchObject({ key: index, type: expect.stringMatching(/^(range|ref)$/) as unknown });
      expect(String(plan?.Extra)).not.toMatch(/filesort|temporary/);
    } else {
      const used =
        index === 'PRIMARY' ? /USING INDEX sqlite_autoindex/ : new RegExp(`USING (COVERING )?INDEX ${index} `);
      expect(plan?.detail).toMatch(used);
      expect(others.map(({ detail }) => detail)).not.toContainEqual(expect.stringContaining('TEMP B-TREE'));
    }
  });
});
