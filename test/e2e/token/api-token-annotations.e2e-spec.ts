import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { invalid } from '../../support/scenes/managed-organizations.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { erase } from '../../support/scenes/roles.js';
import { bad, KEY_VALUE, missing } from '../dialect/core-v1-behaviour.fixtures.js';

const LIST_SET = 'CoreAPI/Endpoints/APITokens/ListEndpoint/BaseArgumentSet';
const PROD = { key: 'env', value: 'prod' };
const CI = { key: 'used by', value: 'CI é 😀' };
const BARE = { key: 'bare', value: null };

/** A query that asks for these, pair by pair. */
const having = (...pairs: readonly { key: string; value: string | null }[]): string =>
  `?${pairs.flatMap(({ key, value }) => [`annotations[][key]=${encodeURIComponent(key)}`, ...of(value)]).join('&')}`;
const of = (value: string | null) => (value === null ? [] : [`annotations[][value]=${encodeURIComponent(value)}`]);

describe.each(testDatabases())('the annotations of API tokens on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    own = new OwnTokenCalls(scene);
  });
  beforeEach(async () => {
    root = await scene.make.root();
    token = await scene.make.organizationToken(root);
  });

  afterAll(() => scene.close());

  const body = (annotations: unknown, properties: object = {}) => ({
    properties: { name: 'noted', scopes: ['enterprises'], ...properties },
    annotations,
  });
  const create = (annotations: unknown, headers: Record<string, string> = {}, as = token) =>
    scene.create({}, { json: body(annotations), token: as, headers }, root);
  const made = async (annotations: unknown) => (await create(annotations)).body.api_token;
  const update = (id: string, annotations: unknown, headers: Record<string, string> = {}, properties: object = {}) =>
    scene.update(id, {}, { json: { properties, annotations }, token, headers });
  const found = async (query: string, as = token): Promise<string[]> => {
    const { body: page } = await scene.list(root, query, { token: as });
    return page.api_tokens.map(({ id }) => id);
  };
  const kept = (id: string) =>
    scene.app.sql.rows(
      'SELECT name AS `key`, value FROM access_token_annotations WHERE access_token_id = ? ORDER BY position',
      [id],
    );

  describe('a creation', () => {
    it('notes them in their order and answers them beside the token; a value that is left out is null', async () => {
      const { status, body: answer } = await create([CI, { key: 'bare' }, PROD]);
      expect([status, answer.annotations]).toEqual([200, [CI, BARE, PROD]]);
      expect(answer.api_token).not.toHaveProperty('annotations');
      expect(await kept(answer.api_token.id)).toEqual([CI, BARE, PROD]);
    });

    it.each([[[]], [null], [undefined]])('notes nothing of %j', async (annotations) => {
      const { status, body: answer } = await create(annotations);
      expect([status, answer.annotations]).toEqual([200, []]);
      expect(await kept(answer.api_token.id)).toEqual([]);
    });

    it('takes them from a form', async () => {
      const pairs = 'annotations[][key]=env&annotations[][value]=prod&annotations[][key]=bare';
      const form = `properties[name]=noted&properties[scopes][]=enterprises&${pairs}`;
      const { status, body: answer } = await scene.create({}, { json: undefined, form, token }, root);
      expect([status, answer.annotations]).toEqual([200, [PROD, BARE]]);
    });

    it('is repeated under its key with what is noted by then, and is another with other annotations', async () => {
      const headers = { 'Idempotency-Key': aKey() };
      const { id } = (await create([PROD], headers)).body.api_token;
      await update(id, [CI]);
      const again = await create([PROD], headers);
      expect([again.headers['idempotent-replayed'], again.body.api_token.id]).toEqual(['true', id]);
      expect(again.body.annotations).toEqual([CI]);
      expect(said(await create([CI], headers))).toBe('409 idempotency_key_conflict');
    });
  });

  describe('the list', () => {
    it('has those alone that have every pair, exactly', async () => {
      const [both, one, bare] = [await made([PROD, CI]), await made([PROD]), await made([BARE])];
      await made([{ key: 'env', value: 'PROD' }]);
      await made([{ key: 'prod', value: 'env' }]);
      expect(await found(having(PROD))).toEqual([both.id, one.id]);
      expect(await found(having(PROD, CI))).toEqual([both.id]);
      expect(await found(having(CI, PROD, CI))).toEqual([both.id]);
      expect(await found(having(BARE))).toEqual([bare.id]);
      expect(await found(having({ key: 'env', value: '' }))).toEqual([]);
    });

    it('pairs keys with values that come sorted, as the generated Go client sends them', async () => {
      const { id } = await made([PROD, BARE, CI]);
      const [keys, values] = [
        [PROD.key, CI.key],
        [PROD.value, CI.value],
      ].map((all) => all.map(encodeURIComponent));
      const query = [
        ...keys!.map((key) => `annotations[][key]=${key}`),
        ...values!.map((v) => `annotations[][value]=${v}`),
      ];
      expect(await found(`?${query.join('&')}`)).toEqual([id]);
    });

    it('is read by pages, counts what it has, and never meets the tokens of others', async () => {
      const all = [];
      for (let each = 0; each < 5; each++) all.push((await made([PROD])).id);
      const child = await scene.make.managed(root);
      const stranger = await scene.make.root();
      for (const other of [child, stranger]) {
        await scene.create({}, { json: body([PROD]), token: await scene.make.organizationToken(other) }, other);
      }
      const { body: page } = await scene.list(root, `${having(PROD)}&page=2&per_page=2`, { token });
      expect(page.pagination).toMatchObject({ current_page: 2, total_pages: 3, total: 5 });
      expect(page.api_tokens.map(({ id }) => id)).toEqual(all.slice(2, 4));
      expect(page.api_tokens[0]).toMatchObject({ secret: null });
    });
  });

  describe('a change', () => {
    it('puts them in the place of all that there are, leaves them where it names none, and takes them all', async () => {
      const { id } = await made([PROD, CI]);
      const changed = await update(id, [BARE, CI]);
      expect([changed.status, changed.body.annotations]).toEqual([200, [BARE, CI]]);
      expect([await found(having(PROD)), await found(having(BARE, CI))]).toEqual([[], [id]]);
      for (const none of [undefined, null]) {
        expect((await update(id, none, {}, { name: 'other' })).body.annotations).toEqual([BARE, CI]);
      }
      expect((await update(id, [])).body.annotations).toEqual([]);
      expect([await found(having(CI)), await kept(id)]).toEqual([[], []]);
    });

    it('is written into the audit without what is noted; the same again leaves no trace', async () => {
      const { id } = await made([PROD]);
      await update(id, [CI]);
      const [, changed] = await scene.audit(id);
      expect(changed).toMatchObject({ action: 'token.changed', data: '{"members":"annotations"}' });
      const before = await scene.state();
      expect(said(await update(id, [CI]))).toBe('200');
      expect(await scene.state()).toEqual(before);
    });

    it('is a change of the state that was read, and needs the state that is', async () => {
      const first = await create([PROD]);
      const { id } = first.body.api_token;
      const second = await update(id, [CI], { 'If-Match': String(first.headers.etag) });
      expect(second.status).toBe(200);
      expect(second.headers.etag).not.toBe(first.headers.etag);
      const before = await scene.state();
      expect(said(await update(id, [BARE], { 'If-Match': String(first.headers.etag) }))).toBe(
        '412 precondition_failed',
      );
      expect(await scene.state()).toEqual(before);
      expect((await update(id, [PROD])).headers.etag).toBe(first.headers.etag);
    });

    it('is permitted to users as well, for their own tokens', async () => {
      const { id: userId } = await scene.make.member(root, 'admin');
      const secret = await scene.make.userToken({ id: userId } as never);
      const id = await scene.idOf(secret);
      const { body: answer } = await scene.update(
        id,
        {},
        { json: { properties: {}, annotations: [PROD] }, token: secret },
      );
      expect([answer.api_token.organization_id, answer.annotations]).toEqual([null, [PROD]]);
      expect(await found(having(PROD))).toEqual([]);
      await scene.app.call(erase(userId, await scene.make.operatorToken()));
      expect(await kept(id)).toEqual([]);
    });
  });

  describe('what becomes of the token', () => {
    it('ends them with it', async () => {
      const [gone, stays] = [await made([PROD]), await made([PROD])];
      expect(said(await scene.delete(gone.id, { token }))).toBe('200');
      expect([await kept(gone.id), await found(having(PROD))]).toEqual([[], [stays.id]]);
    });

    it('leaves them where its secret is regenerated', async () => {
      const { id } = await made([PROD, BARE]);
      expect(said(await scene.regenerate(id, { token }))).toBe('200');
      expect([await kept(id), await found(having(PROD))]).toEqual([[PROD, BARE], [id]]);
    });

    it('gives them to the token that replaces it', async () => {
      const json = body([PROD, BARE], { scopes: ['api_tokens'] });
      const old = (await scene.create({}, { json, token }, root)).body.api_token;
      const { body: rotated } = await own.rotate(old.id, {}, { token });
      expect(await kept(rotated.id)).toEqual([PROD, BARE]);
      expect(await found(having(PROD, BARE))).toEqual([old.id, rotated.id]);
      expect(said(await scene.delete(old.id, { token }))).toBe('200');
      expect(await found(having(PROD, BARE))).toEqual([rotated.id]);
    });

    it('ends them with its organization', async () => {
      const child = await scene.make.managed(root);
      const { id } = (await scene.create({}, { json: body([PROD]), token }, child)).body.api_token;
      const url = `/core/v1/managed_organizations/${child.id}`;
      expect((await scene.app.call({ method: 'DELETE', url, token })).status).toBe(200);
      expect(await kept(id)).toEqual([]);
    });
  });

  describe('refusals, none of which leaves anything', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}` }));

    it.each<[string, unknown, string]>([
      ['51 of them', many(51), 'Annotations is too long (maximum is 50 elements)'],
      ['a key twice', [PROD, { key: 'env' }], 'Annotations key has been given more than once'],
      ['an empty key', [{ key: '' }], "Annotations key can't be blank"],
      ['a long key', [{ key: 'k'.repeat(101) }], 'Annotations key is too long (maximum is 100 characters)'],
      [
        'a long value',
        [{ key: 'k', value: 'v'.repeat(1_001) }],
        'Annotations value is too long (maximum is 1000 characters)',
      ],
    ])('422 for %s', async (_, annotations, message) => {
      const { id } = await made([PROD]);
      const before = await scene.state();
      for (const { status, body: refused } of [await create(annotations), await update(id, annotations)]) {
        expect({ status, body: refused }).toEqual({ status: 422, body: invalid(message) });
      }
      expect(await scene.state()).toEqual(before);
    });

    it('422 for a bad name too, reported first', async () => {
      const { body: refused } = await scene.create({}, { json: body([{ key: '' }], { name: '' }), token }, root);
      expect(refused).toEqual(invalid("Name can't be blank", "Annotations key can't be blank"));
    });

    it('400 for what is no list of pairs', async () => {
      const { id } = await made([PROD]);
      const before = await scene.state();
      for (const answer of [await create([{ value: 'v' }]), await update(id, [{ value: 'v' }])]) {
        expect({ status: answer.status, body: answer.body }).toEqual(missing('annotations.key'));
      }
      const typed = await create([{ key: 5 }]);
      expect({ status: typed.status, body: typed.body }).toEqual(
        bad('annotations.key', 'invalid_scalar', `${KEY_VALUE}/Key`),
      );
      expect(await scene.state()).toEqual(before);
      const { status, body: refused } = await scene.list(
        root,
        having(...many(51).map(({ key }) => ({ key, value: null }))),
        { token },
      );
      const expected = bad('annotations', 'validation_errors', `${LIST_SET}/Annotations`, { errors: ['too_many'] });
      expect({ status, body: refused }).toEqual(expected);
    });
  });
});

describeOnMariaDb('annotating an API token by a COMMIT that was done and not answered', (database) => {
  let here: ProxiedApp;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  afterAll(() => here.close());

  // Protects the answer to the second try in AccessTokenChangeService, and the order of the rows in AccessTokenService.
  it.each(['POST', 'PATCH'] as const)('%s does it once, and answers what is noted', async (method) => {
    const root = await here.make.root();
    const token = await here.usedToken(root);
    const { id } = await here.make.issue({ kind: 'organization', organizationId: root.id });
    const before = await here.sql.count('access_tokens');
    const url = method === 'POST' ? `/core/v1/organizations/${root.id}/api_tokens` : `/core/v1/api_tokens/${id}`;
    const json = { properties: { name: 'noted', scopes: ['users'] }, annotations: [PROD, BARE] };
    const loss = here.proxy.loseAnswerToNextStatementMatching(/^COMMIT$/);
    const { status, body } = await here.call({ method, url, token, json });
    await loss;
    expect([status, body]).toMatchObject([200, { api_token: { name: 'noted' }, annotations: [PROD, BARE] }]);
    expect(await here.sql.count('access_tokens')).toBe(before + (method === 'POST' ? 1 : 0));
    expect(await here.sql.count('access_token_annotations', 'holder_id = ?', [root.id])).toBe(2);
  });
});
