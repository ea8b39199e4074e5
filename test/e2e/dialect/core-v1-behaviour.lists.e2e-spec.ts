import { newId } from '../../../src/common/ids.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { P, refusal, type Refused, Scene } from '../../support/scenes/managed-organizations.js';
import { bad, KEY_VALUE, LOOKUP, missing, noRoute, NOT_FOUND, type Saying } from './core-v1-behaviour.fixtures.js';

/**
 * The rows of core-v1.md §9 about `GET P`, and the requests that §8.1 recorded of real clients, byte for byte but the
 * names and the token. `org_x` is the id of an organization and `acme` its sub-domain.
 */

const SET = 'CoreAPI/Endpoints/ManagedOrganizations/ListEndpoint/BaseArgumentSet';
const USERS_SET = 'CoreAPI/Endpoints/OrganizationUsers/SimpleListEndpoint/BaseArgumentSet';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const NOT_A_NUMBER = { errors: ['Integer must be provided as an integer or a string only containing numbers'] };
const NOT_DECODED = { errors: ['The value could not be decoded from the query or form it was given in'] };
const GREATER = { errors: ['greater_than_zero'] };
const LESS = { errors: ['less_than_or_equal_to_one_hundred'] };
const U = '/core/v1/organizations/_/users_with_access';

interface Listed {
  readonly pagination: { readonly current_page: number; readonly per_page: number; readonly total: number };
  readonly organizations?: readonly { readonly id: string }[];
}

