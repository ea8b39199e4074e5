import type { Organization } from '../../../src/organization/organization.js';
import { ACCOUNT_TYPES } from '../../../src/enterprise/enterprise-fingerprint.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { manyEnterprises } from '../../support/scenes/many-enterprises.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { tokenUseIsWritten } from '../../support/database/statement-log.js';

const states = (unverified: number) => ({ unverified, approved: 0, rejected: 0, pending: 0 });
const summary = (individual: number, entity: number, frozen: number) => ({
  inventory: {
    totalCount: individual + entity,
    activeCount: individual + entity,
    archivedCount: 0,
    frozenCount: frozen,
    deletedCount: 0,
  },
  byVerificationState: states(individual + entity),
  byAccountTypeAndVerificationState: { individual: states(individual), entity: states(entity) },
});

/** How the enterprises of one account type are counted: the blocks, and behind them the index. */
const ON_MARIADB =
  '; e range ix_enterprises_account_type covering; ; list_blocks range PRIMARY; ; list_blocks ref PRIMARY';
const BLOCKS = 'sqlite_autoindex_list_blocks_1 (kind=? AND owner_id=? AND level=?';
const ON_SQLITE = [
  'SCAN CONSTANT ROW',
  'SCALAR SUBQUERY 1',
  `SEARCH list_blocks USING INDEX ${BLOCKS})`,
  'SCALAR SUBQUERY 3',
  `SEARCH list_blocks USING INDEX ${BLOCKS} AND last_id>?)`,
  'SCALAR SUBQUERY 2',
  `SEARCH list_blocks USING COVERING INDEX ${BLOCKS})`,
  'SCALAR SUBQUERY 5',
  'SEARCH e USING COVERING INDEX ix_enterprises_account_type (organization_id=? AND account_type=? AND id>?)',
  'SCALAR SUBQUERY 4',
  `SEARCH list_blocks USING COVERING INDEX ${BLOCKS})`,
].join('; ');

