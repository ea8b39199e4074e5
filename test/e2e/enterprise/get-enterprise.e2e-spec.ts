import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';

/** The members that the published document requires (api-v2.md §3.3), with their types. */
const REQUIRED: Readonly<Record<string, string>> = {
  ...{
    id: 'string',
    name: 'string',
    bitgoOrg: 'string',
    kycState: 'string',
    legalIdentifiers: 'object',
    type: 'string',
  },
  ...{
    latestSAVersionSigned: 'number',
    travelRule: 'boolean',
    productLicenses: 'array',
    canAccessBorrowing: 'boolean',
  },
  ...{ canAccessLending: 'boolean', canAccessSettlement: 'boolean', canAccessTrading: 'boolean' },
  ...{ canCreateColdWallet: 'boolean', canCreateHotWallet: 'boolean', canCreateCustodialWallet: 'boolean' },
  ...{ canCreateOffchainWallet: 'boolean', oneTimeFees: 'array', upfrontPaymentStatus: 'string' },
  ...{ ethAlwaysUseHop: 'boolean', usersViewAllWallets: 'boolean', videoIdWaived: 'boolean' },
  ...{ wallets: 'array', tags: 'array', hasScimClient: 'boolean' },
};
const KYC_STATES = ['unverified', 'qrscanned', 'pending', 'inreview', 'approved', 'rejected'];

describe.each(testDatabases())('GET /api/v2/enterprise/{enterpriseId} on $name', (database) => {
  let scene: EnterpriseScene;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
  });

  afterAll(() => scene.close());

  const getting = (id: string, token: string | undefined) => ({
    method: 'GET' as const,
    url: `/api/v2/enterprise/${id}`,
    ...(token !== undefined && { token }),
  });
  const get = async (id: string, token: string) => {
    const answer = await scene.app.call(getting(id, token));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer;
  };
  const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);

  describe('200', () => {
    it('is flat, has all 25 required members with their types, and what is stored of the enterprise', async () => {
      const { organization, token } = await scene.root({ suffix: ' (x)' });
      const { id, userId } = await scene.make.enterprise(organization, {
        email: 'Ada@example.com',
        accountType: 'entity',
      });
      const { body, headers } = await get(id, token);
      expect(Object.keys(REQUIRED)).toHaveLength(25);
      const kinds = Object.keys(REQUIRED).map((name) => [name, kindOf(body[name])]);
      expect(Object.fromEntries(kinds)).toEqual(REQUIRED);
      expect(KYC_STATES).toContain(body.kycState);
      expect(body).toMatchObject({
        ...{ id, name: 'Ada@example.com (x)', accountType: 'entity', primaryContact: userId, approvalsRequired: 1 },
        ...{ organizationId: organization.id, organization: organization.id, businessModel: 'cryptoAsAServiceChild' },
        legalIdentifiers: { legalPersonNameIdentifierType: 'LEGL' },
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
      });
      expect(body).not.toHaveProperty('freeze');
      expect(headers.etag).toBe('"1"');
      expect(
        (await scene.app.call(getting(`${id}/?excludeV1Wallets=true&expandTotalWalletsCount=x`, token))).status,
      ).toBe(200);
    });

    it('is for its users in any role, for its organization and all above, and for the operator', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const { id, userId } = await scene.make.enterprise(child);
      const readers = [await scene.make.operatorToken(), await scene.make.organizationToken(root)];
      readers.push(await scene.make.organizationToken(child, ['enterprises:read']));
      for (const role of ['admin', 'serviceUser', 'member'] as const) {
        readers.push(await scene.make.userToken(await scene.make.member(root, role)));
      }
      for (const role of ['auditor', 'member']) {
        const user = await scene.make.user();
        await scene.app.sql.execute('INSERT INTO enterprise_users VALUES (?, ?, ?, ?, 1)', [
          id,
          user.id,
          child.id,
          role,
        ]);
        readers.push(await scene.make.userToken(user));
      }
      readers.push(await scene.make.token({ kind: 'user', userId }, ['enterprises:read']));
      for (const token of readers) expect((await get(id, token)).body).toMatchObject({ id });
    });

    it('reads it in one statement after the guard’s', async () => {
      const { organization, token } = await scene.root();
      const { id } = await scene.make.enterprise(organization);
      await get(id, token);
      await tokenUseIsWritten(scene.app, token);
      expect(await tripsOf(scene.app, () => get(id, token))).toHaveLength(2);
    });

    it('has another tag after each change, and while its organization is suspended', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const token = await scene.make.organizationToken(root);
      const { id } = await scene.make.enterprise(child);
      const tags = [(await get(id, token)).headers.etag];
      const url = `/api/v2/enterprise/${id}`;
      await scene.app.call({ method: 'PUT', url, token, json: { usersViewAllWallets: true } });
      tags.push((await get(id, token)).headers.etag);
      await scene.app.call({ method: 'POST', url: `${url}/freeze`, token, json: {} });
      tags.push((await get(id, token)).headers.etag);
      await scene.make.suspend(child);
      tags.push((await get(id, token)).headers.etag);
      expect(tags).toEqual(['"1"', '"2"', '"3"', '"3-suspended"']);
    });
  });

  it('400 for a bad id, with an error name of its own', async () => {
    const { token } = await scene.root();
    for (const id of ['x', 'A'.repeat(32), '%F0%9F%98%80']) {
      await scene.refuses(getting(id, token), 400, 'InvalidEnterpriseId', { id: decodeURIComponent(id) });
    }
  });

  it('401 without a token', async () => {
    await scene.refuses(getting(newId(), undefined), 401, 'Unauthorized');
  });

  describe('403', () => {
    it('without the scope', async () => {
      const { organization } = await scene.root();
      const { id } = await scene.make.enterprise(organization);
      const narrow = await scene.make.organizationToken(organization, ['organizations:read']);
      await scene.refuses(getting(id, narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises:read'] });
    });

    it('for callers in a suspended organization, below it, or only in the enterprise', async () => {
      const [root, parent, child] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const { id, userId } = await scene.make.enterprise(child);
      const refused = [
        await scene.make.organizationToken(parent),
        await scene.make.organizationToken(child),
        await scene.make.token({ kind: 'user', userId }, ['all']),
      ];
      await scene.make.suspend(parent);
      const context = { organizationId: child.id, inherited: true };
      for (const token of refused) await scene.refuses(getting(id, token), 403, 'OrganizationSuspended', context);
      await get(id, await scene.make.organizationToken(root));
      await scene.make.unsuspend(parent);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [child.id]);
      const { id: organizationId } = child;
      await scene.refuses(getting(id, refused[2]), 403, 'OrganizationNotActivated', { organizationId });
    });
  });

  it('404 if it is absent, another’s or deleted, and for a customer without a role in it', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const { id } = await scene.make.enterprise(child);
    const token = await scene.make.organizationToken(root);
    const customer = await scene.make.userToken(await scene.make.member(child, 'customer'));
    const other = (await scene.root()).token;
    for (const as of [customer, other, await scene.make.userToken(await scene.make.user())]) {
      await scene.refuses(getting(id, as), 404, 'EnterpriseNotFound', { enterpriseId: id });
    }
    const absent = newId();
    await scene.refuses(getting(absent, token), 404, 'EnterpriseNotFound', { enterpriseId: absent });
    await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [child.id]);
    for (const as of [token, await scene.make.operatorToken()]) {
      await scene.refuses(getting(id, as), 404, 'EnterpriseNotFound', { enterpriseId: id });
    }
  });
});