describe.each(testDatabases())('the lists of core-v1 on $name', (database) => {
  let scene: Scene;
  let managed: string[];

  beforeAll(async () => {
    scene = await Scene.open(database);
    const notes = [
      [
        { key: 'env', value: 'prod' },
        { key: 'team', value: 'a b' },
      ],
      [{ key: 'env', value: 'prod' }],
    ];
    managed = [];
    for (const annotations of notes) managed.push((await scene.create({ annotations })).body.organization.id);
  });

  afterAll(() => scene.close());

  const id = () => scene.root.id;
  const acme = () => scene.root.subDomain;
  const x = () => `organization[id]=${id()}`;
  const get = <Body = Refused>(call: Partial<Call>) =>
    scene.app.call<Body>({ method: 'GET', url: P, token: scene.token, ...call });

  type Request = () => Partial<Call>;

  describe('rows that answer 200', () => {
    it.each<[string, Request, object]>([
      ['GET P?organization[id]=org_x', () => ({ url: `${P}?${x()}` }), { current_page: 1, per_page: 30, total: 2 }],
      ['…&per_page=200', () => ({ url: `${P}?${x()}&per_page=200` }), { per_page: 200 }],
      ['…&page=2&per_page=1', () => ({ url: `${P}?${x()}&page=2&per_page=1` }), { current_page: 2, per_page: 1 }],
      ['…&page=002', () => ({ url: `${P}?${x()}&page=002` }), { current_page: 2 }],
      ['page and per_page of null', () => ({ url: `${P}?${x()}&page&per_page` }), { current_page: 1, per_page: 30 }],
      [
        'GET P?organization[sub_domain]=acme',
        () => ({ url: `${P}?organization[sub_domain]=${acme()}` }),
        { current_page: 1, total: 2 },
      ],
      [
        'GET P with JSON body `{"organization":{"id":"org_x"},"per_page":5}`',
        () => ({ json: { organization: { id: id() }, per_page: 5 } }),
        { per_page: 5, total: 2 },
      ],
      [
        'GET P?_arguments={json}',
        () => ({
          url: `${P}?_arguments=${encodeURIComponent(JSON.stringify({ organization: { id: id() }, page: 7 }))}`,
        }),
        { current_page: 7, total: 2 },
      ],
      [
        '`_arguments` over the query, leaf by leaf',
        () => ({ url: `${P}?${x()}&page=3&per_page=4&_arguments={"page":5,"organization":{"id":"${id()}"}}` }),
        { current_page: 5, per_page: 4 },
      ],
      [
        '`_arguments` in a form, over the form and the query',
        () => ({ url: `${P}?page=3&_arguments={"page":4}`, form: `${x()}&page=2&_arguments={"per_page":9}` }),
        { current_page: 2, per_page: 9 },
      ],
      [
        '`_arguments` beside a JSON body: the body alone counts',
        () => ({ url: `${P}?_arguments={"page":4,"per_page":9`, json: { organization: { id: id() }, page: 2 } }),
        { current_page: 2, per_page: 30 },
      ],
      [
        '`_arguments` beside a body that is not read',
        () => ({
          url: `${P}?_arguments={"page":4,"organization":{"id":"${id()}"}}`,
          body: '{"page":2}',
          headers: { 'Content-Type': 'text/plain' },
        }),
        { current_page: 4 },
      ],
      ['`_arguments` that is a list or a number', () => ({ url: `${P}?${x()}&_arguments=[1]` }), { current_page: 1 }],
      ['`_arguments` that is no text', () => ({ url: `${P}?${x()}&_arguments[a]=1` }), { current_page: 1 }],
      ['an empty `_arguments`', () => ({ url: `${P}?${x()}&_arguments=` }), { current_page: 1 }],
      ['trailing slash', () => ({ url: `${P}/?${x()}` }), { total: 2 }],
      ['unknown parameters', () => ({ url: `${P}?${x()}&sort=name&page_size=x` }), { current_page: 1 }],
      ['users_with_access, with a trailing slash', () => ({ url: `${U}/?${x()}&per_page=200` }), { per_page: 200 }],
      ['users_with_access, by a JSON body', () => ({ url: U, json: { organization: { id: id() } } }), { total: 0 }],
    ])('%s', async (_, request, pagination) => {
      const { status, text, body } = await get<Listed>(request());
      expect({ status, text }).toMatchObject({ status: 200 });
      expect(body.pagination).toMatchObject(pagination);
    });
  });

  describe('rows that are refused', () => {
    const page = (issue: string, more: { errors: string[] }, set = SET) => bad('page', issue, `${set}/Page`, more);
    const perPage = (issue: string, more: { errors: string[] }) => bad('per_page', issue, `${SET}/PerPage`, more);
    const annotations = (issue: string, more: object = {}) => bad('annotations', issue, `${SET}/Annotations`, more);

    it.each<[string, Saying, Request]>([
      ['page=0', page('validation_errors', GREATER), () => ({ url: `${P}?${x()}&page=0` })],
      ['page=-1', page('validation_errors', GREATER), () => ({ url: `${P}?${x()}&page=-1` })],
      ['page=abc', page('parse_error', NOT_A_NUMBER), () => ({ url: `${P}?${x()}&page=abc` })],
      ['page=1.5', page('parse_error', NOT_A_NUMBER), () => ({ url: `${P}?${x()}&page=1.5` })],
      ['page= (empty)', page('parse_error', NOT_A_NUMBER), () => ({ url: `${P}?${x()}&page=` })],
      ['page[]=1', page('parse_error', NOT_A_NUMBER), () => ({ url: `${P}?${x()}&page[]=1` })],
      ['page=%201', page('parse_error', NOT_A_NUMBER), () => ({ url: `${P}?${x()}&page=%201` })],
      ['page of 40 digits', page('parse_error', NOT_A_NUMBER), () => ({ url: `${P}?${x()}&page=${'9'.repeat(40)}` })],
      ['per_page=0', perPage('validation_errors', GREATER), () => ({ url: `${P}?${x()}&per_page=0` })],
      ['per_page=201', perPage('validation_errors', LESS), () => ({ url: `${P}?${x()}&per_page=201` })],
      [
        'per_page=true',
        perPage('parse_error', NOT_A_NUMBER),
        () => ({ json: { organization: { id: id() }, per_page: true } }),
      ],
      [
        'page and per_page wrong: the first is reported',
        page('validation_errors', GREATER),
        () => ({ url: `${P}?${x()}&per_page=0&page=0` }),
      ],
      [
        'organization=org_x',
        bad('organization', 'object_expected', `${SET}/Organization`),
        () => ({ url: `${P}?organization=${id()}` }),
      ],
      [
        'organization=x&organization[id]=y: 400 where the framework has an unhandled exception',
        bad('organization', 'parse_error', `${SET}/Organization`, NOT_DECODED),
        () => ({ url: `${P}?organization=x&organization[id]=y` }),
      ],
      [
        'organization[id]=y&organization=x: the text wins, and is no lookup',
        bad('organization', 'object_expected', `${SET}/Organization`),
        () => ({ url: `${P}?organization[id]=y&organization=x` }),
      ],
      [
        'organization[id] and organization[sub_domain]',
        bad('organization', 'ambiguous_lookup_values', `${SET}/Organization`),
        () => ({ url: `${P}?${x()}&organization[sub_domain]=${acme()}` }),
      ],
      [
        'organization[foo]=1',
        bad('organization', 'missing_lookup_value', `${SET}/Organization`),
        () => ({ url: `${P}?organization[foo]=1` }),
      ],
      [
        'organization[id][]=x',
        bad('organization.id', 'invalid_scalar', `${LOOKUP}/Id`),
        () => ({ url: `${P}?organization[id][]=x` }),
      ],
      ['organization', missing('organization'), () => ({ url: `${P}?organization` })],
      ['no organization', NOT_FOUND, () => ({})],
      ['a sub-domain in the path', NOT_FOUND, () => ({ url: `/core/v1/organizations/${acme()}/managed` })],
      ['annotations[0][key]=a', annotations('array_expected'), () => ({ url: `${P}?${x()}&annotations[0][key]=a` })],
      [
        'annotations[key]=a',
        annotations('array_expected'),
        () => ({ url: `${P}?${x()}&annotations[key]=a&annotations[value]=1` }),
      ],
      ['annotations=a', annotations('array_expected'), () => ({ url: `${P}?${x()}&annotations=a` })],
      ['annotations[]=a', annotations('object_expected', { index: 0 }), () => ({ url: `${P}?${x()}&annotations[]=a` })],
      ['annotations[][value]=1', missing('annotations.key'), () => ({ url: `${P}?${x()}&annotations[][value]=1` })],
      [
        'three keys ahead of two values',
        missing('annotations.key'),
        () => ({
          url: `${P}?${x()}&annotations[][key]=a&annotations[][key]=b&annotations[][key]=c&annotations[][value]=1&annotations[][value]=2`,
        }),
      ],
      [
        'two keys ahead of three values',
        missing('annotations.key'),
        () => ({
          url: `${P}?${x()}&annotations[][key]=a&annotations[][key]=b&annotations[][value]=1&annotations[][value]=2&annotations[][value]=3`,
        }),
      ],
      [
        'two pairs and a value more',
        missing('annotations.key'),
        () => ({
          url: `${P}?${x()}&annotations[][key]=a&annotations[][value]=1&annotations[][key]=b&annotations[][value]=2&annotations[][value]=3`,
        }),
      ],
      [
        'annotations [{key},{value}] in a JSON body',
        missing('annotations.key'),
        () => ({ json: { organization: { id: id() }, annotations: [{ key: 'a' }, { value: 'b' }] } }),
      ],
      [
        'a sorted list with a value that is no text',
        bad('annotations.value', 'invalid_scalar', `${KEY_VALUE}/Value`),
        () => ({
          json: { organization: { id: id() }, annotations: [{ key: 'a' }, { key: 'b', value: '1' }, { value: 2 }] },
        }),
      ],
      [
        '51 pairs',
        annotations('validation_errors', { errors: ['too_many'] }),
        () => ({
          json: { organization: { id: id() }, annotations: Array.from({ length: 51 }, (_, n) => ({ key: `k${n}` })) },
        }),
      ],
      [
        'unknown organization and a wrong page',
        page('validation_errors', GREATER),
        () => ({ url: `${P}?organization[id]=${newId()}&page=0` }),
      ],
      [
        'users_with_access?page=0',
        page('validation_errors', GREATER, USERS_SET),
        () => ({ url: `${U}?${x()}&page=0` }),
      ],
      [
        'users_with_access?organization=x&organization[id]=y',
        bad('organization', 'parse_error', `${USERS_SET}/Organization`, NOT_DECODED),
        () => ({ url: `${U}?organization=x&organization[id]=y` }),
      ],
    ])('%s', async (_, expected, request) => {
      const { status, body, headers } = await get(request());
      expect({ status, body }).toEqual(expected);
      expect(headers['x-api-schema']).toBe('json-error');
    });

    it.each<[string, Request]>([
      ['a JSON body that is none', () => ({ body: '{"organization":', headers: JSON_TYPE })],
      ['`_arguments` that is no JSON', () => ({ url: `${P}?${x()}&_arguments={"page":` })],
      ['`_arguments` that is too deep', () => ({ url: `${P}?${x()}&_arguments=${'['.repeat(40)}${']'.repeat(40)}` })],
      ['`_arguments` with half a character', () => ({ url: `${P}?${x()}&_arguments={"a":"\\ud800"}` })],
    ])('%s', async (_, request) => {
      const { status, body } = await get(request());
      const detail = { details: expect.any(String) as unknown };
      const text = 'The JSON body provided with this request is invalid';
      expect([status, body]).toEqual([400, refusal('invalid_json_body', text, detail)]);
    });

    it('a scope that is missing, before a body that is none', async () => {
      const token = await scene.make.organizationToken(scene.root, ['enterprises']);
      const { status, body } = await get({ body: '{', headers: JSON_TYPE, token });
      expect([status, body.error.code]).toEqual([403, 'scope_not_granted']);
    });

    it.each(['PUT', 'PATCH', 'DELETE', 'HEAD'] as const)('%s P', async (method) => {
      const { status, body } = await get({ method });
      expect(status).toBe(404);
      if (method !== 'HEAD') expect(body).toEqual(noRoute('organizations/_/managed', method).body);
    });
  });

  describe('the requests of real clients', () => {
    const GO = { 'User-Agent': 'go-katapult', Accept: 'application/json', 'Accept-Encoding': 'gzip' };
    const GO_NEXT = { 'User-Agent': 'go-katapult/0.2.0', 'Accept-Encoding': 'gzip' };
    const RUBY = { 'User-Agent': 'OpenAPI-Generator/0.0.6/ruby', Accept: 'application/json', ...JSON_TYPE };

    it('legacy Go: the list of organizations, whose first is the token’s own', async () => {
      const { status, body } = await get<Listed>({ url: '/core/v1/organizations', headers: GO });
      expect([status, body.organizations?.map((one) => one.id)]).toEqual([200, [id(), ...managed]]);
    });

    it('legacy Go: an organization by its sub-domain, with escaped brackets', async () => {
      const url = `/core/v1/organizations/_?organization%5Bsub_domain%5D=${acme()}`;
      const { status, body } = await get<{ organization: { id: string } }>({ url, headers: GO });
      expect([status, body.organization.id]).toEqual([200, id()]);
    });

    it('generated Go: a sorted query with a filter of two pairs, and no Accept header', async () => {
      const query =
        'annotations%5B%5D%5Bkey%5D=env&annotations%5B%5D%5Bkey%5D=team&annotations%5B%5D%5Bvalue%5D=prod' +
        `&annotations%5B%5D%5Bvalue%5D=a+b&organization%5Bid%5D=${id()}&page=1&per_page=30`;
      const url = `/core/v1/organizations/organization/managed?${query}`;
      const { status, body } = await get<Listed>({ url, headers: GO_NEXT });
      expect([status, body.organizations?.map((one) => one.id)]).toEqual([200, [managed[0]]]);
    });

    it.each([
      ['the list of organizations', () => '/core/v1/organizations'],
      ['an organization', () => `/core/v1/organizations/:organization?organization[id]=${id()}`],
      ['managed organizations', () => `/core/v1/organizations/:organization/managed?organization[id]=${id()}&page=1`],
      ['users', () => `/core/v1/organizations/:organization/users_with_access?organization[sub_domain]=${acme()}`],
    ])('Ruby: %s, with the Content-Type of a body and no body', async (_, url) => {
      expect((await get({ url: url(), headers: RUBY })).status).toBe(200);
    });

    it('Ruby: the current user, with the Content-Type of a body and no body', async () => {
      const token = await scene.make.userToken(await scene.make.user());
      expect((await get({ url: '/core/v1/users/current', headers: RUBY, token })).status).toBe(200);
    });
  });

  it('`_arguments` are arguments of a POST as well, and create what they say', async () => {
    const json = { organization: { id: id() }, name: 'By parameter', sub_domain: aSubDomain() };
    const url = `${P}?_arguments=${encodeURIComponent(JSON.stringify(json))}`;
    const { status, body } = await scene.send({ url });
    expect([status, body.organization.name]).toEqual([201, 'By parameter']);
  });
});