describe.each(testDatabases())('GET …/enterprises/summary on $name', (database) => {
  let scene: EnterpriseScene;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const reading = (of: Pick<Organization, 'id'>, token: string | undefined, query = '') => ({
    method: 'GET' as const,
    url: `/api/v2/organization/${of.id}/enterprises/summary${query}`,
    ...(token !== undefined && { token }),
  });
  const summarised = async (...args: Parameters<typeof reading>) => {
    const { status, body } = await scene.app.call(reading(...args));
    expect(status).toBe(200);
    return body;
  };

  describe('200', () => {
    it('counts by account type, and those that are frozen now, exactly and only of this organization', async () => {
      const { organization, token } = await scene.root();
      const child = await scene.make.managed(organization);
      expect(await summarised(organization, token)).toEqual(summary(0, 0, 0));
      const ids: string[] = [];
      for (const accountType of ['entity', 'individual', 'entity', undefined]) {
        const input = anEnterprise(accountType === undefined ? {} : { accountType });
        ids.push((await scene.created(creation(organization, token, input))).body.enterpriseId);
      }
      await scene.created(creation(child, token));
      expect(await summarised(organization, token)).toEqual(summary(2, 2, 0));
      expect(await summarised(child, token)).toEqual(summary(1, 0, 0));

      const freeze = (id: string) =>
        scene.app.call({ method: 'POST', url: `/api/v2/enterprise/${id}/freeze`, token, json: {} });
      for (const id of ids.slice(0, 3)) expect((await freeze(id)).status).toBe(200);
      expect(await summarised(organization, token)).toEqual(summary(2, 2, 3));
      await scene.app.sql.execute('UPDATE enterprise_freezes SET expires_at = ? WHERE enterprise_id = ?', [
        Date.now() - 1,
        ids[0]!,
      ]);
      const operator = await scene.make.operatorToken();
      const thaw = { method: 'DELETE', url: `/api/v2/enterprise/${ids[1]}/freeze`, token: operator } as const;
      expect((await scene.app.call(thaw)).status).toBe(200);
      expect(await summarised(organization, token)).toEqual(summary(2, 2, 1));
    });

    it('matches all or none by their business model, and ignores unknown parameters', async () => {
      const { organization, token } = await scene.root();
      await scene.created(creation(organization, token));
      for (const query of [
        '?x=1&kycState=nothing',
        '?businessModel=bitgoAsAService&businessModel=cryptoAsAServiceChild',
      ]) {
        expect(await summarised(organization, token, query)).toEqual(summary(1, 0, 0));
      }
      expect(await summarised(organization, token, '?businessModel=cryptoAsAServiceParent')).toEqual(summary(0, 0, 0));
      expect(await summarised(organization, token, '/')).toEqual(summary(1, 0, 0));
    });

    it('counts from blocks and indexes only', async () => {
      const { organization, token } = await scene.root();
      const { userId } = await scene.make.enterprise(await scene.make.root());
      await manyEnterprises(scene.app.sql, organization, userId, 700, (index) => ({
        accountType: index % 7 === 0 ? 'entity' : 'individual',
      }));
      if (database.name === 'mariadb') await scene.app.sql.execute('ANALYZE TABLE enterprises');
      expect(await summarised(organization, token)).toEqual(summary(600, 100, 0));
      await tokenUseIsWritten(scene.app, token);
      const statements = await statementsOf(scene.app, () => summarised(organization, token));
      const plans = await Promise.all(statements.slice(-4).map((statement) => planOf(scene.app, statement)));
      expect(plans.map((plan) => plan.join('; '))).toEqual(
        database.name === 'mariadb'
          ? [
              'f range ix_enterprise_freezes_organization',
              'list_blocks range PRIMARY',
              ...ACCOUNT_TYPES.map(() => ON_MARIADB),
            ]
          : [
              'SEARCH f USING INDEX ix_enterprise_freezes_organization (organization_id=? AND expires_at>?)',
              `SEARCH list_blocks USING INDEX ${BLOCKS})`,
              ...ACCOUNT_TYPES.map(() => ON_SQLITE),
            ],
      );
    });

    it.each(['admin', 'serviceUser', 'member'] as const)('is for a user who is %s above', async (role) => {
      const { organization } = await scene.root();
      const child = await scene.make.managed(organization);
      await summarised(child, await scene.make.userToken(await scene.make.member(organization, role)));
    });
  });

  it.each([
    ['businessModel=x', 'businessModel', 'invalid_enum_value'],
    ['businessModel', 'businessModel', 'invalid_scalar'],
  ])('400 for the query %s', async (query, path, rule) => {
    const { organization, token } = await scene.root();
    await scene.refuses(reading(organization, token, `?${query}`), 400, 'Invalid', { fields: [{ path, rule }] });
  });

  it('400 for a bad organization id, 401 without a token, 404 for a token of another organization', async () => {
    const { organization, token } = await scene.root();
    await scene.refuses(reading({ id: 'X' }, token), 400, 'InvalidOrganizationId', { id: 'X' });
    await scene.refuses(reading(organization, undefined), 401, 'Unauthorized');
    const other = await scene.root();
    const organizationId = organization.id;
    await scene.refuses(reading(organization, other.token), 404, 'OrganizationNotFound', { organizationId });
  });

  it('403 without the scope, for a customer, while suspended, and before it is activated', async () => {
    const { organization, token } = await scene.root();
    const narrow = await scene.make.organizationToken(organization, ['organizations:read']);
    await scene.refuses(reading(organization, narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises:read'] });
    const customer = await scene.make.userToken(await scene.make.member(organization, 'customer'));
    await scene.refuses(reading(organization, customer), 403, 'Forbidden');
    await scene.make.suspend(organization);
    const context = { organizationId: organization.id };
    await scene.refuses(reading(organization, token), 403, 'OrganizationSuspended', { ...context, inherited: false });
    const inactive = await scene.root({ activated: false });
    const { id: organizationId } = inactive.organization;
    await scene.refuses(reading({ id: organizationId }, inactive.token), 403, 'OrganizationNotActivated', {
      organizationId,
    });
    await summarised(organization, await scene.make.operatorToken());
  });
});
