import type { Organization } from '../../../src/organization/organization.js';
import type { OrganizationRole } from '../../../src/user/organization-role.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { tokenUseIsWritten } from '../../support/database/statement-log.js';

interface Listed {
  readonly organizations: Record<string, unknown>[];
}

describe.each(testDatabases())('organizations in api-v2 on $name', (database) => {
  let scene: EnterpriseScene;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const listing = (token: string | undefined, query = '') => ({
    method: 'GET' as const,
    url: `/api/v2/organization${query}`,
    ...(token !== undefined && { token }),
  });
  const list = async (token: string, query = '') => {
    const { status, body } = await scene.app.call<Listed>(listing(token, query));
    expect(status).toBe(200);
    return body.organizations;
  };
  const entry = ({ id, name }: Organization, role: string, enterpriseCount = 0) => ({
    ...{ id, name, enterpriseCount, role },
    businessModel: 'cryptoAsAService',
  });
  const getting = (of: Pick<Organization, 'id'>, token: string | undefined) => ({
    method: 'GET' as const,
    url: `/api/v2/organization/${of.id}`,
    ...(token !== undefined && { token }),
  });

  describe('GET /api/v2/organization', () => {
    it('shows an organization’s token its own, as admin, with the exact number of its own enterprises', async () => {
      const { organization, token } = await scene.root();
      const child = await scene.make.managed(organization);
      for (const where of [organization, organization, child]) await scene.make.enterprise(where);
      expect(await list(token)).toEqual([entry(organization, 'admin', 2)]);
      expect(await list(token, '?role=admin&role=member')).toEqual([entry(organization, 'admin', 2)]);
      expect(await list(token, '?role=member')).toEqual([]);
    });

    it('shows a user those in which they have a role, oldest first, suspended ones too, and filters by role', async () => {
      const organizations = [await scene.make.root(), await scene.make.root(), await scene.make.root()];
      const roles: OrganizationRole[] = ['member', 'admin', 'serviceUser'];
      const user = await scene.make.user();
      for (const index of [2, 0, 1]) {
        await scene.app.sql.execute('INSERT INTO organization_users VALUES (?, ?, ?, 1, 0)', [
          organizations[index]!.id,
          user.id,
          roles[index]!,
        ]);
      }
      await scene.make.enterprise(organizations[1]!);
      await scene.make.suspend(organizations[0]!);
      const token = await scene.make.userToken(user);
      const [first, second, third] = organizations.map((each, index) =>
        entry(each, roles[index]!, index === 1 ? 1 : 0),
      );
      expect(await list(token)).toEqual([first, second, third]);
      expect(await list(token, '?role=admin')).toEqual([second]);
      expect(await list(token, '?role=member&role=serviceUser')).toEqual([first, third]);
      expect(await list(token, '?role[]=customer&x=1')).toEqual([]);
    });

    // One rule for all lists (decisions §8): the organization is shown, and nothing of what is in it.
    it('counts nothing in what is suspended or not activated, unless the caller is above the hold', async () => {
      const [root, child, below] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const customer = await scene.make.member(below, 'customer');
      await scene.make.enterprise(below, { additionalAdmins: [customer.id] });
      const tokens = [await scene.make.userToken(await scene.make.member(below, 'admin'))];
      tokens.push(await scene.make.userToken(customer));
      const above = await scene.make.member(root, 'member');
      await scene.app.sql.execute('INSERT INTO organization_users VALUES (?, ?, ?, 1, 1)', [
        below.id,
        above.id,
        'member',
      ]);
      tokens.push(await scene.make.userToken(above));
      const counts = async () => {
        const lists = await Promise.all(tokens.map((token) => list(token)));
        return lists.map((shown) => shown.find(({ id }) => id === below.id)?.enterpriseCount);
      };
      expect(await counts()).toEqual([1, 1, 1]);
      await scene.make.suspend(child);
      expect(await counts()).toEqual([0, 0, 1]);
      await scene.app.sql.execute('UPDATE organizations SET holds = 0 WHERE id = ?', [child.id]);
      expect(await counts()).toEqual([1, 1, 1]);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [root.id]);
      expect(await counts()).toEqual([0, 0, 0]);
    });

    it('leaves out what is deleted, and what is below it', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.userToken(await scene.make.member(child, 'member'));
      expect(await list(token)).toHaveLength(1);
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [root.id]);
      expect(await list(token)).toEqual([]);
    });

    it('is read part by part by a user and by the operator, each organization once', async () => {
      const user = await scene.make.user();
      const roots: Organization[] = [];
      for (let each = 0; each < 5; each++) roots.push(await scene.make.root());
      for (const { id } of roots) {
        await scene.app.sql.execute('INSERT INTO organization_users VALUES (?, ?, ?, 1, 0)', [id, user.id, 'member']);
      }
      for (const token of [await scene.make.userToken(user), await scene.make.operatorToken()]) {
        const all = (await list(token)).map(({ id }) => id);
        const parts: unknown[] = [];
        for (let more = ''; ;) {
          const call = listing(token, `?limit=2${more}`);
          const { body } = await scene.app.call<Listed & { nextBatchPrevId?: string }>(call);
          parts.push(...body.organizations.map(({ id }) => id));
          if (body.nextBatchPrevId === undefined) break;
          more = `&prevId=${body.nextBatchPrevId}`;
        }
        expect(parts).toEqual(all);
        expect(all.filter((id) => roots.some((root) => root.id === id))).toEqual(roots.map(({ id }) => id));
      }
      const { organization, token } = await scene.root();
      expect(await list(token, `?prevId=${organization.id}`)).toEqual([]);
    });

    it('counts only a customer’s own enterprises', async () => {
      const organization = await scene.make.root();
      const customer = await scene.make.member(organization, 'customer');
      await scene.make.enterprise(organization);
      await scene.make.enterprise(organization, { additionalAdmins: [customer.id] });
      expect(await list(await scene.make.userToken(customer))).toEqual([entry(organization, 'customer', 1)]);
    });

    it('shows the operator the roots, and a user without a role nothing', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const shown = await list(await scene.make.operatorToken());
      expect(shown).toContainEqual(entry(root, 'admin'));
      expect(shown.map(({ id }) => id)).not.toContain(child.id);
      expect(shown.map(({ id }) => id)).toEqual(shown.map(({ id }) => id).sort());
      expect(await list(await scene.make.userToken(await scene.make.user()))).toEqual([]);
    });

    it.each(['enterprises:read', 'organizations:read'] as const)('takes the scope %s', async (scope) => {
      await list(await scene.make.organizationToken(await scene.make.root(), [scope]));
    });

    it('reads them off the indexes', async () => {
      const organization = await scene.make.root();
      const token = await scene.make.userToken(await scene.make.member(organization, 'admin'));
      await list(token);
      await tokenUseIsWritten(scene.app, token);
      const statements = await statementsOf(scene.app, () => list(token));
      const plan = (await planOf(scene.app, statements.at(-1)!)).join('; ');
      expect(plan).toContain('ix_organization_users_user');
      expect(plan).toMatch(/COVERING INDEX ix_enterprises|ix_enterprises_organization covering/);
      expect(plan).not.toMatch(/SCAN|TEMP|\bALL\b|sort/);
    });

    it.each([
      ['role=owner', 'invalid_enum_value'],
      ['role=admin&role=x', 'invalid_enum_value'],
      ['role', 'invalid_scalar'],
      ['role[a]=admin', 'invalid_scalar'],
    ])('400 for the query %s', async (query, rule) => {
      const { token } = await scene.root();
      await scene.refuses(listing(token, `?${query}`), 400, 'Invalid', { fields: [{ path: 'role', rule }] });
    });

    it('401 without a token, 403 without a scope and for the token of what is suspended or not activated', async () => {
      await scene.refuses(listing(undefined), 401, 'Unauthorized');
      const { organization, token } = await scene.root();
      const narrow = await scene.make.organizationToken(organization, ['users:read']);
      await scene.refuses(listing(narrow), 403, 'ScopeNotGranted', {
        scopes: ['enterprises:read', 'organizations:read'],
      });
      await scene.make.suspend(organization);
      const context = { organizationId: organization.id, inherited: false };
      await scene.refuses(listing(token), 403, 'OrganizationSuspended', context);
      const inactive = await scene.root({ activated: false });
      const { id: organizationId } = inactive.organization;
      await scene.refuses(listing(inactive.token), 403, 'OrganizationNotActivated', { organizationId });
    });
  });

  describe('GET /api/v2/organization/{organizationId}', () => {
    it('is what this service has of it, for all who may read it, with its tag', async () => {
      const { organization, token } = await scene.root({ suffix: ' (Acme)' });
      const answer = await scene.app.call(getting(organization, token));
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          organization: {
            ...{ id: organization.id, name: organization.name, enterpriseNameSuffix: ' (Acme)' },
            ...{ defaultEnterpriseValues: { accountType: 'individual' }, businessModel: 'cryptoAsAService' },
          },
        },
      ]);
      expect(answer.headers.etag).toBe('"1"');
      await scene.app.sql.execute(`UPDATE organizations SET default_account_type = 'entity' WHERE id = ?`, [
        organization.id,
      ]);
      const member = await scene.make.userToken(await scene.make.member(organization, 'member'), [
        'organizations:read',
      ]);
      for (const as of [member, await scene.make.operatorToken()]) {
        const { body } = await scene.app.call<{ organization: object }>(getting(organization, as));
        expect(body.organization).toMatchObject({ defaultEnterpriseValues: { accountType: 'entity' } });
      }
    });

    it('reads a managed organization, as core-v1 reads that of an enterprise', async () => {
      const [root, managed] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.organizationToken(root);
      const inApi = await scene.app.call<{ organization: object }>(getting(managed, token));
      const { id: enterpriseId } = await scene.make.enterprise(managed);
      const url = `/api/v2/enterprise/${enterpriseId}`;
      const enterprise = await scene.app.call<{ organizationId: string }>({ method: 'GET', url, token });
      expect(enterprise.body.organizationId).toBe(managed.id);
      const inCore = await scene.app.call<{ organization: Record<string, unknown> }>({
        method: 'GET',
        url: `/core/v1/organizations/${enterprise.body.organizationId}`,
        token,
      });
      const { id, name } = managed;
      expect(inApi.body.organization).toEqual({
        ...{ id, name, defaultEnterpriseValues: { accountType: 'individual' }, businessModel: 'cryptoAsAService' },
      });
      expect(inCore.body.organization).toMatchObject({ id, name, managed: true, sub_domain: managed.subDomain });
      expect(inCore.headers.etag).toBe(inApi.headers.etag);
    });

    it('400 for a bad id, 401 without a token, 404 for what is not visible, absent or deleted', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.organizationToken(root);
      await scene.refuses(getting({ id: 'x' }, token), 400, 'InvalidOrganizationId', { id: 'x' });
      await scene.refuses(getting(root, undefined), 401, 'Unauthorized');
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [child.id]);
      for (const { id } of [await scene.make.root(), { id: '0'.repeat(32) }, child]) {
        await scene.refuses(getting({ id }, token), 404, 'OrganizationNotFound', { organizationId: id });
      }
    });

    it('403 without a scope, for a customer, while suspended, and before it is activated', async () => {
      const { organization, token } = await scene.root();
      const narrow = await scene.make.organizationToken(organization, ['users']);
      await scene.refuses(getting(organization, narrow), 403, 'ScopeNotGranted', {
        scopes: ['enterprises:read', 'organizations:read'],
      });
      const customer = await scene.make.userToken(await scene.make.member(organization, 'customer'));
      await scene.refuses(getting(organization, customer), 403, 'Forbidden');
      await scene.make.suspend(organization);
      const context = { organizationId: organization.id, inherited: false };
      await scene.refuses(getting(organization, token), 403, 'OrganizationSuspended', context);
      const inactive = await scene.root({ activated: false });
      const { id: organizationId } = inactive.organization;
      await scene.refuses(getting(inactive.organization, inactive.token), 403, 'OrganizationNotActivated', {
        organizationId,
      });
      const seen = await scene.app.call(getting(organization, await scene.make.operatorToken()));
      expect([seen.status, seen.headers.etag]).toEqual([200, '"2-suspended"']);
    });
  });
});
