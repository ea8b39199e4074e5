import { SCOPES } from '../../../src/auth/scopes.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';

describe.each(testDatabases())('GET /api/v2/user/{id} on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let parent: Organization;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    // A token that is forgotten on a busy machine would cost a question more.
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    operator = await scene.make.operatorToken();
    [parent, organization] = (await scene.make.lineage(2)) as [Organization, Organization];
    token = await scene.make.organizationToken(organization);
  });

  afterAll(() => scene.close());

  const getting = (id: string, as: string | undefined): Call => ({
    method: 'GET',
    url: `/api/v2/user/${id}`,
    ...(as !== undefined && { token: as }),
  });

  const get = async (id: string, as: string) => {
    const answer = await scene.app.call<{ user: { id: string } }>(getting(id, as));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer.body;
  };

  const userOfAnEnterpriseIn = async (of: Organization): Promise<User> => {
    const user = await scene.make.user();
    await scene.created(creation(of, operator, anEnterprise({ email: user.email })));
    return user;
  };

  describe('200', () => {
    it('shows the documented members, wrapped, and nothing else', async () => {
      const user = await scene.make.user('Shown.Person@example.com');
      await scene.app.sql.execute('UPDATE users SET first_name = ?, last_name = ? WHERE id = ?', [
        'Ada',
        'Lovelace',
        user.id,
      ]);
      expect(await get(user.id, operator)).toEqual({
        user: {
          id: user.id,
          isActive: true,
          isFrozen: false,
          name: { first: 'Ada', last: 'Lovelace', full: 'Ada Lovelace' },
          username: 'Shown.Person@example.com',
          email: { email: 'Shown.Person@example.com', verified: false },
        },
      });
    });

    it('has empty texts where nothing is known of a person', async () => {
      const user = await scene.make.user();
      const erase = 'UPDATE users SET email = NULL, email_canonical = NULL, erased_at = 1 WHERE id = ?';
      await scene.app.sql.execute(erase, [user.id]);
      const body = await get(user.id, operator);
      expect(body.user).toMatchObject({ name: { first: '', last: '', full: '' }, username: '', email: { email: '' } });
    });

    it('gives the user of the token for "me" and for the own id, whatever the roles', async () => {
      const user = await scene.make.user();
      const own = await scene.make.userToken(user);
      expect(await get('me', own)).toEqual(await get(user.id, own));
      expect((await get('me/', own)).user.id).toBe(user.id);
    });

    it('lets users read themselves though their organization is suspended', async () => {
      const suspended = await scene.make.root();
      const user = await scene.make.member(suspended, 'admin');
      const own = await scene.make.userToken(user);
      await scene.make.suspend(suspended);
      expect((await get('me', own)).user.id).toBe(user.id);
      expect((await get(user.id, own)).user.id).toBe(user.id);
    });

    it.each(['admin', 'serviceUser', 'member', 'customer'] as const)(
      'shows to an organization a user who is %s in it or above it',
      async (role) => {
        for (const place of [organization, parent]) {
          const { id } = await scene.make.member(place, role);
          expect((await get(id, token)).user.id).toBe(id);
        }
      },
    );

    it('shows an organization the users of its enterprises and of those below it', async () => {
      const child = await scene.make.managed(organization);
      for (const place of [organization, child]) {
        const { id } = await userOfAnEnterpriseIn(place);
        expect((await get(id, token)).user.id).toBe(id);
      }
    });

    it.each(['admin', 'serviceUser', 'member'] as const)(
      'shows to a user who is %s those whom the organization sees',
      async (role) => {
        const as = await scene.make.userToken(await scene.make.member(organization, role));
        const child = await scene.make.managed(organization);
        const seen = [
          await scene.make.member(organization, 'customer'),
          await scene.make.member(parent, 'customer'),
          await userOfAnEnterpriseIn(organization),
          await userOfAnEnterpriseIn(child),
        ];
        for (const { id } of seen) expect((await get(id, as)).user.id).toBe(id);
      },
    );

    it('shows to a user those who have a role in a common enterprise', async () => {
      const [one, other] = [
        await scene.make.member(organization, 'customer'),
        await userOfAnEnterpriseIn(organization),
      ];
      await scene.make.enterprise(organization, { email: one.email!, additionalAdmins: [other.id] });
      expect((await get(other.id, await scene.make.userToken(one))).user.id).toBe(other.id);
      expect((await get(one.id, await scene.make.userToken(other))).user.id).toBe(one.id);
    });

    // Protects rowsBelowViewer: the viewer's first thousand roles do not tell.
    it('shows a user with more than a thousand roles those who have a role in the last of these organizations', async () => {
      const above = await scene.make.root();
      const last = (await manyManaged(scene.app.sql, above, 1_010)).at(-1)!;
      const viewer = await scene.make.user();
      await scene.app.sql.execute(
        `INSERT INTO organization_users (organization_id, user_id, role, created_at)
          SELECT id, ?, 'member', 1 FROM organizations WHERE parent_id = ?`,
        [viewer.id, above.id],
      );
      const own = await scene.make.userToken(viewer);
      const place = { id: last, path: [above.id, last], depth: 2 } as unknown as Organization;
      for (const { id } of [await scene.make.member(place, 'customer'), await userOfAnEnterpriseIn(place)]) {
        expect((await get(id, own)).user.id).toBe(id);
      }
    });

    it('finds a user by email, however it is written', async () => {
      const { id } = await scene.make.user('Märta@BÜCHER.example');
      for (const email of [
        'Märta@BÜCHER.example',
        'mÄrta@xn--bcher-kva.example'.replace('Ä', 'ä'),
        'MäRTA@bücher.EXAMPLE',
      ]) {
        expect((await get(encodeURIComponent(email), operator)).user.id).toBe(id);
      }
      const own = await scene.make.userToken({ id } as User);
      expect((await get(encodeURIComponent('märta@bücher.example'), own)).user.id).toBe(id);
    });

    it('names its state by an ETag', async () => {
      const { id } = await scene.make.user();
      const [first, again] = [await scene.app.call(getting(id, operator)), await scene.app.call(getting(id, operator))];
      expect(first.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
      expect(again.headers.etag).toBe(first.headers.etag);
    });

    it.each(['users:read', 'users', 'all'] as const)('for a token with the scope %s alone', async (scope) => {
      const { id } = await scene.make.member(organization, 'member');
      await get(id, await scene.make.organizationToken(organization, [scope]));
    });
  });

  describe('400', () => {
    it.each(['ME', 'a@', '@example.com', 'A'.repeat(32), `${'a'.repeat(32)}%0a`, '%00', '%F0%9F%98%80', 'sessions'])(
      'reports that %s is no id by a name of its own',
      async (id) => {
        await scene.refuses(getting(id, operator), 400, 'InvalidUserId', { id: decodeURIComponent(id) });
      },
    );

    it('takes the id from the path, whatever the query says', async () => {
      await scene.refuses(getting('x?id=me', operator), 400, 'InvalidUserId', { id: 'x' });
    });
  });

  describe('401', () => {
    it('asks for a token', async () => {
      await scene.refuses(getting('me', undefined), 401, 'Unauthorized');
    });
  });

  describe('403', () => {
    it.each(SCOPES.filter((scope) => !scope.startsWith('users')))('for a token with the scope %s', async (scope) => {
      const narrow = await scene.make.token({ kind: 'operator' }, [scope]);
      await scene.refuses(getting('me', narrow), 403, 'ScopeNotGranted', { scopes: ['users:read'] });
    });

    it.each([
      ['itself', false],
      ['its parent', true],
    ])('for the token of an organization while %s is suspended, for any user', async (_, inherited) => {
      const [above, own] = (await scene.make.lineage(2)) as [Organization, Organization];
      const { id } = await scene.make.member(own, 'admin');
      const as = await scene.make.organizationToken(own);
      await scene.make.suspend(inherited ? above : own);
      for (const asked of [id, newId(), 'me']) {
        const context = { organizationId: own.id, inherited };
        await scene.refuses(getting(asked, as), 403, 'OrganizationSuspended', context);
      }
    });

    it('for the token of an organization that is not activated', async () => {
      const inactive = await scene.root({ activated: false });
      const context = { organizationId: inactive.organization.id };
      await scene.refuses(getting(newId(), inactive.token), 403, 'OrganizationNotActivated', context);
    });
  });

  describe('404', () => {
    const notFound = (id: string, as: string) => scene.refuses(getting(id, as), 404, 'UserNotFound', { userIds: [id] });

    it('for the "me" of a token that belongs to no user', async () => {
      await notFound('me', operator);
      await notFound('me', token);
    });

    it('for a user who is not there', async () => {
      const id = newId();
      await notFound(id, operator);
      await notFound(id, token);
      await notFound(id, await scene.make.userToken(await scene.make.user()));
    });

    it('for users from elsewhere: another tree, a sibling, an organization below, an enterprise above', async () => {
      const strangers = [
        await scene.make.user(),
        await scene.make.member(await scene.make.root(), 'admin'),
        await scene.make.member(await scene.make.managed(parent), 'admin'),
        await scene.make.member(await scene.make.managed(organization), 'admin'),
        await userOfAnEnterpriseIn(parent),
      ];
      for (const { id } of strangers) await notFound(id, token);
    });

    it('for an unknown email, and for one of a user who is not visible', async () => {
      const foreign = await scene.make.member(await scene.make.root(), 'admin');
      for (const email of ['nobody.at-all@example.com', foreign.email!]) {
        await scene.refuses(getting(encodeURIComponent(email), token), 404, 'UserNotFound', { userIds: [email] });
      }
    });

    it.each(['customer', 'nothing'] as const)('for all others, when the caller is a user who is %s', async (role) => {
      const [one, other] = [
        await scene.make.member(organization, 'customer'),
        await scene.make.member(organization, 'admin'),
      ];
      const asking = role === 'customer' ? one : await scene.make.user();
      await notFound(other.id, await scene.make.userToken(asking));
    });

    it('for a user whose own organization, where the other one would be visible, is suspended', async () => {
      const [above, own] = (await scene.make.lineage(2)) as [Organization, Organization];
      const [one, other] = [await scene.make.member(own, 'admin'), await scene.make.member(own, 'member')];
      const as = await scene.make.userToken(one);
      expect((await get(other.id, as)).user.id).toBe(other.id);
      await scene.make.suspend(above);
      await notFound(other.id, as);
    });

    it('for users above or beside the caller, and in enterprises of others', async () => {
      const as = await scene.make.userToken(await scene.make.member(organization, 'admin'));
      const strangers = [
        await scene.make.member(await scene.make.managed(parent), 'admin'),
        await scene.make.member(await scene.make.managed(organization), 'customer'),
        await userOfAnEnterpriseIn(parent),
      ];
      for (const { id } of strangers) await notFound(id, as);
      const customer = await userOfAnEnterpriseIn(organization);
      await notFound((await userOfAnEnterpriseIn(organization)).id, await scene.make.userToken(customer));
    });

    it.each(['id', 'email'] as const)(
      'says the same bytes for absent and foreign %s, and asks the same of the database',
      async (by) => {
        const foreign = await scene.make.member(await scene.make.root(), 'admin');
        const asked = by === 'id' ? [newId(), foreign.id] : ['x@example.com', foreign.email!];
        await scene.app.call(getting(newId(), token));
        await tokenUseIsWritten(scene.app, token);
        const seen = [];
        for (const id of asked) {
          let text = '';
          const call = { ...getting(id, token), headers: { 'X-Request-Id': 'r' } };
          const trips = await tripsOf(scene.app, async () => ({ text } = await scene.app.call(call)));
          seen.push([text.replaceAll(id, 'ID'), ...trips.map(({ sql }) => sql)]);
        }
        expect(seen[1]).toEqual(seen[0]);
      },
    );
  });
});
