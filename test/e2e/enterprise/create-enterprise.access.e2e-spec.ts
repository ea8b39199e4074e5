import { SCOPES } from '../../../src/auth/scopes.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey } from '../../support/scenes/factories.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';

const LEVELS = ['grandparent', 'parent', 'organization'] as const;

describe.each(testDatabases())('who may create an enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;

  beforeAll(async () => {
    // A token that leaves the cache on a busy machine would cost one more statement.
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    operator = await scene.make.operatorToken();
  });

  afterAll(() => scene.close());

  /** A root, its child and its grandchild, which the tests call the organization. */
  const family = async () => {
    const [grandparent, parent, organization] = (await scene.make.lineage(3)) as [
      Organization,
      Organization,
      Organization,
    ];
    return { grandparent, parent, organization };
  };

  /** A user with a role in an enterprise of this organization, and with none in any organization. */
  const userOfAnEnterpriseIn = async (organization: Organization): Promise<User> => {
    const user = await scene.make.user();
    await scene.created(creation(organization, operator, anEnterprise({ email: user.email })));
    return user;
  };

  describe('200', () => {
    it.each(LEVELS)('for a token of the %s', async (level) => {
      const line = await family();
      await scene.created(
        creation(line.organization, await scene.make.organizationToken(line[level], ['enterprises'])),
      );
    });

    it('for the operator', async () => {
      await scene.created(creation((await family()).organization, operator));
    });

    it.each(LEVELS.flatMap((level) => (['admin', 'serviceUser'] as const).map((role) => [role, level] as const)))(
      'for a user who is %s in the %s',
      async (role, level) => {
        const line = await family();
        const user = await scene.make.member(line[level], role);
        await scene.created(creation(line.organization, await scene.make.userToken(user)));
      },
    );

    it('for a user whose role here does not suffice, and whose role above does', async () => {
      const { parent, organization } = await family();
      const user = await scene.make.member(organization, 'customer');
      await scene.app.sql.execute(
        `INSERT INTO organization_users (organization_id, user_id, role, created_at) VALUES (?, ?, 'admin', 1)`,
        [parent.id, user.id],
      );
      await scene.created(creation(organization, await scene.make.userToken(user)));
    });

    it('while a sibling or a child is suspended', async () => {
      const { parent, organization } = await family();
      await scene.make.suspend(organization);
      const sibling = await scene.make.managed(parent);
      await scene.created(creation(parent, operator));
      await scene.created(creation(sibling, operator));
    });

    it.each(LEVELS.flatMap((level) => (['customer', 'member'] as const).map((role) => [role, level] as const)))(
      'with an additional admin who is %s in the %s',
      async (role, level) => {
        const line = await family();
        const admin = await scene.make.member(line[level], role);
        const call = creation(line.organization, operator, anEnterprise({ additionalAdmins: [admin.id] }));
        expect(await scene.adminsOf((await scene.created(call)).body.enterpriseId)).toContain(admin.id);
      },
    );

    it.each(LEVELS)('in the grandparent with an additional admin of an enterprise in the %s', async (level) => {
      const line = await family();
      const admin = await userOfAnEnterpriseIn(line[level]);
      await scene.created(creation(line.grandparent, operator, anEnterprise({ additionalAdmins: [admin.id] })));
    });
  });

  describe('403', () => {
    it.each(SCOPES.filter((scope) => scope !== 'enterprises'))('for a token with the scope %s', async (scope) => {
      const { organization } = await family();
      const token = await scene.make.organizationToken(organization, [scope]);
      await scene.refuses(creation(organization, token), 403, 'ScopeNotGranted', { scopes: ['enterprises'] });
    });

    it.each(LEVELS.flatMap((level) => (['member', 'customer'] as const).map((role) => [role, level] as const)))(
      'for a user who is only %s in the %s, whatever the scopes of the token',
      async (role, level) => {
        const line = await family();
        const token = await scene.make.userToken(await scene.make.member(line[level], role));
        await scene.refuses(creation(line.organization, token), 403, 'Forbidden');
      },
    );

    it.each(LEVELS)('for all callers, the operator too, while the %s is suspended', async (level) => {
      const line = await family();
      const { organization } = line;
      const tokens = [
        operator,
        await scene.make.organizationToken(organization),
        await scene.make.organizationToken(line.grandparent),
        await scene.make.userToken(await scene.make.member(organization, 'admin')),
        await scene.make.userToken(await scene.make.member(organization, 'customer')),
      ];
      await scene.make.suspend(line[level]);
      const context = { organizationId: organization.id, inherited: level !== 'organization' };
      for (const token of tokens) {
        await scene.refuses(creation(organization, token), 403, 'OrganizationSuspended', context);
      }
      await scene.make.unsuspend(line[level]);
      await scene.created(creation(organization, tokens[1]));
    });

    it('until the last hold is lifted, each only by its placer', async () => {
      const { grandparent, parent, organization } = await family();
      const ofParent = { source: 'parent', placedBy: parent.id } as const;
      const ofGrandparent = { source: 'parent', placedBy: grandparent.id } as const;
      const suspended = (inherited: boolean) =>
        scene.refuses(creation(organization, operator), 403, 'OrganizationSuspended', {
          organizationId: organization.id,
          inherited,
        });
      await scene.make.suspend(organization, ofParent);
      await scene.make.suspend(organization, ofGrandparent);
      await scene.make.suspend(parent, ofGrandparent);
      await suspended(false);
      await scene.make.unsuspend(organization, ofParent);
      await scene.make.unsuspend(organization, ofParent);
      await suspended(false);
      await scene.make.unsuspend(organization, ofGrandparent);
      await suspended(true);
      await scene.make.unsuspend(parent, ofGrandparent);
      await scene.created(creation(organization, operator));
    });

    it.each(LEVELS)('for all callers, the operator too, while the %s is not activated', async (level) => {
      const line = await family();
      const { organization } = line;
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [line[level].id]);
      const member = await scene.make.userToken(await scene.make.member(organization, 'member'));
      for (const token of [operator, await scene.make.organizationToken(organization), member]) {
        const context = { organizationId: organization.id };
        await scene.refuses(creation(organization, token), 403, 'OrganizationNotActivated', context);
      }
    });
  });

  describe('404', () => {
    const notFound = (organization: Pick<Organization, 'id'>, token: string) =>
      scene.refuses(creation(organization, token), 404, 'OrganizationNotFound', { organizationId: organization.id });

    it.each(['POST', 'GET'] as const)(
      'for a %s whose path names no organization: nothing is routed there',
      async (method) => {
        const headers = { authorization: `Bearer ${operator}` };
        const response = await scene.app.app.inject({ method, url: '/api/v2/organization//enterprise', headers });
        expect([response.statusCode, response.json<{ name: string }>().name]).toEqual([404, 'NotFound']);
      },
    );

    it('for an absent organization, for the operator too', async () => {
      await notFound({ id: newId() }, operator);
    });

    it('for an organization of others, in the same bytes and by the same statements', async () => {
      const { token } = await scene.root();
      const withoutRole = await scene.make.userToken(await scene.make.user());
      const foreign = (await family()).organization;
      const absent = { id: newId() };
      for (const caller of [token, withoutRole]) {
        await scene.app.call(creation(absent, caller));
        await tokenUseIsWritten(scene.app, caller);
        const seen = [];
        for (const { id } of [absent, foreign]) {
          const headers = { 'X-Request-Id': 'r' };
          let answer: object = {};
          const trips = await tripsOf(scene.app, async () => {
            const { status, headers: got, text } = await scene.app.call({ ...creation({ id }, caller), headers });
            answer = { status, text: text.replaceAll(id, 'ID'), headers: { ...got, date: '' } };
          });
          seen.push({ answer, trips: trips.map(({ sql }) => sql) });
        }
        expect(seen[1]).toEqual(seen[0]);
        expect(seen[0]!.answer).toMatchObject({ status: 404 });
        await notFound(foreign, caller);
      }
    });

    it('for organizations above or beside the caller', async () => {
      const { parent, grandparent, organization } = await family();
      const sibling = await scene.make.managed(parent);
      const token = await scene.make.organizationToken(organization);
      const user = await scene.make.userToken(await scene.make.member(organization, 'admin'));
      for (const other of [parent, grandparent, sibling]) {
        await notFound(other, token);
        await notFound(other, user);
      }
    });

    it('for a user with a role in its enterprises and none in the organization itself', async () => {
      const { organization } = await family();
      await notFound(organization, await scene.make.userToken(await userOfAnEnterpriseIn(organization)));
    });

    it('for a suspended or not activated organization of others, whose state is not disclosed', async () => {
      const { token } = await scene.root();
      const [suspended, inactive] = [await scene.make.root(), await scene.make.root({ activated: false })];
      await scene.make.suspend(suspended);
      await notFound(suspended, token);
      await notFound(inactive, token);
    });

    it.each(LEVELS)('for all callers when the %s is deleted', async (level) => {
      const line = await family();
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [line[level].id]);
      await notFound(line.organization, operator);
      await notFound(line.organization, await scene.make.organizationToken(line.organization));
    });

    const usersNotFound = (organization: Organization, sent: unknown[], named: unknown[] = sent) =>
      scene.refuses(creation(organization, operator, anEnterprise({ additionalAdmins: sent })), 404, 'UserNotFound', {
        userIds: named,
      });

    it('for an unknown additional admin, whatever the form of the id', async () => {
      const { organization } = await family();
      const ids = [newId(), 'me', 'a@example.com', 'A'.repeat(32), '0'.repeat(33), `${newId()} `, 'é', "' OR 1=1 --"];
      for (const id of ids) await usersNotFound(organization, [id]);
    });

    it('for an additional admin of another tree, in the same bytes as for an absent one', async () => {
      const { organization } = await family();
      const foreign = await scene.make.member(await scene.make.root(), 'admin');
      const texts = [];
      for (const id of [newId(), foreign.id]) {
        const { text, headers } = await usersNotFound(organization, [id]);
        texts.push(text.replaceAll(id, 'ID').replaceAll(headers['x-request-id']!, ''));
      }
      expect(texts[1]).toBe(texts[0]);
    });

    it('for additional admins from beside, from enterprises above, and from organizations below', async () => {
      const { grandparent, parent, organization } = await family();
      const sibling = await scene.make.managed(parent);
      const ids = [
        (await scene.make.member(sibling, 'admin')).id,
        (await userOfAnEnterpriseIn(sibling)).id,
        (await userOfAnEnterpriseIn(grandparent)).id,
        (await scene.make.user()).id,
      ];
      for (const id of ids) await usersNotFound(organization, [id]);
      await usersNotFound(parent, [(await scene.make.member(organization, 'admin')).id]);
    });

    it('for the user of the email, if named as an additional admin and not visible', async () => {
      const { organization } = await family();
      const user = await scene.make.user();
      const body = anEnterprise({ email: user.email, additionalAdmins: [user.id] });
      await scene.refuses(creation(organization, operator, body), 404, 'UserNotFound', { userIds: [user.id] });
    });

    it('names every invisible user among the additional admins, each once, in the order of the request', async () => {
      const { organization } = await family();
      const known = await scene.make.member(organization, 'admin');
      const [one, two] = [newId(), `x-${aKey()}`];
      await usersNotFound(organization, [two, known.id, one, two], [two, one]);
    });
  });
});
