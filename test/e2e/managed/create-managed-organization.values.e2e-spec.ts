import type { Organization } from '../../../src/organization/organization.js';
import { OrganizationLimitService } from '../../../src/organization/limits/organization-limit.service.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { testDatabases } from '../../support/database/databases.js';
import { invalid, refusal, Scene } from '../../support/scenes/managed-organizations.js';

const SETTINGS = { MAX_ORGANIZATION_DEPTH: '3', RESERVED_SUB_DOMAINS: 'vault, Ledger\tcustody' };
const LIMIT_REACHED = refusal(
  'organization_limit_reached',
  'The maxmium number of organizations that can be created has been reached',
);
const TAKEN = invalid('Sub domain has already been taken');
const pairs = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }));

describe.each(testDatabases())('the values of a managed organization on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database, SETTINGS);
  });

  afterAll(() => scene.close());

  const below = ({ id }: Organization) => ({ organization: { id } });
  const tokenOf = async (organization: Organization) => ({ token: await scene.make.organizationToken(organization) });
  const limits = () => scene.app.app.get(OrganizationLimitService, { strict: false });
  const setLimit = (root: Organization, limit: number | null) =>
    limits().set(
      { requestId: 'x', actor: { kind: 'system', name: 'test' }, signal: AbortSignal.timeout(5_000) },
      root,
      limit,
    );

  describe('422 validation_error', () => {
    it.each<[string, object, string]>([
      ['an empty name', { name: '' }, "Name can't be blank"],
      ['a name of nothing but space', { name: ' \t\u00a0\u2003' }, "Name can't be blank"],
      ['a name of 256 characters', { name: 'é'.repeat(256) }, 'Name is too long (maximum is 255 characters)'],
      ['an empty sub-domain', { sub_domain: '' }, "Sub domain can't be blank"],
      ['a sub-domain of 64', { sub_domain: 'a'.repeat(64) }, 'Sub domain is too long (maximum is 63 characters)'],
      ['capitals', { sub_domain: 'Acme' }, 'Sub domain is invalid'],
      ['an underscore', { sub_domain: 'org_acme' }, 'Sub domain is invalid'],
      ['a hyphen in front', { sub_domain: '-acme' }, 'Sub domain is invalid'],
      ['a hyphen at the end', { sub_domain: 'acme-' }, 'Sub domain is invalid'],
      ['a dot', { sub_domain: 'a.b' }, 'Sub domain is invalid'],
      ['space around it', { sub_domain: ' acme ' }, 'Sub domain is invalid'],
      ['a line break behind it', { sub_domain: 'acme\n' }, 'Sub domain is invalid'],
      ['letters beyond ASCII', { sub_domain: 'müller' }, 'Sub domain is invalid'],
      ['a Kelvin sign', { sub_domain: 'a\u212ab' }, 'Sub domain is invalid'],
      ['full-width letters', { sub_domain: 'ａｃｍｅ' }, 'Sub domain is invalid'],
      ['hyphens at 3 and 4', { sub_domain: 'ab--cd' }, 'Sub domain is invalid'],
      ['punycode', { sub_domain: 'xn--mller-kva' }, 'Sub domain is invalid'],
      ['the form of an id', { sub_domain: '59cd72485007a239fb00282ed480da1f' }, 'Sub domain is invalid'],
      ['www', { sub_domain: 'www' }, 'Sub domain is reserved'],
      ['a mailbox that proves a domain', { sub_domain: 'postmaster' }, 'Sub domain is reserved'],
      ['a name server', { sub_domain: 'ns12' }, 'Sub domain is reserved'],
      ['a host that browsers look for', { sub_domain: 'wpad' }, 'Sub domain is reserved'],
      ['what this installation reserves', { sub_domain: 'vault' }, 'Sub domain is reserved'],
      ['what it reserves, written in capitals there', { sub_domain: 'ledger' }, 'Sub domain is reserved'],
      ['what it reserves, behind a tab', { sub_domain: 'custody' }, 'Sub domain is reserved'],
      ['51 annotations', { annotations: pairs(51) }, 'Annotations is too long (maximum is 50 elements)'],
      ['an annotation without a name', { annotations: [{ key: '' }] }, "Annotations key can't be blank"],
      [
        'a key of 101 characters',
        { annotations: [{ key: '😀'.repeat(101) }] },
        'Annotations key is too long (maximum is 100 characters)',
      ],
      [
        'a value of 1,001 characters',
        { annotations: [{ key: 'a', value: 'b'.repeat(1_001) }] },
        'Annotations value is too long (maximum is 1000 characters)',
      ],
      [
        'a key given twice',
        { annotations: [{ key: 'a', value: 'x' }, { key: 'b' }, { key: 'a', value: 'y' }] },
        'Annotations key has been given more than once',
      ],
    ])('%s', async (_, members, message) => {
      const { status, body } = await scene.refused(members);
      expect([status, body]).toEqual([422, invalid(message)]);
    });

    it('names all that is wrong, in the order of the arguments', async () => {
      const annotations = [{ key: 'a' }, { key: '' }, { key: 'a'.repeat(101) }, { key: 'a', value: 'v'.repeat(1_001) }];
      const { status, body } = await scene.refused({ name: '', sub_domain: 'www', annotations });
      expect(status).toBe(422);
      expect(body).toEqual(
        invalid(
          "Name can't be blank",
          'Sub domain is reserved',
          "Annotations key can't be blank",
          'Annotations key is too long (maximum is 100 characters)',
          'Annotations key has been given more than once',
          'Annotations value is too long (maximum is 1000 characters)',
        ),
      );
    });

    it('a sub-domain that is taken: by a managed organization, a root, in another tree, by a deleted one', async () => {
      const other = await scene.make.root();
      const deleted = await scene.make.managed(scene.root);
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [deleted.id]);
      const holders = [
        scene.root,
        await scene.make.managed(scene.root),
        other,
        await scene.make.managed(other),
        deleted,
      ];
      for (const { subDomain } of holders) {
        const { status, body } = await scene.refused({ sub_domain: subDomain, annotations: pairs(2) });
        expect([status, body]).toEqual([422, TAKEN]);
      }
    });

    it('a sub-domain that the same client has just taken: its retry is refused as well', async () => {
      const sub_domain = aSubDomain();
      expect((await scene.create({ sub_domain })).status).toBe(201);
      expect((await scene.refused({ sub_domain })).body).toEqual(TAKEN);
    });

    it('at the greatest depth', async () => {
      const line = await scene.make.lineage(3);
      const call = await tokenOf(line[0]!);
      const { status, body } = await scene.refused(below(line[2]!), call);
      expect([status, body]).toEqual([422, invalid('Organization depth has been reached')]);
      const blank = await scene.refused({ ...below(line[2]!), name: '' }, call);
      expect(blank.body).toEqual(invalid("Name can't be blank"));
      expect((await scene.create(below(line[1]!), call)).status).toBe(201);
    });
  });

  describe('422 organization_limit_reached', () => {
    it('at the limit, with the published text; a refused sub-domain is not used up', async () => {
      const root = await scene.make.root({ limit: 2 });
      const call = await tokenOf(root);
      for (let made = 1; made <= 2; made++) {
        expect((await scene.create(below(root), call)).status).toBe(201);
        expect(await scene.usage(root)).toEqual({ count: made, limit: 2 });
      }
      const sub_domain = aSubDomain();
      const { status, body } = await scene.refused({ ...below(root), sub_domain, annotations: pairs(3) }, call);
      expect([status, body]).toEqual([422, LIMIT_REACHED]);
      expect((await scene.create({ sub_domain })).status).toBe(201);
    });

    it('counts the whole tree and not the children of one parent', async () => {
      const root = await scene.make.root({ limit: 3 });
      const call = await tokenOf(root);
      const first = await scene.create(below(root), call);
      const second = await scene.create({ organization: { id: first.body.organization.id } }, call);
      const third = await scene.create({ organization: { id: first.body.organization.id } }, call);
      expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
      for (const { id } of [root, first.body.organization]) {
        expect((await scene.refused({ organization: { id } }, call)).body).toEqual(LIMIT_REACHED);
      }
      expect(await scene.usage(root)).toEqual({ count: 3, limit: 3 });
    });

    it('is the limit of one tree and of no other, and the operator’s too', async () => {
      const [full, other] = [await scene.make.root({ limit: 0 }), await scene.make.root({ limit: 1 })];
      const token = await scene.make.operatorToken();
      expect((await scene.refused(below(full), { token })).body).toEqual(LIMIT_REACHED);
      expect((await scene.create(below(other), { token })).status).toBe(201);
    });

    it('follows the limit: of zero nothing, raised so many more, lowered none, lifted without end', async () => {
      const root = await scene.make.root({ limit: 0 });
      const call = await tokenOf(root);
      const attempt = async () => (await scene.create(below(root), call)).status;
      expect((await scene.refused(below(root), call)).body).toEqual(LIMIT_REACHED);
      await setLimit(root, 2);
      expect([await attempt(), await attempt(), await attempt()]).toEqual([201, 201, 422]);
      await setLimit(root, 1);
      expect((await scene.refused(below(root), call)).body).toEqual(LIMIT_REACHED);
      await setLimit(root, null);
      expect([await attempt(), await attempt()]).toEqual([201, 201]);
      expect(await scene.usage(root)).toEqual({ count: 4, limit: null });
    });

    it('comes after every value: a bad one and a taken one are answered instead', async () => {
      const root = await scene.make.root({ limit: 0 });
      const call = await tokenOf(root);
      expect((await scene.refused({ ...below(root), sub_domain: 'www' }, call)).body).toEqual(
        invalid('Sub domain is reserved'),
      );
      expect((await scene.refused({ ...below(root), sub_domain: root.subDomain }, call)).body).toEqual(TAKEN);
    });
  });

  describe('values at the edge of what is refused', () => {
    it.each([
      ['one letter', 'a'],
      ['one digit', '7'],
      ['nothing but digits', '20261122'],
      ['eight hexadecimal digits', '0a1b2c3d'],
      ['30 characters', 'php-lib-test-0123456789abcdef0'],
      ['31 hexadecimal digits', '59cd72485007a239fb00282ed480da1'],
      ['33 hexadecimal digits', '59cd72485007a239fb00282ed480da1f0'],
      ['32 characters that are no id', 'g9cd72485007a239fb00282ed480da1f'],
      ['63 characters', 'a'.repeat(63)],
      ['hyphens elsewhere', 'a-b--c---d'],
      ['hyphens at 4 and 5', 'abc--d'],
      ['a reserved word within', 'www-acme'],
      ['a name server’s beginning', 'ns1a'],
    ])('201 for a sub-domain of %s', async (_, sub_domain) => {
      const { status, body } = await scene.create({ sub_domain });
      expect([status, body.organization]).toMatchObject([201, { sub_domain }]);
    });

    it.each<[string, object]>([
      ['50 annotations', { annotations: pairs(50) }],
      ['no annotation', { annotations: [] }],
      ['annotations of null', { annotations: null }],
      ['a key of 100 characters', { annotations: [{ key: '😀'.repeat(100), value: 'v' }] }],
      ['a value of 1,000 characters', { annotations: [{ key: 'k', value: '😀'.repeat(1_000) }] }],
      ['an empty value', { annotations: [{ key: 'k', value: '' }] }],
      ['keys that differ in case, accent, form or trailing space alone', { annotations: nearlyEqual() }],
    ])('201 for %s', async (_, members: { annotations?: unknown }) => {
      const { status, body } = await scene.create(members);
      expect([status, body.annotations]).toEqual([201, members.annotations ?? []]);
    });
  });
});

/** A database that compares by a language’s rules would find some of these equal. */
function nearlyEqual() {
  const keys = ['key', 'Key', 'key ', 'kéy', 'ke\u0301y', 'ｋey', 'key\u0323', 'straße', 'strasse', '😀', '😁'];
  return keys.map((key) => ({ key, value: key }));
}
