import { SCOPES } from '../../../src/auth/scopes.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey } from '../../support/scenes/factories.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';

interface Listed {
  readonly enterprises: { readonly id: string; readonly name: string }[];
  readonly nextBatchPrevId?: string;
}

const MANY = 620;

describe.each(testDatabases())('GET /api/v2/organization/{organizationId}/enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    // A token that leaves the cache on a busy machine would cost one more statement.
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const listing = (of: Pick<Organization, 'id'>, as: string | undefined, query = ''): Call => ({
    method: 'GET',
    url: `/api/v2/organization/${of.id}/enterprise${query}`,
    ...(as !== undefined && { token: as }),
  });

  const list = async (query = '', of = organization, as = token) => {
    const answer = await scene.app.call<Listed>(listing(of, as, query));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer.body;
  };

  /** An organization with so many enterprises, inserted directly, and their ids in order. */
  const full = async (enterprises: number) => {
    const other = await scene.root();
    const { body } = await scene.created(creation(other.organization, other.token));
    const { sql } = scene.app;
    const ids = [body.enterpriseId, ...Array.from({ length: enterprises - 1 }, () => newId())];
    const copied =
      'organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, email_digest, admins_digest';
    for (let from = 1; from < ids.length; from += 100) {
      const batch = ids.slice(from, from + 100);
      await sql.execute(
        `INSERT INTO enterprises (id, key_hash, ${copied})
          ${batch.map(() => `SELECT ?, ?, ${copied} FROM enterprises WHERE id = ?`).join(' UNION ALL ')}`,
        batch.flatMap((id) => [id, id, body.enterpriseId]),
      );
    }
    return { ...other, ids };
  };

  describe('200', () => {
    it('lists the enterprises of the organization and no others, oldest first, by id and name', async () => {
      const { organization: parent, token: ofParent } = await scene.root();
      const child = await scene.make.managed(parent);
      const made = [];
      for (const email of ['b@example.com', 'a@example.com', 'C@example.com']) {
        const { body } = await scene.created(creation(parent, ofParent, anEnterprise({ email })));
        made.push({ id: body.enterpriseId, name: email });
      }
      await scene.created(creation(child, ofParent));
      expect(await list('', parent, ofParent)).toEqual({ enterprises: made });
      expect((await list('/', parent, ofParent)).enterprises).toHaveLength(3);
    });

    it('is an empty list if there is none', async () => {
      const other = await scene.root();
      expect(await list('', other.organization, other.token)).toEqual({ enterprises: [] });
    });

    it('finds the enterprise of an idempotency key, and writes nothing', async () => {
      const idempotencyKey = `${aKey()} +&%/ü`;
      const { body } = await scene.created(creation(organization, token, anEnterprise({ idempotencyKey })));
      const before = await scene.rowCounts();
      const { enterprises, ...rest } = await list(`?idempotencyKey=${encodeURIComponent(idempotencyKey)}&limit=1`);
      expect(enterprises).toEqual([{ id: body.enterpriseId, name: expect.stringContaining('@') as unknown }]);
      expect(rest).toEqual({});
      expect(await scene.rowCounts()).toEqual(before);
    });

    it('gives an empty list for a key that was not used in this organization', async () => {
      const other = await scene.root();
      const idempotencyKey = aKey();
      await scene.created(creation(other.organization, other.token, anEnterprise({ idempotencyKey })));
      expect(await list(`?idempotencyKey=${idempotencyKey}`)).toEqual({ enterprises: [] });
      expect(await list(`?idempotencyKey=${idempotencyKey.toUpperCase()}`, other.organization, other.token)).toEqual({
        enterprises: [],
      });
    });

    it('pages to the end with nextBatchPrevId, which is the last id shown, and present only if more follow', async () => {
      const { organization: other, token: as, ids } = await full(60);
      const seen: string[] = [];
      const sizes: number[] = [];
      for (let query = '?'; ;) {
        const { enterprises, nextBatchPrevId } = await list(`${query}`, other, as);
        seen.push(...enterprises.map(({ id }) => id));
        sizes.push(enterprises.length);
        if (nextBatchPrevId === undefined) break;
        expect(nextBatchPrevId).toBe(seen.at(-1));
        query = `?prevId=${nextBatchPrevId}`;
      }
      expect(seen).toEqual(ids);
      expect(sizes).toEqual([25, 25, 10]);
    });

    it('has no cursor if the last page is exactly full', async () => {
      const { organization: other, token: as, ids } = await full(6);
      expect(await list('?limit=6', other, as)).not.toHaveProperty('nextBatchPrevId');
      expect(await list('?limit=5', other, as)).toHaveProperty('nextBatchPrevId', ids[4]);
      expect(await list(`?limit=1&prevId=${ids[4]}`, other, as)).not.toHaveProperty('nextBatchPrevId');
      expect(await list(`?prevId=${ids[5]}`, other, as)).toEqual({ enterprises: [] });
    });

    it('keeps its position when the enterprise of the cursor is gone', async () => {
      const { organization: other, token: as, ids } = await full(4);
      await scene.app.sql.execute('DELETE FROM enterprises WHERE id = ?', [ids[2]!]);
      expect((await list(`?prevId=${ids[2]}`, other, as)).enterprises.map(({ id }) => id)).toEqual([ids[3]]);
    });

    it('accepts a limit from 1 to 500, and ignores unknown parameters', async () => {
      const { organization: other, token: as, ids } = await full(MANY);
      expect((await list('?limit=1', other, as)).enterprises).toHaveLength(1);
      expect((await list('?limit=500', other, as)).enterprises.map(({ id }) => id)).toEqual(ids.slice(0, 500));
      expect((await list('?limit=2&limit=3', other, as)).enterprises).toHaveLength(3);
      expect((await list('?nextBatchPrevId=x&page=7&a[b]=c', other, as)).enterprises).toHaveLength(25);
    });

    it.each(['enterprises:read', 'enterprises', 'all'] as const)(
      'for a token with the scope %s alone',
      async (scope) => {
        await list('', organization, await scene.make.organizationToken(organization, [scope]));
      },
    );

    it.each(['admin', 'serviceUser', 'member'] as const)('for a user who is %s here or above', async (role) => {
      const child = await scene.make.managed(organization);
      const as = await scene.make.userToken(await scene.make.member(organization, role));
      await list('', organization, as);
      await list('', child, as);
    });

    it('of a suspended or not activated organization, for the operator and for those above it', async () => {
      const [root, parent, child] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const above = [
        await scene.make.operatorToken(),
        await scene.make.organizationToken(root),
        await scene.make.userToken(await scene.make.member(root, 'member')),
      ];
      await scene.make.suspend(parent);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [child.id]);
      for (const as of above) {
        await list('', parent, as);
        await list('', child, as);
      }
    });

    it('reads each page from the index, beginning at its cursor and without sorting', async () => {
      const { organization: other, token: as, ids } = await full(MANY);
      await full(MANY);
      await scene.app.sql.execute('ANALYZE' + (database.name === 'mariadb' ? ' TABLE enterprises' : ''));
      await list('', other, as);
      await tokenUseIsWritten(scene.app, as);
      for (const query of ['', '?limit=500', `?prevId=${ids[300]}`]) {
        const trips = await tripsOf(scene.app, () => list(query, other, as));
        expect(trips).toHaveLength(2);
        await expectIndexed(trips[1]!.sql, trips[1]!.params);
      }
    });

    const expectIndexed = async (sql: string, params: readonly (string | number | null)[]) => {
      if (database.name === 'mariadb') {
        const [plan] = await scene.app.sql.rows(`EXPLAIN ${sql}`, params);
        expect(plan).toMatchObject({
          key: 'ix_enterprises_organization',
          type: expect.stringMatching(/^(range|ref)$/) as unknown,
        });
        // Two columns of 32 ASCII characters, each with two bytes of length: the organization and the id.
        expect(Number(plan?.key_len)).toBe(2 * 34);
        expect(String(plan?.Extra)).not.toMatch(/filesort|temporary/);
      } else {
        const plan = (await scene.app.sql.rows(`EXPLAIN QUERY PLAN ${sql}`, params)).map(({ detail }) => detail);
        expect(plan).toEqual(['SEARCH e USING INDEX ix_enterprises_organization (organization_id=? AND id>?)']);
      }
    };
  });

  describe('400', () => {
    it.each([
      ['limit=0', 'limit', 'too_small'],
      ['limit=-1', 'limit', 'too_small'],
      ['limit=501', 'limit', 'too_large'],
      ['limit=abc', 'limit', 'not_a_number'],
      ['limit=1.5', 'limit', 'not_a_number'],
      ['limit=1e2', 'limit', 'not_a_number'],
      ['limit=0x10', 'limit', 'not_a_number'],
      ['limit=%2010', 'limit', 'not_a_number'],
      ['limit=99999999999999999999', 'limit', 'not_a_number'],
      ['limit=', 'limit', 'not_a_number'],
      ['limit', 'limit', 'not_a_number'],
      ['limit[]=5', 'limit', 'not_a_number'],
      ['prevId=x', 'prevId', 'pattern'],
      ['prevId=', 'prevId', 'pattern'],
      [`prevId=${'A'.repeat(32)}`, 'prevId', 'pattern'],
      ['prevId', 'prevId', 'invalid_scalar'],
      ['prevId[x]=1', 'prevId', 'invalid_scalar'],
      ['idempotencyKey=', 'idempotencyKey', 'too_short'],
      ['idempotencyKey', 'idempotencyKey', 'invalid_scalar'],
      ['idempotencyKey[]=x', 'idempotencyKey', 'invalid_scalar'],
      [`idempotencyKey=${'x'.repeat(256)}`, 'idempotencyKey', 'too_long'],
      ['idempotencyKey=%zz', 'idempotencyKey', 'ill_formed'],
      ['idempotencyKey=a%00', 'idempotencyKey', 'ill_formed'],
      ['limit=5&a=1&a[b]=2', 'a', 'ill_formed'],
    ])('refuses the query %s', async (query, path, rule) => {
      await scene.refuses(listing(organization, token, `?${query}`), 400, 'Invalid', { fields: [{ path, rule }] });
    });

    it('names all that is wrong, in the order of the page', async () => {
      const fields = [
        { path: 'idempotencyKey', rule: 'too_short' },
        { path: 'limit', rule: 'too_small' },
        { path: 'prevId', rule: 'pattern' },
      ];
      await scene.refuses(listing(organization, token, '?prevId=x&limit=0&idempotencyKey='), 400, 'Invalid', {
        fields,
      });
    });

    it('answers a bad organization id with an error name of its own', async () => {
      await scene.refuses(listing({ id: 'ABC' }, token), 400, 'InvalidOrganizationId', { id: 'ABC' });
    });
  });

  describe('401', () => {
    it('requires a token', async () => {
      await scene.refuses(listing(organization, undefined), 401, 'Unauthorized');
    });
  });

  describe('403', () => {
    it.each(SCOPES.filter((scope) => !scope.startsWith('enterprises')))(
      'for a token with the scope %s',
      async (scope) => {
        const narrow = await scene.make.organizationToken(organization, [scope]);
        await scene.refuses(listing(organization, narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises:read'] });
      },
    );

    it('for a customer of the organization', async () => {
      const customer = await scene.make.userToken(await scene.make.member(organization, 'customer'));
      await scene.refuses(listing(organization, customer), 403, 'Forbidden');
    });

    it('for callers in a suspended organization or below it: reads are refused too', async () => {
      const [parent, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const own = await scene.make.organizationToken(parent);
      const below = await scene.make.organizationToken(child);
      const user = await scene.make.userToken(await scene.make.member(child, 'admin'));
      await scene.make.suspend(parent);
      const refused = (of: Organization, as: string, inherited: boolean) =>
        scene.refuses(listing(of, as), 403, 'OrganizationSuspended', { organizationId: of.id, inherited });
      await refused(parent, own, false);
      await refused(child, own, true);
      await refused(child, below, true);
      await refused(child, user, true);
    });

    it('for a user whose only reading role is in the suspended organization, whatever role without access the user has above', async () => {
      const [parent, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const user = await scene.make.member(parent, 'customer');
      await scene.app.sql.execute(
        `INSERT INTO organization_users (organization_id, user_id, role, created_at) VALUES (?, ?, 'member', 1)`,
        [child.id, user.id],
      );
      const as = await scene.make.userToken(user);
      await list('', child, as);
      await scene.make.suspend(child);
      const context = { organizationId: child.id, inherited: false };
      await scene.refuses(listing(child, as), 403, 'OrganizationSuspended', context);
    });

    it('for the token of an organization that is not activated', async () => {
      const inactive = await scene.root({ activated: false });
      const context = { organizationId: inactive.organization.id };
      await scene.refuses(listing(inactive.organization, inactive.token), 403, 'OrganizationNotActivated', context);
    });
  });

  describe('404', () => {
    it('for a deleted organization, for all callers', async () => {
      const [parent, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const callers = [await scene.make.operatorToken(), await scene.make.organizationToken(parent)];
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [child.id]);
      for (const as of callers) {
        await scene.refuses(listing(child, as), 404, 'OrganizationNotFound', { organizationId: child.id });
      }
    });

    it.each(['absent', 'foreign'] as const)('for an organization that is %s', async (which) => {
      const id = which === 'absent' ? newId() : (await scene.make.root()).id;
      await scene.refuses(listing({ id }, token), 404, 'OrganizationNotFound', { organizationId: id });
    });
  });
});
