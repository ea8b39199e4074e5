import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf, sha256 } from '../../../src/common/digest.js';
import type { Organization } from '../../../src/organization/organization.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Created, invalid, type Refused, Scene } from '../../support/scenes/managed-organizations.js';

interface Body {
  readonly annotations: readonly { readonly key: string; readonly value: string | null }[];
}

describe.each(testDatabases())('the annotations of an organization on $name', (database) => {
  let scene: Scene;
  let root: Organization;
  let child: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  beforeEach(async () => {
    [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    token = await scene.make.organizationToken(root, ['organizations:write', 'organizations:read']);
  });

  afterAll(() => scene.close());

  const at = ({ id }: Organization) => `/core/v1/organizations/${id}/annotations`;
  const get = (organization = child, more: Partial<Call> = {}) =>
    scene.app.call<Body>({ method: 'GET', url: at(organization), token, ...more });
  const put = <B = Body>(annotations: unknown, more: Partial<Call> = {}, organization = child) =>
    scene.app.call<B>({ method: 'PUT', url: at(organization), token, json: { annotations }, ...more });
  const rows = ({ id }: Organization) =>
    scene.app.sql.rows('SELECT * FROM organization_annotations WHERE organization_id = ? ORDER BY position', [id]);
  const audits = ({ id }: Organization) =>
    scene.app.sql.rows(
      "SELECT data FROM audit_events WHERE subject_id = ? AND action = 'organization.annotated' ORDER BY id",
      [id],
    );

  /** Sends what is refused, and expects that nothing has changed. */
  async function refused(annotations: unknown, more: Partial<Call> = {}): Promise<Answer<Refused>> {
    const everything = async () => ({
      annotations: await scene.app.sql.rows(
        'SELECT * FROM organization_annotations ORDER BY organization_id, position',
      ),
      organization: await scene.row(child.id),
      audits: await scene.app.sql.count('audit_events'),
    });
    const before = await everything();
    const answer = await put<Refused>(annotations, more);
    expect(await everything()).toEqual(before);
    return answer;
  }

  describe('200', () => {
    it('shows the annotations of the creation, in their order, and an empty list without any', async () => {
      const annotations = [{ key: 'team', value: 'a' }, { key: 'env' }, { key: 'ENV', value: '' }];
      const created = await scene.create<Created>({ annotations });
      const { id } = created.body.organization;
      const answer = await get({ id } as Organization, { token: scene.token });
      expect([answer.status, answer.body]).toEqual([200, { annotations: created.body.annotations }]);
      expect((await get()).text).toBe('{"annotations":[]}');
    });

    it('replaces all of them, and the answer is what is then read', async () => {
      await put([{ key: 'a', value: '1' }, { key: 'b' }]);
      const answer = await put([
        { key: 'b', value: '2' },
        { key: 'c', value: null },
        { key: 'ü ', value: '😀'.repeat(9) },
      ]);
      expect([answer.status, answer.text]).toEqual([
        200,
        `{"annotations":[{"key":"b","value":"2"},{"key":"c","value":null},{"key":"ü ","value":"${'😀'.repeat(9)}"}]}`,
      ]);
      const read = await get();
      expect([read.text, read.headers.etag]).toEqual([answer.text, answer.headers.etag]);
      expect((await put([])).text).toBe('{"annotations":[]}');
      expect(await rows(child)).toEqual([]);
      expect(await audits(child)).toEqual([2, 3, 0].map((annotations) => ({ data: JSON.stringify({ annotations }) })));
      expect((await scene.row(child.id))?.version).toBe(4);
    });

    it('leaves rows that the filter of lists finds, under the parent', async () => {
      await put([{ key: 'plan', value: 'gold' }]);
      expect(await rows(child)).toEqual([
        {
          ...{ organization_id: child.id, parent_id: root.id, position: 0, name: 'plan', value: 'gold' },
          ...{ name_hash: sha256('plan'), pair_hash: digestOf(['plan', 'gold']) },
        },
      ]);
    });

    it('annotates a root too, whose annotations are found by no list', async () => {
      const { status, body } = await put([{ key: 'plan' }], {}, root);
      expect([status, body]).toEqual([200, { annotations: [{ key: 'plan', value: null }] }]);
      expect((await get(root)).body).toEqual(body);
      expect(await rows(root)).toMatchObject([{ organization_id: root.id, parent_id: '' }]);
    });

    it('changes nothing where the same ones are there in the same order', async () => {
      const annotations = [{ key: 'a', value: '1' }, { key: 'b' }];
      const { headers } = await put(annotations);
      const again = await put([
        { value: '1', key: 'a', more: 5 },
        { key: 'b', value: null },
      ]);
      expect([again.status, again.headers.etag]).toEqual([200, headers.etag]);
      expect(await audits(child)).toHaveLength(1);
      const turned = await put([...annotations].reverse());
      expect(turned.headers.etag).not.toBe(headers.etag);
      expect((await get()).body.annotations.map(({ key }) => key)).toEqual(['b', 'a']);
    });

    it('has the tag of the organization, and changes it', async () => {
      const organization = async () => {
        const url = `/core/v1/organizations/${child.id}`;
        return (await scene.app.call({ method: 'GET', url, token })).headers.etag;
      };
      const before = await organization();
      expect([before, (await get()).headers.etag]).toEqual(['"1"', '"1"']);
      const { headers } = await put([{ key: 'a' }]);
      expect([headers.etag, await organization(), (await get()).headers.etag]).toEqual(['"2"', '"2"', '"2"']);
      await scene.make.suspend(root);
      const operator = await scene.make.operatorToken();
      expect((await get(child, { token: operator })).headers.etag).toBe('"2-suspended"');
    });

    it('takes fifty, with keys and values as long as they may be, wherever the organization is named', async () => {
      const annotations = Array.from({ length: 50 }, (_, n) => ({ key: `${n}`.padStart(100, 'k'), value: `${n}` }));
      annotations[7] = { key: '😀'.repeat(100), value: '😀'.repeat(1_000) };
      const json = { annotations, organization: { sub_domain: child.subDomain } };
      const { status, body } = await put([], { url: at({ id: '_' } as Organization), json });
      expect([status, body]).toEqual([200, { annotations }]);
    });

    it('is read by a member, and from above a hold', async () => {
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      await scene.make.suspend(child);
      expect((await get(child, { token: member })).status).toBe(200);
      expect((await get()).status).toBe(200);
    });
  });

  describe('400', () => {
    it.each([
      ['nothing', undefined, "The 'annotations' argument is required but has not been provided"],
      ['null', null, "The 'annotations' argument is required but has not been provided"],
      ['no list', {}, "The 'annotations' argument is invalid"],
      ['no object', [{ key: 'a' }, 'x'], "The 'annotations' argument is invalid"],
      ['no key', [{ value: 'a' }], "The 'annotations.key' argument is required but has not been provided"],
      ['a number', [{ key: 'a', value: 1 }], "The 'annotations.value' argument is invalid"],
    ])('for %s', async (_, annotations, description) => {
      await put([{ key: 'kept' }]);
      const { status, body } = await refused(annotations);
      expect([status, body.error.description]).toEqual([400, description]);
    });
  });

  describe('403', () => {
    it('for a caller who may only read it', async () => {
      const reader = await scene.make.organizationToken(root, ['organizations:read']);
      const { status, body } = await refused([], { token: reader });
      expect([status, body.error.detail]).toEqual([403, { scopes: ['organizations:write'] }]);
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      expect(said(await refused([{ key: 'a' }], { token: member }))).toBe('403 permission_denied');
      const writer = await scene.make.organizationToken(root, ['managed_organizations']);
      expect(await get(child, { token: writer })).toMatchObject({ status: 403 });
    });

    it('while anything on the path is held', async () => {
      await scene.make.suspend(root);
      const operator = await scene.make.operatorToken();
      expect(said(await refused([{ key: 'a' }], { token: operator }))).toBe('403 organization_suspended');
      const own = await scene.make.organizationToken(child);
      expect(await get(child, { token: own })).toMatchObject({ status: 403 });
    });
  });

  describe('404', () => {
    it('is the same for an absent organization and for one that is not visible', async () => {
      const other = await scene.make.root();
      const absent = { id: '0'.repeat(32) } as Organization;
      expect((await get(other)).text).toBe((await get(absent)).text);
      const foreign = await put<Refused>([], {}, other);
      expect([said(foreign), foreign.text]).toEqual(['404 organization_not_found', (await get(absent)).text]);
    });
  });

  describe('422', () => {
    it.each([
      ['an empty key', [{ key: '' }], ["Annotations key can't be blank"]],
      [
        'a key that is too long',
        [{ key: 'k'.repeat(101) }],
        ['Annotations key is too long (maximum is 100 characters)'],
      ],
      ['a key twice', [{ key: 'a' }, { key: 'a', value: '1' }], ['Annotations key has been given more than once']],
      [
        'a value that is too long',
        [{ key: 'a', value: 'v'.repeat(1_001) }],
        ['Annotations value is too long (maximum is 1000 characters)'],
      ],
      [
        'fifty-one',
        Array.from({ length: 51 }, (_, n) => ({ key: `${n}` })),
        ['Annotations is too long (maximum is 50 elements)'],
      ],
    ])('for %s', async (_, annotations, errors) => {
      await put([{ key: 'kept', value: 'as it is' }]);
      const { status, body } = await refused(annotations);
      expect({ status, body }).toEqual({ status: 422, body: invalid(...errors) });
    });
  });
});
