import { said } from '../../support/answers.js';
import { digestOf, sha256 } from '../../../src/common/digest.js';
import { LARGE_SET } from '../../../src/common/page.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { type ApiTokenBody, TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { tokenUseIsWritten } from '../../support/database/statement-log.js';

const PAIRS = 'annotations[][key]=env&annotations[][value]=prod&annotations[][key]=n&annotations[][value]=3';
const living = 'SEARCH t USING COVERING INDEX ix_access_tokens_living (organization_id=? AND revoked_at=?)';
const PAIR = 'ix_access_token_annotations_pair';
const pair = `SEARCH a USING COVERING INDEX ${PAIR} (holder_id=? AND pair_hash=?)`;
const alsoHas = `SEARCH b USING COVERING INDEX ${PAIR} (holder_id=? AND pair_hash=? AND access_token_id=?)`;
const shown = 'SEARCH t USING INDEX sqlite_autoindex_access_tokens_1 (id=?) LEFT-JOIN';
const LIVING = {
  mariadb: [
    ['<derived2> ALL', 't ref ix_access_tokens_living covering'],
    ['<derived2> ALL', 't eq_ref PRIMARY', 't ref ix_access_tokens_living covering'],
  ],
  sqlite: [
    ['CO-ROUTINE t', living, 'SCAN t'],
    ['CO-ROUTINE p', living, 'SCAN p', shown],
  ],
};
const PAIRED = {
  mariadb: [
    ['<derived2> ALL', `a ref ${PAIR} covering`],
    ['<derived2> ALL', `a ref ${PAIR} covering`],
    [`a range ${PAIR} covering`, `b ref ${PAIR} covering`],
  ],
  sqlite: [
    ['CO-ROUTINE t', pair, 'SCAN t'],
    ['CO-ROUTINE t', pair, 'SCAN t'],
    [pair.replace('pair_hash=?)', 'pair_hash=? AND access_token_id>?)'), 'CORRELATED SCALAR SUBQUERY 1', alsoHas],
  ],
};

describe.each(testDatabases())('listing API tokens on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: '5000' });
  });

  afterAll(() => scene.close());

  const ids = (tokens: readonly ApiTokenBody[]) => tokens.map(({ id }) => id);

  /** So many tokens of an organization, past the service: every fifth of them revoked, the others annotated. */
  async function fill(organization: Organization, many: number): Promise<string[]> {
    const made = Array.from({ length: many }, (_, number) => ({ id: newId(), revoked: number % 5 === 4 }));
    for (let at = 0; at < many; at += 200) {
      const some = made.slice(at, at + 200);
      await scene.app.sql.execute(
        `INSERT INTO access_tokens (id, kind, organization_id, name, secret_hash, scopes, created_at, revoked_at)
          VALUES ${some.map(() => "(?, 'organization', ?, 'filled', ?, 'enterprises', 0, ?)").join(', ')}`,
        some.flatMap(({ id, revoked }) => [id, organization.id, `${id}${id}`, revoked ? 1 : null]),
      );
      const noted = some.filter(({ revoked }) => !revoked).map(({ id }, number) => ({ id, n: String(number % 50) }));
      await scene.app.sql.execute(
        `INSERT INTO access_token_annotations
          (access_token_id, position, holder_id, name, value, name_hash, pair_hash)
          VALUES ${noted.map(() => "(?, 0, ?, 'env', 'prod', ?, ?), (?, 1, ?, 'n', ?, ?, ?)").join(', ')}`,
        noted.flatMap(({ id, n }) => [
          ...[id, organization.id, sha256('env'), digestOf(['env', 'prod'])],
          ...[id, organization.id, n, sha256('n'), digestOf(['n', n])],
        ]),
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
      const input = { name: 'second', authorized_ip_addresses: ['10.0.0.0/8'], expires_at: 4_000_000_000 };
      const second = (await scene.create({ ...input, scopes: ['users'] }, { token }, root)).body.api_token;
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

    it('does not count a large set, and reads everything but what it shows off an index alone, unsorted', async () => {
      const root = await scene.make.root();
      const token = await scene.make.operatorToken();
      // Among one or two organizations a scan would be the right plan.
      for (let others = 0; others < 20; others++) await fill(await scene.make.root(), 200);
      await fill(root, Math.ceil((LARGE_SET + 1) / 4) * 5);
      const statement = database.name === 'mariadb' ? 'ANALYZE TABLE' : 'ANALYZE';
      for (const table of ['access_tokens', 'access_token_annotations']) {
        await scene.app.sql.execute(`${statement} ${table}`);
      }
      const { body } = await scene.list(root, '', { token });
      expect(body.pagination).toEqual({
        ...{ current_page: 1, total_pages: null, total: null, per_page: 30, large_set: true },
      });
      expect(await plansOf(root, '?page=4', token)).toEqual(LIVING[database.name]);
      // What has both is walked through in parts, until a large set is known to be one.
      expect(await plansOf(root, `?${PAIRS}`, token)).toEqual(PAIRED[database.name]);
    });

    const plansOf = async (organization: Organization, query: string, token: string) => {
      await tokenUseIsWritten(scene.app, token);
      const sent = await statementsOf(scene.app, () => scene.list(organization, query, { token }));
      const own = sent.filter(({ sql }) => /FROM \(SELECT|AS has/.test(sql));
      return Promise.all(own.map((each) => planOf(scene.app, each)));
    };

    it('is for a member, for a token that only reads tokens, and for a caller above a hold', async () => {
      const child = await scene.make.managed(scene.root);
      await scene.make.suspend(child);
      const member = await scene.make.userToken(await scene.make.member(scene.root, 'member'), ['api_tokens:read']);
      expect(said(await scene.list(scene.root, '', { token: member }))).toBe('200');
      expect(said(await scene.list(child, '', { token: member }))).toBe('200');
    });
  });

  describe('400', () => {
    it.each(['page=0', 'page=x', 'per_page=0', 'per_page=201', 'annotations[key]=a', 'organization=x'])(
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
