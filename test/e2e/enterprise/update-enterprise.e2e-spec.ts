import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { changedTables, type Fingerprint, fingerprints } from '../../support/database/fingerprint.js';
import { race } from '../../support/until.js';

describe.each(testDatabases())('PUT /api/v2/enterprise/{enterpriseId} on $name', (database) => {
  let scene: EnterpriseScene;
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    fingerprint = await fingerprints(scene.app);
  });

  afterAll(() => scene.close());

  const putting = (id: string, token: string | undefined, json: unknown, headers: Record<string, string> = {}) => ({
    method: 'PUT' as const,
    url: `/api/v2/enterprise/${id}`,
    json,
    headers,
    ...(token !== undefined && { token }),
  });
  const put = async (...asked: Parameters<typeof putting>) => {
    const answer = await scene.app.call(putting(...asked));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer;
  };
  /** Expects a refusal that has changed nothing in any table. */
  const refuses = async (call: ReturnType<typeof putting>, status: number, name: string, context: object = {}) => {
    const before = await fingerprint();
    await scene.refuses(call, status, name, context);
    expect(changedTables(before, await fingerprint())).toEqual([]);
  };
  const anEnterpriseOf = async (organization?: Organization) => {
    const at = organization ?? (await scene.make.root());
    return { organization: at, token: await scene.make.organizationToken(at), ...(await scene.make.enterprise(at)) };
  };
  const deedsOn = (id: string) =>
    scene.app.sql.rows(`SELECT data FROM audit_events WHERE subject_id = ? AND action = 'enterprise.changed'`, [id]);

  describe('200', () => {
    it('changes what is given, leaves the rest, and answers what GET shows', async () => {
      const { id, token } = await anEnterpriseOf();
      const legalPersonName = 'Ada Lovelace & Söhne 😀';
      const first = await put(id, token, { legalIdentifiers: { legalPersonName }, name: 'x', distributedCustody: 1 });
      const legalIdentifiers = { legalPersonNameIdentifierType: 'LEGL', legalPersonName };
      expect(first.body).toMatchObject({ id, legalIdentifiers, usersViewAllWallets: false });
      expect(first.body.name).not.toBe('x');
      const second = await put(id, token, { usersViewAllWallets: true, approvalsRequired: 1, legalIdentifiers: {} });
      expect(second.body).toMatchObject({ legalIdentifiers, usersViewAllWallets: true, approvalsRequired: 1 });
      const read = await scene.app.call({ method: 'GET', url: `/api/v2/enterprise/${id}`, token });
      expect([read.body, read.headers.etag]).toEqual([second.body, second.headers.etag]);
      expect([first.headers.etag, second.headers.etag]).toEqual(['"2"', '"3"']);
      expect(await deedsOn(id)).toEqual([
        { data: '{"fields":"legalPersonName"}' },
        { data: '{"fields":"usersViewAllWallets"}' },
      ]);
    });

    it('changes nothing if the values are equal, and nothing without arguments', async () => {
      const { id, token } = await anEnterpriseOf();
      await put(id, token, { usersViewAllWallets: true });
      const before = await fingerprint();
      for (const json of [{ usersViewAllWallets: true }, {}, { approvalsRequired: '1' }, { legalIdentifiers: {} }]) {
        expect((await put(id, token, json)).headers.etag).toBe('"2"');
      }
      expect(changedTables(before, await fingerprint())).toEqual([]);
    });

    it('is for an admin of it, and for admins and service users of its organization and above', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const { id, userId } = await anEnterpriseOf(child);
      const tokens = [await scene.make.token({ kind: 'user', userId }, ['enterprises'])];
      for (const role of ['admin', 'serviceUser'] as const) {
        tokens.push(await scene.make.userToken(await scene.make.member(root, role)));
      }
      tokens.push(await scene.make.organizationToken(root), await scene.make.operatorToken());
      for (const [index, token] of tokens.entries()) {
        const json = { legalIdentifiers: { legalPersonName: `Name ${index}` } };
        expect((await put(id, token, json)).body).toMatchObject(json);
      }
    });

    it('lets one of ten who have read the same change it, and refuses the others', async () => {
      const { id, token } = await anEnterpriseOf();
      const statuses = await race(10, async (number) => {
        const json = { legalIdentifiers: { legalPersonName: `Name ${number}` } };
        return (await scene.app.call(putting(id, token, json, { 'If-Match': '"1"' }))).status;
      });
      expect(statuses.sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
      expect(await deedsOn(id)).toHaveLength(1);
    });
  });

  describe('400', () => {
    it.each([
      [{ legalIdentifiers: { legalPersonName: '' } }, 'legalIdentifiers.legalPersonName', 'too_short'],
      [{ legalIdentifiers: { legalPersonName: 'x'.repeat(256) } }, 'legalIdentifiers.legalPersonName', 'too_long'],
      [{ legalIdentifiers: { legalPersonName: 7 } }, 'legalIdentifiers.legalPersonName', 'invalid_scalar'],
      [{ legalIdentifiers: { legalPersonName: null } }, 'legalIdentifiers.legalPersonName', 'invalid_scalar'],
      [{ legalIdentifiers: 'x' }, 'legalIdentifiers', 'object_expected'],
      [{ legalIdentifiers: null }, 'legalIdentifiers', 'object_expected'],
      [{ approvalsRequired: 2 }, 'approvalsRequired', 'too_large'],
      [{ approvalsRequired: 0 }, 'approvalsRequired', 'too_small'],
      [{ approvalsRequired: 1.5 }, 'approvalsRequired', 'not_a_number'],
      [{ usersViewAllWallets: 'on' }, 'usersViewAllWallets', 'not_a_flag'],
      [{ usersViewAllWallets: null }, 'usersViewAllWallets', 'not_a_flag'],
    ])('for %j', async (json, path, rule) => {
      const { id, token } = await anEnterpriseOf();
      await refuses(putting(id, token, json), 400, 'Invalid', { fields: [{ path, rule }] });
    });

    it.each(['a\u0000', '\ud800'])('for the text %j, which no JSON may contain', async (legalPersonName) => {
      const { id, token } = await anEnterpriseOf();
      await refuses(putting(id, token, { legalIdentifiers: { legalPersonName } }), 400, 'InvalidJson');
    });

    it('for a bad id, and for a malformed If-Match', async () => {
      const { id, token } = await anEnterpriseOf();
      await refuses(putting('x', token, {}), 400, 'InvalidEnterpriseId', { id: 'x' });
      const fields = [{ path: 'If-Match', rule: 'pattern' }];
      await refuses(putting(id, token, { usersViewAllWallets: true }, { 'If-Match': 'x' }), 400, 'Invalid', { fields });
    });
  });

  it('401 without a token', async () => {
    await refuses(putting((await anEnterpriseOf()).id, undefined, { usersViewAllWallets: true }), 401, 'Unauthorized');
  });

  describe('403', () => {
    const change = { usersViewAllWallets: true };

    it('without the scope, and for roles that only read', async () => {
      const { id, organization } = await anEnterpriseOf();
      const narrow = await scene.make.organizationToken(organization, ['enterprises:read']);
      await refuses(putting(id, narrow, change), 403, 'ScopeNotGranted', { scopes: ['enterprises'] });
      const readers = [await scene.make.member(organization, 'member')];
      for (const role of ['auditor', 'member']) {
        const user = await scene.make.user();
        const row = [id, user.id, organization.id, role];
        await scene.app.sql.execute('INSERT INTO enterprise_users VALUES (?, ?, ?, ?, 1)', row);
        readers.push(user);
      }
      for (const user of readers) {
        await refuses(putting(id, await scene.make.userToken(user), change), 403, 'Forbidden');
      }
    });

    it('while it is frozen, for all callers', async () => {
      const { id, token } = await anEnterpriseOf();
      const freeze = { method: 'POST', url: `/api/v2/enterprise/${id}/freeze`, token, json: {} } as const;
      const { expires } = (await scene.app.call<{ expires: string }>(freeze)).body;
      for (const as of [token, await scene.make.operatorToken()]) {
        await refuses(putting(id, as, change), 403, 'EnterpriseFrozen', { enterpriseId: id, expires });
      }
      await scene.app.sql.execute('UPDATE enterprise_freezes SET expires_at = ? WHERE enterprise_id = ?', [
        Date.now() - 1,
        id,
      ]);
      await put(id, token, change);
    });

    it('while its organization or one above is suspended or not activated, for those above and the operator too', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const { id, token } = await anEnterpriseOf(child);
      const callers = [token, await scene.make.organizationToken(root), await scene.make.operatorToken()];
      const organizationId = child.id;
      await scene.make.suspend(child);
      for (const as of callers) {
        await refuses(putting(id, as, change), 403, 'OrganizationSuspended', { organizationId, inherited: false });
      }
      await scene.make.unsuspend(child);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [child.id]);
      for (const as of callers) {
        await refuses(putting(id, as, change), 403, 'OrganizationNotActivated', { organizationId });
      }
    });
  });

  it('404 for a token of another organization', async () => {
    const { id } = await anEnterpriseOf();
    const { token } = await scene.root();
    await refuses(putting(id, token, { usersViewAllWallets: true }), 404, 'EnterpriseNotFound', { enterpriseId: id });
  });

  it('412 if it was changed since it was read', async () => {
    const { id, token } = await anEnterpriseOf();
    await put(id, token, { usersViewAllWallets: true }, { 'If-Match': '"7", "1"' });
    for (const tag of ['"1"', 'W/"1"', '"2-suspended"']) {
      const call = putting(id, token, { usersViewAllWallets: false }, { 'If-Match': tag });
      await refuses(call, 412, 'PreconditionFailed');
    }
    await put(id, token, { usersViewAllWallets: false }, { 'If-Match': '"2"' });
    // As a proxy that compresses answers gives it on.
    await put(id, token, { usersViewAllWallets: true }, { 'If-Match': 'W/"3"' });
    await put(id, token, { usersViewAllWallets: false }, { 'If-Match': '*' });
  });
});
