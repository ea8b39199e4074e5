import { said } from '../../support/answers.js';
import { newId } from '../../../src/common/ids.js';
import { type AccessTokenBody, OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { tally } from '../../support/scenes/installation.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { until } from '../../support/until.js';

const ids = (tokens: readonly { readonly id: string }[]) => tokens.map(({ id }) => id);

describe.each(testDatabases())('the access tokens of an identity on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;

  beforeEach(async () => {
    scene = await TokenScene.open(database);
    own = new OwnTokenCalls(scene);
  });

  afterEach(() => scene.close());

  const organization = () => ({ kind: 'organization', organizationId: scene.root.id }) as const;
  const several = async (count: number): Promise<AccessTokenBody[]> => {
    const made: AccessTokenBody[] = [];
    while (made.length < count) made.push((await own.create({ label: `t${made.length}` })).body);
    return made;
  };

  describe('listing them', () => {
    it('shows those that have not ended, oldest first, and never a secret', async () => {
      const first = await scene.idOf(scene.token);
      const [one, two, three] = (await several(3)) as [AccessTokenBody, AccessTokenBody, AccessTokenBody];
      await own.end(two.id);
      await scene.make.issue(organization(), ['all'], Date.now() - 1);
      const { status, body, text } = await own.list();
      expect([status, ids(body.accessTokens), body.nextBatchPrevId]).toEqual([
        200,
        [first, one.id, three.id],
        undefined,
      ]);
      const { token, ...shown } = one;
      expect(body.accessTokens[1]).toEqual(shown);
      expect(text).not.toContain(token);
      expect(text).not.toContain('tnt_');
    });

    it('goes on from page to page, in both directions', async () => {
      const all = [await scene.idOf(scene.token), ...ids(await several(4))];
      expect(await own.ids('limit=2')).toEqual(all);
      expect(await own.ids('limit=2&sort=DESC')).toEqual(all.toReversed());
      expect(ids((await own.list(`?limit=2&sort=DESC`)).body.accessTokens)).toEqual(all.toReversed().slice(0, 2));
      expect((await own.list(`?limit=5`)).body).not.toHaveProperty('nextBatchPrevId');
      expect((await own.list(`?limit=4`)).body.nextBatchPrevId).toBe(all[3]);
    });

    it('never shows those of another owner: not the child’s, nor its users’, nor the operator’s', async () => {
      const child = await scene.make.managed(scene.root);
      const user = await scene.make.member(scene.root, 'admin');
      const callers = {
        root: scene.token,
        child: await scene.make.organizationToken(child),
        user: await scene.make.userToken(user),
        operator: await scene.make.operatorToken(),
      };
      for (const token of Object.values(callers)) {
        expect(await own.ids('', { token })).toEqual([await scene.idOf(token)]);
      }
    });

    it('needs the scope to read tokens, which a token sees itself without', async () => {
      const reader = await scene.make.organizationToken(scene.root, ['api_tokens:read']);
      const other = await scene.make.organizationToken(scene.root, ['enterprises']);
      expect([said(await own.list('', { token: reader })), said(await own.list('', { token: other }))]).toEqual([
        '200',
        '403 ScopeNotGranted',
      ]);
      expect(await own.session(other)).toBe('200');
    });

    it.each(['limit=0', 'limit=201', 'limit=x', 'prevId=x', 'sort=asc', `prevId=${'A'.repeat(32)}`])(
      'refuses %s',
      async (query) => {
        expect(said(await own.list(`?${query}`))).toBe('400 Invalid');
      },
    );

    // Protects FORCE INDEX in AccessTokenListService, for both directions of a page.
    it.each(['', `&prevId=${'7'.repeat(32)}`, '&sort=DESC', `&sort=DESC&prevId=${'7'.repeat(32)}`])(
      'reads off an index and sorts nothing, for any caller: %s',
      async (query) => {
        const user = await scene.make.user();
        const callers = {
          organization: scene.token,
          user: await scene.make.userToken(user),
          operator: await scene.make.operatorToken(),
        };
        for (const [who, token] of Object.entries(callers)) {
          const sent = await statementsOf(scene.app, () => own.list(`?limit=2${query}`, { token }));
          const page = sent.find(({ sql }) => sql.includes('LEFT JOIN users u'))!;
          const plan = (await planOf(scene.app, page)).join('; ');
          expect(plan).toContain(who === 'user' ? 'ix_access_tokens_user' : 'ix_access_tokens_organization');
          expect(plan).not.toMatch(/\bsort\b|TEMP B-TREE|SCAN/);
        }
      },
    );

    it('is refused while the organization is suspended', async () => {
      await scene.make.suspend(scene.root);
      expect(said(await own.list())).toBe('403 OrganizationSuspended');
    });
  });

  describe('ending one', () => {
    it('ends it now, shows it with that end, and holds at the next call', async () => {
      const { token, ...made } = (await own.create({ duration: 3_600 })).body;
      const { status, body } = await own.end(made.id);
      expect([status, body]).toEqual([200, { ...made, expires: body.expires }]);
      expect(Math.abs(Date.parse(body.expires!) - Date.now())).toBeLessThan(10_000);
      expect(await own.session(token!)).toBe('401 Unauthorized');
      // The refusal is written after its answer.
      await until('the refusal is in the audit', async () => (await scene.audit(made.id)).length === 3);
      const actions = (await scene.audit(made.id)).map(({ action }) => action);
      expect(actions).toEqual(['token.created', 'token.revoked', 'token.refused']);
    });

    it('may be done by a token to itself, and under the path of the published SDK', async () => {
      const url = `/api/v1/user/accesstoken/${await scene.idOf(scene.token)}`;
      expect(said(await own.end('', { url }))).toBe('200');
      expect(await own.session(scene.token)).toBe('401 Unauthorized');
    });

    it('of several at a time is done once', async () => {
      const { id } = (await own.create()).body;
      const answers = await Promise.all(Array.from({ length: 6 }, () => own.end(id)));
      const outcomes = tally(answers.map(said));
      expect((outcomes['200'] ?? 0) + (outcomes['404 AccessTokenNotFound'] ?? 0)).toBe(6);
      expect((await scene.audit(id)).map(({ action }) => action)).toEqual(['token.created', 'token.revoked']);
    });

    it('remains possible while the organization is suspended, and needs its scope', async () => {
      const { id } = (await own.create()).body;
      const token = await scene.make.organizationToken(scene.root, ['api_tokens:read']);
      await scene.make.suspend(scene.root);
      expect(said(await own.end(id, { token }))).toBe('403 ScopeNotGranted');
      expect(said(await own.end(id))).toBe('200');
    });

    it('gets the same answer for another owner’s, for one that has ended, and for an unknown one', async () => {
      const child = await scene.make.managed(scene.root);
      const ended = (await own.create()).body.id;
      await own.end(ended);
      const user = await scene.make.user();
      const nobodys = {
        'of a child': (await scene.make.issue({ kind: 'organization', organizationId: child.id })).id,
        'of a user': (await scene.make.issue({ kind: 'user', userId: user.id })).id,
        'of the operator': (await scene.make.issue({ kind: 'operator' })).id,
        'that has ended': ended,
        'that has expired': (await scene.make.issue(organization(), ['all'], Date.now() - 1)).id,
        'that is not there': newId(),
        'of another form': 'é😀',
        'of a hostile form': "' OR 1=1 --",
      };
      const before = await scene.state();
      for (const [which, id] of Object.entries(nobodys)) {
        for (const answer of [await own.end(id), await own.rotate(id)]) {
          const { status, body } = answer;
          expect({ which, status, body }).toMatchObject({
            ...{ which, status: 404 },
            body: { name: 'AccessTokenNotFound', context: { id } },
          });
        }
      }
      expect(said(await own.end('a\0'))).toBe('400 Invalid');
      expect(await scene.state()).toEqual(before);
    });
  });
});
