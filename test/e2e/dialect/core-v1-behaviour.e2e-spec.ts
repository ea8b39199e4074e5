import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { bad, KEY_VALUE, LOOKUP, missing, noRoute, NOT_FOUND, type Saying, SET } from './core-v1-behaviour.fixtures.js';
import { invalid, P, refusal, Scene, type Refused } from '../../support/scenes/managed-organizations.js';

/**
 * The table of core-v1.md §9, row by row: what the documented framework was seen to answer. Every test is called by
 * the request of its row; `org_x` is the id of an organization and `acme` its sub-domain. The rows about GET are in
 * core-v1-behaviour.lists, except those whose query may be sent with this POST as well.
 */

const JSON_TYPE = { 'Content-Type': 'application/json' };

describe.each(testDatabases())('the behaviour table of core-v1 on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  const id = () => scene.root.id;
  const acme = () => scene.root.subDomain;
  /** The arguments of "ok" but the organization. */
  const rest = (members: object = {}) => ({ name: 'N', sub_domain: aSubDomain(), ...members });
  /** The arguments of "ok", with some of them as the row has them. */
  const ok = (members: object = {}) => ({ organization: { id: id() }, ...rest(members) });
  /** The same as text, for what `JSON.stringify` would not write. */
  const raw = (body: string, headers: Record<string, string> = JSON_TYPE) => ({ body, headers });
  const at = (segment: string) => `/core/v1/organizations/${segment}/managed`;

  type Request = () => Partial<Call> | Promise<Partial<Call>>;

  describe('rows that answer 201', () => {
    it.each<[string, Request]>([
      ['POST P ok', () => ({ json: ok() })],
      ['POST /organizations/org_x/managed, no `organization` in body', () => ({ url: at(id()), json: rest() })],
      ['POST /organizations/zzz/managed ok', () => ({ url: at('zzz'), json: ok() })],
      [
        'POST P?organization[sub_domain]=acme, body without `organization`',
        () => ({ url: `${P}?organization[sub_domain]=${acme()}`, json: rest() }),
      ],
      [
        '`organization:{id:"org_x",sub_domain:null}`',
        () => ({ json: ok({ organization: { id: id(), sub_domain: null } }) }),
      ],
      ['extra members', () => ({ json: ok({ extra: 1, php_nonce: 'x', organization: { id: id(), extra: {} } }) })],
      ['annotations null', () => ({ json: ok({ annotations: null }) })],
      ['annotations absent', () => ({ json: ok() })],
      ['annotations `[]`', () => ({ json: ok({ annotations: [] }) })],
      ['trailing slash', () => ({ url: `${P}/`, json: ok() })],
      ['two trailing slashes', () => ({ url: `${P}//`, json: ok() })],
      ['the namespace in capitals', () => ({ url: P.replace('core/v1', 'Core/V1'), json: ok() })],
      ['an empty segment', () => ({ url: at(''), json: ok() })],
    ])('%s', async (_, request) => {
      const { status, body } = await scene.send(await request());
      expect([status, body.annotations]).toEqual([201, []]);
    });

    it('duplicate JSON member: last wins', async () => {
      const text = JSON.stringify(ok({ name: 'last' })).replace('{', '{"name":5,"name":"first","sub_domain":null,');
      const { status, body } = await scene.send(raw(text));
      expect([status, body.organization.name]).toEqual([201, 'last']);
    });

    it('annotations [{key,value:null},{key}]', async () => {
      const { status, body } = await scene.create({ annotations: [{ key: 'a', value: null }, { key: 'b' }] });
      expect([status, body.annotations]).toEqual([
        201,
        [
          { key: 'a', value: null },
          { key: 'b', value: null },
        ],
      ]);
    });

    it('form body `organization[id]=org_x&…&annotations[][key]=a&annotations[][value]=b&annotations[][key]=c`', async () => {
      const pairs = 'annotations[][key]=a&annotations[][value]=b&annotations[][key]=c';
      const form = `organization[id]=${id()}&name=N&sub_domain=${aSubDomain()}&${pairs}`;
      const { status, body } = await scene.send({ form });
      expect([status, body.annotations]).toEqual([
        201,
        [
          { key: 'a', value: 'b' },
          { key: 'c', value: null },
        ],
      ]);
    });
  });

  describe('rows that are refused', () => {
    it.each<[string, Saying, Request]>([
      ['POST P without `organization`', NOT_FOUND, () => ({ json: rest() })],
      [
        'POST /organizations/<sub_domain>/managed without `organization`',
        NOT_FOUND,
        () => ({ url: at(acme()), json: rest() }),
      ],
      [
        'POST P?organization[id]=org_x, body `organization:{sub_domain:"acme"}`',
        bad('organization', 'ambiguous_lookup_values', `${SET}/Organization`),
        () => ({ url: `${P}?organization[id]=${id()}`, json: ok({ organization: { sub_domain: acme() } }) }),
      ],
      [
        '`organization:{id,sub_domain}`',
        bad('organization', 'ambiguous_lookup_values', `${SET}/Organization`),
        () => ({ json: ok({ organization: { id: id(), sub_domain: acme() } }) }),
      ],
      [
        '`organization:{}`',
        bad('organization', 'missing_lookup_value', `${SET}/Organization`),
        () => ({ json: ok({ organization: {} }) }),
      ],
      [
        '`organization:{foo:1}`',
        bad('organization', 'missing_lookup_value', `${SET}/Organization`),
        () => ({ json: ok({ organization: { foo: 1 } }) }),
      ],
      ['`organization:{id:null}`', NOT_FOUND, () => ({ json: ok({ organization: { id: null } }) })],
      ['`organization:{id:""}`', NOT_FOUND, () => ({ json: ok({ organization: { id: '' } }) })],
      ['`organization:null`', missing('organization'), () => ({ json: ok({ organization: null }) })],
      [
        '`organization:"org_x"`',
        bad('organization', 'object_expected', `${SET}/Organization`),
        () => ({ json: ok({ organization: id() }) }),
      ],
      [
        '`organization:[…]`',
        bad('organization', 'object_expected', `${SET}/Organization`),
        () => ({ json: ok({ organization: [{ id: id() }] }) }),
      ],
      [
        '`organization:{id:5}`',
        bad('organization.id', 'invalid_scalar', `${LOOKUP}/Id`),
        () => ({ json: ok({ organization: { id: 5 } }) }),
      ],
      [
        '`organization:{sub_domain:true}`',
        bad('organization.sub_domain', 'invalid_scalar', `${LOOKUP}/SubDomain`),
        () => ({ json: ok({ organization: { sub_domain: true } }) }),
      ],
      ['no name', missing('name'), () => ({ json: ok({ name: undefined }) })],
      ['name null', missing('name'), () => ({ json: ok({ name: null }) })],
      ['no sub_domain', missing('sub_domain'), () => ({ json: ok({ sub_domain: undefined }) })],
      ['name 5', bad('name', 'invalid_scalar', `${SET}/Name`), () => ({ json: ok({ name: 5 }) })],
      ['name true', bad('name', 'invalid_scalar', `${SET}/Name`), () => ({ json: ok({ name: true }) })],
      ['name ["a"]', bad('name', 'invalid_scalar', `${SET}/Name`), () => ({ json: ok({ name: ['a'] }) })],
      [
        'sub_domain 5',
        bad('sub_domain', 'invalid_scalar', `${SET}/SubDomain`),
        () => ({ json: ok({ sub_domain: 5 }) }),
      ],
      ['name ""', { status: 422, body: invalid("Name can't be blank") }, () => ({ json: ok({ name: '' }) })],
      [
        'unknown org **and** no name',
        missing('name'),
        () => ({ json: ok({ organization: { id: 'org_x' }, name: undefined }) }),
      ],
      ['`{}` on P', missing('name'), () => ({ json: {} })],
      ['empty body on P', missing('name'), () => raw('')],
      ['`null` on P', missing('name'), () => raw('null')],
      ['`[1]` on P', missing('name'), () => raw('[1]')],
      [
        'bad scope + `{`',
        {
          status: 403,
          body: refusal(
            'scope_not_granted',
            'The scope required for this endpoint has not been granted to the authenticating identity',
            { scopes: ['managed_organizations'] },
          ),
        },
        async () => ({ ...raw('{'), token: await scene.make.organizationToken(scene.root, ['enterprises']) }),
      ],
      [
        'annotations "x"',
        bad('annotations', 'array_expected', `${SET}/Annotations`),
        () => ({ json: ok({ annotations: 'x' }) }),
      ],
      [
        'annotations {…}',
        bad('annotations', 'array_expected', `${SET}/Annotations`),
        () => ({ json: ok({ annotations: { key: 'a' } }) }),
      ],
      [
        'annotations [{key},"x"]',
        bad('annotations', 'object_expected', `${SET}/Annotations`, { index: 1 }),
        () => ({ json: ok({ annotations: [{ key: 'a' }, 'x'] }) }),
      ],
      [
        'a null within annotations',
        bad('annotations', 'object_expected', `${SET}/Annotations`, { index: 1 }),
        () => ({ json: ok({ annotations: [{ key: 'a' }, null] }) }),
      ],
      [
        'annotations [{key},{value}]',
        missing('annotations.key'),
        () => ({ json: ok({ annotations: [{ key: 'a' }, { value: 'b' }] }) }),
      ],
      [
        'annotations [{key:"a",value:1}]',
        bad('annotations.value', 'invalid_scalar', `${KEY_VALUE}/Value`),
        () => ({ json: ok({ annotations: [{ key: 'a', value: 1 }] }) }),
      ],
      [
        'annotations [{key:1}]',
        bad('annotations.key', 'invalid_scalar', `${KEY_VALUE}/Key`),
        () => ({ json: ok({ annotations: [{ key: 1 }] }) }),
      ],
      ['Content-Type text/plain', missing('name'), () => raw(JSON.stringify(ok()), { 'Content-Type': 'text/plain' })],
      ['Content-Type none', missing('name'), () => raw(JSON.stringify(ok()), {})],
      [
        'no Authorization',
        {
          status: 400,
          body: refusal(
            'missing_api_token',
            'No API token was provided in the Authorization header. Ensure a token is provided prefixed with Bearer',
          ),
        },
        () => ({ json: ok(), token: undefined }),
      ],
      [
        'P?organization=org_x',
        bad('organization', 'object_expected', `${SET}/Organization`),
        () => ({ url: `${P}?organization=${id()}`, json: rest() }),
      ],
      [
        'P?…&annotations[0][key]=a',
        bad('annotations', 'array_expected', `${SET}/Annotations`),
        () => ({ url: `${P}?annotations[0][key]=a`, json: ok() }),
      ],
    ])('%s', async (_, expected, request) => {
      const { status, body } = await scene.sendInVain(await request());
      expect({ status, body }).toEqual(expected);
    });

    it('`{"a":`', async () => {
      const { status, body } = await scene.sendInVain(raw('{"a":'));
      const detail = { details: expect.stringMatching(/JSON/) as unknown };
      const text = 'The JSON body provided with this request is invalid';
      expect([status, body]).toEqual([400, refusal('invalid_json_body', text, detail)]);
    });
  });

  describe('rows about routes and methods', () => {
    it.each([
      ['PATCH P', 'PATCH', P],
      ['PUT P', 'PUT', P],
      ['DELETE P', 'DELETE', P],
      ['unknown path', 'POST', '/core/v1/organizations/_/unmanaged'],
      ['unknown path above', 'POST', '/core/v1'],
      ['a route in capitals', 'POST', '/Core/V1/organizations/_/Managed'],
    ] as const)('%s', async (_, method, url) => {
      const { status, body } = await scene.sendInVain({ method, url, json: ok() });
      expect({ status, body }).toEqual(noRoute(url.replace(/^\/core\/v1\/?/i, ''), method));
    });

    it('HEAD P', async () => {
      expect((await scene.sendInVain({ method: 'HEAD' })).status).toBe(404);
    });

    const OPTIONS = (asked: string | undefined, call: Partial<Call> = {}) =>
      scene.send<Refused>({
        method: 'OPTIONS',
        headers: asked === undefined ? {} : { 'Access-Control-Request-Method': asked },
        ...call,
      });

    it('OPTIONS P + Access-Control-Request-Method: POST', async () => {
      for (const token of [scene.token, await scene.make.organizationToken(scene.root, ['enterprises'])]) {
        const { status, text, headers } = await OPTIONS('POST', { token });
        expect([status, text, headers['content-type']]).toEqual([200, '""', 'application/json']);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
      expect((await OPTIONS('POST', { url: `${P}/` })).status).toBe(200);
    });

    it('OPTIONS that names no method, or one that is not routed', async () => {
      for (const asked of [undefined, 'PATCH', 'post', '']) {
        const { status, body } = await OPTIONS(asked);
        expect({ status, body }).toEqual(noRoute('organizations/_/managed', 'OPTIONS'));
      }
      const { status, body } = await OPTIONS('POST', { url: '/core/v1/nothing' });
      expect({ status, body }).toEqual(noRoute('nothing', 'OPTIONS'));
    });

    it('OPTIONS without a token, or with a bad one, after its route has been found', async () => {
      expect((await OPTIONS('POST', { token: undefined })).body.error.code).toBe('missing_api_token');
      expect((await OPTIONS('POST', { token: 'x' })).body.error.code).toBe('invalid_api_token');
      expect((await OPTIONS('PATCH', { token: undefined })).body.error.code).toBe('route_not_found');
    });
  });

  describe('rows whose real behaviour is a weakness, and better here', () => {
    it('P?organization=x&organization[id]=y: 400 where the framework has an unhandled exception', async () => {
      const { status, body } = await scene.sendInVain({ url: `${P}?organization=x&organization[id]=y`, json: rest() });
      const errors = ['The value could not be decoded from the query or form it was given in'];
      expect({ status, body }).toEqual(bad('organization', 'parse_error', `${SET}/Organization`, { errors }));
    });
  });
});
