import { LARGE_SET } from '../../src/common/page.js';
import { newId } from '../../src/common/ids.js';
import type { Organization } from '../../src/organization/organization.js';
import { type ApiTokenBody, said, TokenScene } from '../support/api-tokens.js';
import { testDatabases } from '../support/databases.js';
import { tokenUseIsWritten, tripsOf } from '../support/statement-log.js';

describe.each(testDatabases())('listing API tokens on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: '5000' });
  });

  afterAll(() => scene.close());

  const ids = (tokens: readonly ApiTokenBody[]) => tokens.map(({ id }) => id);

  /** So many tokens of an organization, past the service: every fifth of them revoked. */
  async function fill(organization: Organization, many: number): Promise<string[]> {
    const made = Array.from({ length: many }, (_, number) => ({ id: newId(), revoked: number % 5 === 4 }));
    for (let at = 0; at < many; at += 200) {
      const some = made.slice(at, at + 200);
      await scene.app.sql.execute(
        `INSERT INTO access_tokens (id, kind, organization_id, name, secret_hash, scopes, created_at, revoked_at)
          VALUES ${some.map(() => "(?, 'organization', ?, 'filled', ?, 'enterprises', 0, ?)").join(', ')}`,
        some.flatMap(({ id, revoked }) => [id, organization.id, `${id}${id}`, revoked ? 1 : null]),
      );
    }
    return made.filter(({ revoked }) => !revoked).map(({ id }) => id);
  }

  describe('200', () => {
    it('shows the organization’s own tokens, oldest first, without a secret and in the published order', async () => {
      const root = await scene.make.root();
      const child = await scene.make.managed(root);
      const token = await scene.make.organizationToken(root);
      await scene.make.organizationToken(child);
      await scene.make.userToken(await scene.make.member(root, 'admin'));
      const wish = { name: 'second', authorized_ip_addresses: ['10.0.0.0/8'], expires_at: 4_000_000_000 };
      const second = (await scene.create({ ...wish, scopes: ['users'] }, { token }, root)).body.api_token;
      const { status, text } = await scene.list(root, '', { token });
      const first = { id: await scene.idOf(token), name: 'test', organization_id: root.id };
      expect(status).toBe(200);
      expect(text).toBe(
        JSON.stringify({
          pagination: { current_page: 1, total_pages: 1, total: 2, per_page: 30, large_set: false },
          api_tokens: [
            {
              ...first,
              ...{ authorized_ip_addresses: [], expires_at: null, rate_limit: 5_000, scopes: ['all'], secret: null },
            },
            { ...second, secret: null },
          ],
        }),
      );
    });

    it('leaves out revoked ones, keeps expired ones, and shows a rate of its own', async () => {
      const root = await scene.make.root();
      const subject = { kind: 'organization', organizationId: root.id } as const;
      const revoked = await scene.make.issue(subject);
      const expired = await scene.make.issue(subject, ['all'], Date.now() - 1_000);
      await scene.make.revoke(revoked.id);
      await scene.app.sql.execute('UPDATE access_tokens SET rate_limit = 7 WHERE id = ?', [expired.id]);
      const { body } = await scene.list(root, '', { token: await scene.make.operatorToken() });
      expect(body.api_tokens).toMatchObject([{ id: expired.id, rate_limit: 7 }]);
      expect(body.pagination.total).toBe(1);
    });

    it('is read page by page, each once', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      const all = await fill(root, 50);
      const pages: string[][] = [];
      for (let page = 1; pages.at(-1)?.length !== 0; page++) {
        const { body } = await scene.list(root, `?page=${page}&per_page=15`, { token });
        expect(body.pagination).toEqual({
          ...{ current_page: page, total_pages: 3, total: 40, per_page: 15, large_set: false },
        });
        pages.push(ids(body.api_tokens));
      }
      expect(pages.flat()).toEqual(all);
      expect(pages.map(({ length }) => length)).toEqual([15, 15, 10, 0]);
    });

    it('does not count a large set, and reads both off the index without sorting', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      // Among one or two organizations a scan would be the right plan.
      for (let others = 0; others < 20; others++) await fill(await scene.make.root(), 200);
      await fill(root, Math.ceil((LARGE_SET + 1) / 4) * 5);
      await scene.app.sql.execute('ANALYZE' + (database.name === 'mariadb' ? ' TABLE access_tokens' : ''));
      const { body } = await scene.list(root, '', { token });
      expect(body.pagination).toEqual({
        ...{ current_page: 1, total_pages: null, total: null, per_page: 30, large_set: true },
      });
      await tokenUseIsWritten(scene.app, token);
      const trips = await tripsOf(scene.app, () => scene.list(root, '?page=4', { token }));
      const own = trips.filter(({ sql }) => /FROM access_tokens t FORCE|FROM access_tokens t\s/.test(sql));
      const statements = own.flatMap(({ sql, params }) =>
        sql.split(';\n').map((text, at) => ({ text, params: at === 0 ? params : params.slice(-1) })),
      );
      expect(statements).toHaveLength(2);
      for (const { text, params } of statements) await expectIndexed(text, params.slice(0, text.split('?').length - 1));
    });

    const expectIndexed = async (sql: string, params: readonly (string | number | null)[]) => {
      const isMaria = database.name === 'mariadb';
      const plan = await scene.app.sql.rows(`${isMaria ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`, params);
      if (isMaria) {
        const step = plan.find(({ table }) => table === 't');
        expect(step).toMatchObject({ key: 'ix_access_tokens_organization' });
        expect(JSON.stringify(plan)).not.toMatch(/filesort/);
      } else {
        const said = plan.map(({ detail }) => String(detail)).join('\n');
        expect(said).toContain('USING INDEX ix_access_tokens_organization (organization_id=?)');
        expect(said).not.toMatch(/B-TREE|SCAN t\b/);
      }
    };

    it('is for a member, for who only reads tokens, and for who stands above a hold', async () => {
      const child = await scene.make.managed(scene.root);
      await scene.make.suspend(child);
      const member = await scene.make.userToken(await scene.make.member(scene.root, 'member'), ['api_tokens:read']);
      expect(said(await scene.list(scene.root, '', { token: member }))).toBe('200');
      expect(said(await scene.list(child, '', { token: member }))).toBe('200');
    });
  });

  describe('400', () => {
    it.each(['page=0', 'page=x', 'per_page=0', 'per_page=201', 'annotations[][key]=a', 'organization=x'])(
      'refuses %s',
      async (query) => {
        expect(said(await scene.list(scene.root, `?${query}`))).toBe('400 invalid_argument');
      },
    );
  });

  describe('403', () => {
    it('asks for one of its scopes, and names both', async () => {
      const token = await scene.make.organizationToken(scene.root, ['organizations:read']);
      const { body } = await scene.list(scene.root, '', { token });
      const detail = { scopes: ['api_tokens', 'api_tokens:read'] };
      expect(body.error).toMatchObject({ code: 'scope_not_granted', detail });
    });

    it('refuses a customer, and the tokens of what is held', async () => {
      const token = await scene.make.userToken(await scene.make.member(scene.root, 'customer'));
      expect(said(await scene.list(scene.root, '', { token }))).toBe('403 permission_denied');
      const child = await scene.make.managed(scene.root);
      const own = await scene.make.organizationToken(child);
      await scene.make.suspend(child);
      expect(said(await scene.list(child, '', { token: own }))).toBe('403 organization_suspended');
    });
  });

  describe('404', () => {
    it('is the same for a stranger, for what lies above and for what is nowhere', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.organizationToken(child);
      const absent = await scene.list({ ...child, id: '0'.repeat(32) }, '', { token });
      expect(said(absent)).toBe('404 organization_not_found');
      for (const organization of [scene.root, await scene.make.root()]) {
        expect((await scene.list(organization, '', { token })).text).toBe(absent.text);
      }
    });
  });
});
