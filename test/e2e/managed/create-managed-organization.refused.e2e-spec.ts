import type { Organization } from '../../../src/organization/organization.js';
import { newSecret } from '../../../src/token/token.js';
import { said, type Call } from '../../support/answers.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { testDatabases } from '../../support/database/databases.js';
import { tripsOf } from '../../support/database/statement-log.js';
import { refusal, Scene } from '../../support/scenes/managed-organizations.js';

const NOT_FOUND = refusal(
  'organization_not_found',
  'No organization was found matching any of the criteria provided in the arguments',
);
const SUSPENDED = refusal(
  'organization_suspended',
  'An organization was found from the arguments provided but it was suspended',
);
const NOT_ACTIVATED = refusal(
  'organization_not_activated',
  "An organization was found from the arguments provided but it wasn't activated yet",
);
const INVALID_TOKEN = refusal(
  'invalid_api_token',
  'The API token provided was not valid (it may not exist or have expired)',
  { details: null },
);
const NAMELESS = refusal('missing_required_argument', "The 'name' argument is required but has not been provided", {
  path: ['name'],
  argument: { name: 'name', description: null },
});

/** `refused` and `sendInVain` expect that a refusal leaves no rows behind. */
describe.each(testDatabases())('a managed organization is not created on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  const below = ({ id }: Organization) => ({ organization: { id } });
  const tokenOf = async (organization: Organization) => ({ token: await scene.make.organizationToken(organization) });

  describe('400', () => {
    it.each([
      ['no Authorization', {}],
      ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
      ['a scheme alone', { Authorization: 'Bearer ' }],
      ['a token without a scheme', { Authorization: newSecret() }],
      ['two tokens', { Authorization: `Bearer ${newSecret()} ${newSecret()}` }],
    ])('missing_api_token: %s', async (_, headers) => {
      const { status, body } = await scene.refused({}, { token: undefined, headers });
      expect([status, body]).toEqual([
        400,
        refusal(
          'missing_api_token',
          'No API token was provided in the Authorization header. Ensure a token is provided prefixed with Bearer',
        ),
      ]);
    });

    it('invalid_json_body, with the words of the parser', async () => {
      const broken = { body: '{"a":', headers: { 'Content-Type': 'application/json' } };
      const { status, body } = await scene.sendInVain(broken);
      expect([status, body]).toEqual([
        400,
        refusal('invalid_json_body', 'The JSON body provided with this request is invalid', {
          details: body.error.detail.details,
        }),
      ]);
      expect(body.error.detail.details).toMatch(/\S/);
    });

    it('missing_required_argument, before any organization is looked for', async () => {
      const { status, body } = await scene.refused({ organization: { id: 'f'.repeat(32) }, name: undefined });
      expect([status, body]).toEqual([400, NAMELESS]);
    });
  });

  describe('403 for the token', () => {
    it('invalid_api_token: never issued, mistyped, expired, revoked', async () => {
      const subject = { kind: 'organization', organizationId: scene.root.id } as const;
      const revoked = await scene.make.issue(subject);
      await scene.make.revoke(revoked.id);
      const expired = await scene.make.token(subject, ['managed_organizations'], Date.now() - 1);
      const mistyped = `${scene.token.slice(0, -1)}${scene.token.endsWith('a') ? 'b' : 'a'}`;
      for (const token of [newSecret(), 'x', mistyped, `${scene.token}é`]) {
        const { status, body } = await scene.refused({}, { token });
        expect({ token, status, body }).toEqual({ token, status: 403, body: INVALID_TOKEN });
      }
      const ended = { expired, 'was revoked': revoked.secret };
      for (const [how, token] of Object.entries(ended)) {
        const { status, body } = await scene.refused({}, { token });
        const details = expect.stringMatching(new RegExp(`^The API token ${how} at 20.+Z$`)) as unknown;
        expect([how, status, body]).toEqual([how, 403, { error: { ...INVALID_TOKEN.error, detail: { details } } }]);
      }
    });

    it('holds at once for a token that has just been used', async () => {
      const { id, secret } = await scene.make.issue({ kind: 'organization', organizationId: scene.root.id });
      expect((await scene.create({}, { token: secret })).status).toBe(201);
      await scene.make.revoke(id);
      expect(said(await scene.refused({}, { token: secret }))).toBe('403 invalid_api_token');
    });

    it.each([
      ['none', []],
      ['those of its neighbours', ['organizations:write', 'managed_organizations:delete', 'enterprises'] as const],
    ])('scope_not_granted, with the scope that is needed: the token has %s', async (_, scopes) => {
      for (const token of [
        await scene.make.organizationToken(scene.root, scopes),
        await scene.make.operatorToken(scopes),
      ]) {
        const { status, body } = await scene.refused({}, { token });
        const text = 'The scope required for this endpoint has not been granted to the authenticating identity';
        expect([status, body]).toEqual([
          403,
          refusal('scope_not_granted', text, { scopes: ['managed_organizations'] }),
        ]);
      }
    });
  });

  describe('403 for the state of the organization', () => {
    it.each([
      ['its own', 2],
      ['its parent’s', 1],
      ['its grandparent’s', 0],
    ])('organization_suspended: %s hold, for every caller, until it is lifted', async (_, level) => {
      const line = await scene.make.lineage(3);
      const member = await scene.make.member(line[0]!, 'admin');
      const tokens = [
        await scene.make.organizationToken(line[0]!),
        await scene.make.organizationToken(line[2]!),
        await scene.make.operatorToken(),
        await scene.make.userToken(member),
      ];
      await scene.make.suspend(line[level]!);
      for (const token of tokens) {
        const { status, body } = await scene.refused(below(line[2]!), { token });
        expect([status, body]).toEqual([403, SUSPENDED]);
      }
      await scene.make.unsuspend(line[level]!);
      expect((await scene.create(below(line[2]!), { token: tokens[0] })).status).toBe(201);
    });

    it('organization_suspended: one hold of two is enough, of any placer', async () => {
      const line = await scene.make.lineage(2);
      const call = await tokenOf(line[0]!);
      const holds = [
        { source: 'parent', placedBy: line[0]!.id },
        { source: 'billing', placedBy: '' },
      ] as const;
      for (const hold of holds) await scene.make.suspend(line[1]!, hold);
      expect(said(await scene.refused(below(line[1]!), call))).toBe('403 organization_suspended');
      await scene.make.unsuspend(line[1]!, holds[0]);
      expect(said(await scene.refused(below(line[1]!), call))).toBe('403 organization_suspended');
      await scene.make.unsuspend(line[1]!, holds[1]);
      expect((await scene.create(below(line[1]!), call)).status).toBe(201);
    });

    it('a hold on a sibling, or on an organization below, is no hold on this one', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const call = await tokenOf(root);
      await scene.make.suspend(child);
      expect((await scene.create(below(root), call)).status).toBe(201);
      expect((await scene.create(below(await scene.make.managed(root)), call)).status).toBe(201);
    });

    it('organization_not_activated: its own, or that of one above it', async () => {
      const root = await scene.make.root({ activated: false });
      for (const call of [await tokenOf(root), { token: await scene.make.operatorToken() }]) {
        const { status, body } = await scene.refused(below(root), call);
        expect([status, body]).toEqual([403, NOT_ACTIVATED]);
      }
      const line = await scene.make.lineage(2);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [line[0]!.id]);
      const { status, body } = await scene.refused(below(line[1]!), await tokenOf(line[1]!));
      expect([status, body]).toEqual([403, NOT_ACTIVATED]);
    });
  });

  describe('403 for the role of a user', () => {
    it.each(['member', 'customer'] as const)('permission_denied: %s, here or above', async (role) => {
      const line = await scene.make.lineage(2);
      for (const place of line) {
        const token = await scene.make.userToken(await scene.make.member(place, role));
        const { status, body } = await scene.refused(below(line[1]!), { token });
        const text = 'The authenticated identity is not permitted to perform this action';
        expect([status, body]).toEqual([
          403,
          refusal('permission_denied', text, { details: 'The role in this organization does not allow this' }),
        ]);
      }
    });
  });

  describe('404', () => {
    it('is the same for an organization that is not visible as for none, byte for byte', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const foreign = await scene.make.root();
      const suspended = await scene.make.root();
      await scene.make.suspend(suspended);
      const waiting = await scene.make.root({ activated: false });
      const call = { ...(await tokenOf(child)), headers: { 'X-Request-Id': 'same' } };
      const absent = await scene.refused({ organization: { id: 'f'.repeat(32) } }, call);
      expect([absent.status, absent.body]).toEqual([404, NOT_FOUND]);
      for (const organization of [root, await scene.make.managed(root), foreign, suspended, waiting]) {
        const { id, subDomain } = organization;
        for (const lookup of [{ id }, { sub_domain: subDomain }]) {
          const { status, text, headers } = await scene.refused({ organization: lookup }, call);
          expect([status, text, withoutTime(headers)]).toEqual([404, absent.text, withoutTime(absent.headers)]);
        }
      }
    });

    it('costs the same statements for an organization that is not visible as for none', async () => {
      const { subDomain, id } = await scene.make.root();
      // The token's own look-up and last use come and go with its cache.
      const statements = async (organization: object) =>
        (await tripsOf(scene.app, () => scene.refused({ organization })))
          .map(({ sql }) => sql)
          .filter((sql) => !sql.includes('access_tokens'));
      const seen = await statements({ id });
      expect(seen).not.toEqual([]);
      expect(await statements({ id: 'f'.repeat(32) })).toEqual(seen);
      expect(await statements({ sub_domain: subDomain })).toEqual(await statements({ sub_domain: 'nobody-s' }));
    });

    it('is the answer to a user without any role there, and with a role below', async () => {
      const line = await scene.make.lineage(2);
      for (const user of [await scene.make.user(), await scene.make.member(line[1]!, 'admin')]) {
        const { status, body } = await scene.refused(below(line[0]!), { token: await scene.make.userToken(user) });
        expect([status, body]).toEqual([404, NOT_FOUND]);
      }
    });

    it('is the answer for a deleted organization, and for one below it', async () => {
      const line = await scene.make.lineage(3);
      const token = await scene.make.operatorToken();
      await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [line[1]!.id]);
      for (const organization of [line[1]!, line[2]!]) {
        const { status, body } = await scene.refused(below(organization), { token });
        expect([status, body]).toEqual([404, NOT_FOUND]);
      }
    });

    const lookups: [string, (root: Organization) => object][] = [
      ['an id in capitals', ({ id }) => ({ id: id.toUpperCase() })],
      ['an id with a space behind it', ({ id }) => ({ id: `${id} ` })],
      ['an id that is none', () => ({ id: 'org_O648YDMEYeLmqdmn' })],
      ['an id that is no ASCII', () => ({ id: 'é😀' })],
      ['an empty id', () => ({ id: '' })],
      ['an id of null', () => ({ id: null })],
      ['a sub-domain as an id', ({ subDomain }) => ({ id: subDomain })],
      ['an unknown id as a sub-domain', () => ({ sub_domain: 'f'.repeat(32) })],
      ['a sub-domain in capitals', ({ subDomain }) => ({ sub_domain: subDomain.toUpperCase() })],
      ['a sub-domain with a space behind it', ({ subDomain }) => ({ sub_domain: `${subDomain} ` })],
      ['a sub-domain that is no ASCII', () => ({ sub_domain: 'é😀' })],
      ['an empty sub-domain', () => ({ sub_domain: '' })],
      ['a sub-domain of null', () => ({ sub_domain: null })],
      ['a wildcard', () => ({ sub_domain: '%' })],
      ['a very long id', () => ({ id: 'a'.repeat(5_000) })],
    ];

    it.each(lookups)('is the answer to %s', async (_, lookup) => {
      const { status, body } = await scene.refused({ organization: lookup(scene.root) });
      expect([status, body]).toEqual([404, NOT_FOUND]);
    });

    it.each(['_', 'organization', ':organization', '%5F', 'acme.example.com', ''])(
      'is the answer to "%s" in the path, where nothing else names the organization',
      async (segment) => {
        const json = { name: 'N', sub_domain: aSubDomain() };
        const { status, body } = await scene.sendInVain({ url: `/core/v1/organizations/${segment}/managed`, json });
        expect([status, body]).toEqual([404, NOT_FOUND]);
      },
    );

    it('is the answer to a sub-domain in the path: a segment is an id', async () => {
      const json = { name: 'N', sub_domain: aSubDomain() };
      const url = `/core/v1/organizations/${scene.root.subDomain}/managed`;
      const { status, body } = await scene.sendInVain({ url, json });
      expect([status, body]).toEqual([404, NOT_FOUND]);
    });
  });

  describe('in the published order of checks', () => {
    const broken: Partial<Call> = { json: undefined, body: '{', headers: { 'Content-Type': 'application/json' } };
    const unknown = { organization: { id: 'f'.repeat(32) } };
    const blank = { name: ' ' };

    /** Everything that can be wrong with an organization, and who may see it. */
    const parties = {
      suspended: async () => {
        const organization = await scene.make.root({ activated: false, limit: 0 });
        await scene.make.suspend(organization);
        return organization;
      },
      sleeping: () => scene.make.root({ activated: false, limit: 0 }),
      full: () => scene.make.root({ limit: 0 }),
    };
    const member = async (organization: Organization) => ({
      token: await scene.make.userToken(await scene.make.member(organization, 'member')),
    });
    const narrow = async () => ({ token: await scene.make.organizationToken(scene.root, ['enterprises']) });

    const both = () => ({ organization: { id: scene.root.id, sub_domain: scene.root.subDomain } });
    const taken = () => ({ sub_domain: scene.root.subDomain });
    const own = async (organization: Organization, members = {}): Promise<[object, Partial<Call>]> => [
      { ...below(organization), ...members },
      await tokenOf(organization),
    ];
    /** Of an organization whose path is known, since one was created below it, and that was suspended behind that. */
    const suspendedSince = async (members: object): Promise<[object, Partial<Call>]> => {
      const organization = await scene.make.root();
      const call = await tokenOf(organization);
      expect(said(await scene.create(below(organization), call))).toBe('201');
      await scene.make.suspend(organization);
      return [{ ...below(organization), ...members }, call];
    };
    const asMember = async (organization: Organization, members = {}): Promise<[object, Partial<Call>]> => [
      { ...below(organization), ...members },
      await member(organization),
    ];

    it.each<[string, string, () => Promise<[members: object, call: Partial<Call>]>]>([
      ['no route, no token', '404 route_not_found', async () => [{}, { method: 'PATCH', token: undefined }]],
      ['no token, broken JSON', '400 missing_api_token', async () => [{}, { ...broken, token: undefined }]],
      ['a bad token, no name', '403 invalid_api_token', async () => [{ name: null }, { token: 'x' }]],
      ['no scope, broken JSON', '403 scope_not_granted', async () => [{}, { ...broken, ...(await narrow()) }]],
      ['no scope, no name', '403 scope_not_granted', async () => [{ name: null }, await narrow()]],
      ['no scope, no organization', '403 scope_not_granted', async () => [unknown, await narrow()]],
      ['broken JSON, no organization', '400 invalid_json_body', async () => [{}, broken]],
      ['two organizations, no name', '400 invalid_argument', async () => [{ ...both(), name: null }, {}]],
      ['no name, a bad sub-domain', '400 missing_required_argument', async () => [{ name: null, sub_domain: 5 }, {}]],
      [
        'a bad sub-domain, bad annotations',
        '400 invalid_argument',
        async () => [{ sub_domain: 5, annotations: 5 }, {}],
      ],
      ['bad annotations, no organization', '400 invalid_argument', async () => [{ annotations: 5, ...unknown }, {}]],
      ['no organization, a blank name', '404 organization_not_found', async () => [{ ...unknown, ...blank }, {}]],
      ['not visible, suspended', '404 organization_not_found', async () => [below(await parties.suspended()), {}]],
      ['suspended, not activated', '403 organization_suspended', async () => own(await parties.suspended())],
      ['suspended, a low role', '403 organization_suspended', async () => asMember(await parties.suspended())],
      ['not activated, a low role', '403 organization_not_activated', async () => asMember(await parties.sleeping())],
      ['suspended, a blank name', '403 organization_suspended', async () => own(await parties.suspended(), blank)],
      ['suspended since, a blank name', '403 organization_suspended', () => suspendedSince(blank)],
      ['suspended since, a taken sub-domain', '403 organization_suspended', () => suspendedSince(taken())],
      ['not activated, at its limit', '403 organization_not_activated', async () => own(await parties.sleeping())],
      ['a low role, a blank name', '403 permission_denied', async () => asMember(scene.root, blank)],
      ['a low role, at its limit', '403 permission_denied', async () => asMember(await parties.full())],
      ['a blank name, at its limit', '422 validation_error', async () => own(await parties.full(), blank)],
      ['a taken sub-domain, at its limit', '422 validation_error', async () => own(await parties.full(), taken())],
      ['at its limit', '422 organization_limit_reached', async () => own(await parties.full())],
    ])('%s: %s', async (_, expected, request) => {
      const [members, call] = await request();
      expect(said(await scene.refused(members, call))).toBe(expected);
    });

    it('of two bad arguments the first in the documented order is answered', async () => {
      const first = async (members: object) => (await scene.refused(members)).body.error.detail.path;
      const wrong = { organization: 5, name: 5, sub_domain: 5, annotations: 5 };
      expect(await first(wrong)).toEqual(['organization']);
      expect(await first({ ...wrong, organization: { id: scene.root.id } })).toEqual(['name']);
      expect(await first({ ...wrong, organization: { id: scene.root.id }, name: 'N' })).toEqual(['sub_domain']);
      expect(await first({ annotations: 5 })).toEqual(['annotations']);
    });
  });
});

function withoutTime(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date'));
}
