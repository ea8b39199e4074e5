import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { P, type Refused, Scene } from '../../support/scenes/managed-organizations.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { NOT_FOUND } from '../dialect/core-v1-behaviour.fixtures.js';
import type { Annotation } from '../../../src/annotation/annotation.rules.js';

interface Listed {
  readonly pagination: Record<string, unknown>;
  readonly organizations: { readonly id: string; readonly name: string }[];
}

const LARGE = 1_001;

describe.each(testDatabases())('GET /core/v1/organizations/{organization}/managed on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  /** A root of its own with its token. */
  const root = async () => {
    const organization = await scene.make.root();
    return { organization, token: await scene.make.organizationToken(organization) };
  };
  const at = ({ id }: Pick<Organization, 'id'>, query = '') => `/core/v1/organizations/${id}/managed${query}`;
  const ask = <Body = Refused>(url: string, token: string | undefined, call: Partial<Call> = {}) =>
    scene.app.call<Body>({ method: 'GET', url, ...(token !== undefined && { token }), ...call });

  const list = async (of: Pick<Organization, 'id'>, token: string, query = '', call: Partial<Call> = {}) => {
    const { status, text, body, headers } = await ask<Listed>(at(of, query), token, call);
    expect({ status, text }).toMatchObject({ status: 200 });
    return { ...body, text, headers, ids: body.organizations.map(({ id }) => id) };
  };
  /** Creates one as a client would. */
  const create = async (parent: Pick<Organization, 'id'>, token: string, annotations: readonly Annotation[] = []) => {
    const json = { name: 'Näme <&>', sub_domain: aSubDomain(), annotations };
    const { body } = await ask<{ organization: Record<string, unknown> & { id: string } }>(at(parent), token, {
      method: 'POST',
      json,
    });
    return body.organization;
  };
  const forget = (id: string) => scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [id]);

  describe('200', () => {
    it('is the documented page, byte for byte: pagination first, six members of each, oldest first', async () => {
      const { organization: parent, token } = await root();
      const [first, second] = [await create(parent, token), await create(parent, token)];
      await create(second, token);
      await scene.make.managed(await scene.make.root());
      const { text, headers } = await list(parent, token);
      const shown = [first, second].map(
        ({ id, name, sub_domain, infrastructure_domain, created_at }) =>
          `{"id":"${id}","name":"${String(name)}","sub_domain":"${String(sub_domain)}",` +
          `"infrastructure_domain":"${String(infrastructure_domain)}","created_at":${Number(created_at)},"managed":true}`,
      );
      expect(text).toBe(
        '{"pagination":{"current_page":1,"total_pages":1,"total":2,"per_page":30,"large_set":false},' +
          `"organizations":[${shown.join(',')}]}`,
      );
      expect(headers['content-type']).toBe('application/json');
    });

    it('is an empty page where there is none, and behind the last page', async () => {
      const { organization: parent, token } = await root();
      const empty = { current_page: 1, total_pages: 0, total: 0, per_page: 30, large_set: false };
      expect(await list(parent, token)).toMatchObject({ pagination: empty, organizations: [] });
      await create(parent, token);
      expect(await list(parent, token, '?page=2')).toMatchObject({
        pagination: { ...empty, current_page: 2, total_pages: 1, total: 1 },
        organizations: [],
      });
      expect((await list(parent, token, '?page=10000000&per_page=200')).organizations).toEqual([]);
    });

    it('leaves out what was deleted, and counts it no more', async () => {
      const { organization: parent, token } = await root();
      const [first, second, third] = [
        await create(parent, token, [{ key: 'a', value: '1' }]),
        await create(parent, token, [{ key: 'a', value: '1' }]),
        await create(parent, token),
      ];
      await forget(first.id);
      expect(await list(parent, token)).toMatchObject({ ids: [second.id, third.id], pagination: { total: 2 } });
      const filtered = await list(parent, token, '?annotations[][key]=a&annotations[][value]=1');
      expect(filtered).toMatchObject({ ids: [second.id], pagination: { total: 1 } });
    });

    it('pages to the end, each organization once, and does not count what is more than a thousand', async () => {
      const { organization: parent, token } = await root();
      const ids = await manyManaged(scene.app.sql, parent, LARGE);
      const pages = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7].map((page) => list(parent, token, `?per_page=200&page=${page}`)),
      );
      expect(pages.flatMap((page) => page.ids)).toEqual(ids);
      expect(pages.map((page) => page.ids.length)).toEqual([200, 200, 200, 200, 200, 1, 0]);
      const large = { current_page: 1, total_pages: null, total: null, per_page: 200, large_set: true };
      expect(pages[0]!.pagination).toEqual(large);
      await forget(ids[7]!);
      const thousand = { current_page: 1, total_pages: 5, total: 1_000, per_page: 200, large_set: false };
      expect((await list(parent, token, '?per_page=200')).pagination).toEqual(thousand);
    });

    it.each(['managed_organizations', 'all'] as const)('for a token with the scope %s alone', async (scope) => {
      await list(scene.root, await scene.make.organizationToken(scene.root, [scope]));
    });

    it('for a member of it or of one above it, and for the operator', async () => {
      const [above, parent] = (await scene.make.lineage(2)) as [Organization, Organization];
      for (const role of ['admin', 'serviceUser', 'member'] as const) {
        await list(parent, await scene.make.userToken(await scene.make.member(above, role)));
      }
      await list(parent, await scene.make.operatorToken());
    });

    it('of a suspended or not activated organization, for those above the hold', async () => {
      const [above, parent] = (await scene.make.lineage(2)) as [Organization, Organization];
      const child = await scene.make.managed(parent);
      await scene.make.suspend(parent);
      const callers = [await scene.make.operatorToken(), await scene.make.organizationToken(above)];
      for (const token of callers) expect((await list(parent, token)).ids).toEqual([child.id]);
      const inactive = await scene.make.root({ activated: false });
      await list(inactive, await scene.make.operatorToken());
    });
  });

  describe('200 with annotations', () => {
    let parent: Organization;
    let token: string;
    const made: Record<string, string> = {};

    beforeAll(async () => {
      ({ organization: parent, token } = await root());
      const notes: Record<string, Annotation[]> = {
        both: [
          { key: 'env', value: 'prod' },
          { key: 'team', value: 'a b' },
        ],
        env: [{ key: 'env', value: 'prod' }],
        team: [{ key: 'team', value: 'a b' }],
        nothing: [{ key: 'env', value: null }],
        empty: [{ key: 'env', value: '' }],
        blank: [{ key: 'env', value: 'prod ' }],
        capital: [{ key: 'env', value: 'Prod' }],
        turned: [{ key: 'prod', value: 'env' }],
        none: [],
      };
      for (const [name, annotations] of Object.entries(notes)) {
        made[name] = (await create(parent, token, annotations)).id;
      }
      const other = await root();
      await create(other.organization, other.token, notes.both);
      await create({ id: made.none! }, token, notes.both);
    });

    const pair = (key: string, value?: string) =>
      `annotations[][key]=${key}${value === undefined ? '' : `&annotations[][value]=${value}`}`;
    const sorted = (...parts: string[]) => parts.sort().join('&');
    const named = (ids: readonly string[]) => ids.map((id) => Object.keys(made).find((name) => made[name] === id));

    it.each<[string, string, string[]]>([
      ['one pair', pair('env', 'prod'), ['both', 'env']],
      ['two pairs, and both must be there', `${pair('env', 'prod')}&${pair('team', 'a+b')}`, ['both']],
      ['the same pair twice', `${pair('env', 'prod')}&${pair('env', 'prod')}`, ['both', 'env']],
      ['one key with two values', `${pair('env', 'prod')}&${pair('env', 'Prod')}`, []],
      ['a key without a value, which means null', pair('env'), ['nothing']],
      ['an empty value, which is not null', pair('env', ''), ['empty']],
      ['a blank more', pair('env', 'prod%20'), ['blank']],
      ['a capital', pair('env', 'Prod'), ['capital']],
      ['key and value turned round', pair('prod', 'env'), ['turned']],
      ['what nobody has', pair('env', 'test'), []],
      ['a pair among others that nobody has', `${pair('env', 'prod')}&${pair('x', 'y')}`, []],
      ['a key longer than any', pair('k'.repeat(2_000), 'v'), []],
      [
        'no pair at all',
        'annotations',
        ['both', 'env', 'team', 'nothing', 'empty', 'blank', 'capital', 'turned', 'none'],
      ],
      [
        'two pairs in a sorted query, as the generated Go client sends them',
        'annotations[][key]=env&annotations[][key]=team&annotations[][value]=prod&annotations[][value]=a+b',
        ['both'],
      ],
      [
        'the same with its brackets escaped',
        'annotations%5B%5D%5Bkey%5D=env&annotations%5B%5D%5Bkey%5D=team&annotations%5B%5D%5Bvalue%5D=prod&annotations%5B%5D%5Bvalue%5D=a+b',
        ['both'],
      ],
      [
        'a sorted query whose values belong to other keys',
        'annotations[][key]=team&annotations[][key]=env&annotations[][value]=prod&annotations[][value]=a+b',
        [],
      ],
      [
        'two keys ahead of one value: the first has none, as the framework reads it',
        sorted('annotations[][key]=env', 'annotations[][key]=team', 'annotations[][value]=a+b'),
        [],
      ],
    ])('%s', async (_, query, expected) => {
      const { ids, pagination } = await list(parent, token, `?${query}`);
      expect(named(ids)).toEqual(expected);
      expect(pagination.total).toBe(expected.length);
    });

    it('two keys ahead of one value find what has the first with null', async () => {
      const both = [
        { key: 'x', value: null },
        { key: 'y', value: '1' },
      ];
      const { id } = await create(parent, token, both);
      const query = '?annotations[][key]=x&annotations[][key]=y&annotations[][value]=1';
      expect((await list(parent, token, query)).ids).toEqual([id]);
      await forget(id);
    });

    it.each<[string, Partial<Call>]>([
      [
        'in a JSON body',
        {
          json: {
            annotations: [
              { key: 'env', value: 'prod' },
              { key: 'team', value: 'a b' },
            ],
          },
        },
      ],
      [
        'in a form',
        { form: 'annotations[][key]=env&annotations[][value]=prod&annotations[][key]=team&annotations[][value]=a+b' },
      ],
    ])('%s', async (_, call) => {
      expect(named((await list(parent, token, '', call)).ids)).toEqual(['both']);
    });

    it('fifty pairs at once, each of them counting', async () => {
      const notes = Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: `v${index}` }));
      const { organization: other, token: as } = await root();
      const whole = await create(other, as, notes);
      await create(other, as, notes.slice(1));
      await create(other, as, [...notes.slice(0, 49), { key: 'k49', value: null }]);
      expect((await list(other, as, '', { json: { annotations: notes } })).ids).toEqual([whole.id]);
      const keys = notes.map(({ key }) => `annotations[][key]=${key}`);
      const values = notes.map(({ value }) => `annotations[][value]=${value}`);
      expect((await list(other, as, `?${[...keys, ...values].join('&')}`)).ids).toEqual([whole.id]);
    });

    it('pages through what many share, and marks a large set', async () => {
      const { organization: other, token: as } = await root();
      const shared = { key: 'env', value: 'prod' };
      const ids = await manyManaged(scene.app.sql, other, 1_300, (index) => [
        { key: 'n', value: String(index % 2) },
        ...(index % 13 === 0 ? [] : [shared]),
      ]);
      const having = ids.filter((_, index) => index % 13 !== 0);
      const query = `?${pair('env', 'prod')}&per_page=200`;
      expect(await list(other, as, `${query}&page=6`)).toMatchObject({
        ids: having.slice(1_000),
        pagination: { total: null, total_pages: null, large_set: true },
      });
      const even = ids.filter((_, index) => index % 13 !== 0 && index % 2 === 0);
      expect(await list(other, as, `${query}&${pair('n', '0')}&page=3`)).toMatchObject({
        ids: even.slice(400),
        pagination: { total: 600, total_pages: 3, large_set: false },
      });
    });
  });

  describe('403', () => {
    it('for a token without its scope', async () => {
      const narrow = await scene.make.organizationToken(scene.root, ['organizations:read']);
      const { status, body } = await ask(at(scene.root), narrow);
      const detail = { scopes: ['managed_organizations'] };
      expect({ status, body }).toMatchObject({ status: 403, body: { error: { code: 'scope_not_granted', detail } } });
    });

    it('for a customer of the organization', async () => {
      const customer = await scene.make.userToken(await scene.make.member(scene.root, 'customer'));
      expect(await ask(at(scene.root), customer)).toMatchObject({
        status: 403,
        body: { error: { code: 'permission_denied' } },
      });
    });

    it('for callers in a suspended organization or below it, whatever they list', async () => {
      const [parent, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const [own, below] = [await scene.make.organizationToken(parent), await scene.make.organizationToken(child)];
      await scene.make.suspend(parent);
      for (const [of, as] of [
        [parent, own],
        [child, own],
        [child, below],
      ] as const) {
        expect(await ask(at(of), as)).toMatchObject({
          status: 403,
          body: { error: { code: 'organization_suspended', detail: {} } },
        });
      }
    });

    it('for the token of an organization that is not activated', async () => {
      const inactive = await scene.make.root({ activated: false });
      expect(await ask(at(inactive), await scene.make.organizationToken(inactive))).toMatchObject({
        status: 403,
        body: { error: { code: 'organization_not_activated' } },
      });
    });
  });

  describe('404', () => {
    it('is the same for an absent organization, one of another tree, a parent, a deleted one and a name in the path', async () => {
      const [parent, child, gone] = (await scene.make.lineage(3)) as [Organization, Organization, Organization];
      const token = await scene.make.organizationToken(child);
      await forget(gone.id);
      const absent = await ask(at({ id: newId() }), token);
      expect({ status: absent.status, body: absent.body }).toEqual(NOT_FOUND);
      for (const path of [scene.root.id, parent.id, gone.id, child.subDomain, '_', 'ä', "'", '%2500', 'A'.repeat(32)]) {
        const { status, text } = await ask(at({ id: encodeURIComponent(path) }), token);
        expect([path, status, text]).toEqual([path, 404, absent.text]);
      }
    });
  });

  it('is refused without a token, as everything is', async () => {
    expect(await ask(P, undefined)).toMatchObject({ status: 400, body: { error: { code: 'missing_api_token' } } });
  });
});
