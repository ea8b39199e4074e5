import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referenceId } from '../../../src/reference/seed/reference-data.js';
import { said, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { bad } from '../dialect/core-v1-behaviour.fixtures.js';
import { invalid, refusal, type Refused, Scene } from '../../support/scenes/managed-organizations.js';

interface Body {
  readonly organization: { readonly id: string } & Record<string, unknown>;
}

describe.each(testDatabases())('creating an organization on $name', (database) => {
  let scene: Scene;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { DEFAULT_CURRENCY: 'CHF' });
    operator = await scene.make.operatorToken(['organizations:write']);
  });

  afterAll(() => scene.close());

  const call = (members: object, more: Partial<Call> = {}): Call => ({
    method: 'POST',
    url: '/core/v1/organizations',
    token: operator,
    json: { name: 'N', sub_domain: aSubDomain(), ...members },
    ...more,
  });
  const create = (members: object = {}, more: Partial<Call> = {}) => scene.app.call<Body>(call(members, more));
  const refused = (members: object, more: Partial<Call> = {}) => scene.sendInVain(call(members, more));

  describe('201', () => {
    it('is a root that is not activated, in the installation’s currency, without a limit', async () => {
      const sub_domain = aSubDomain();
      const { status, body, headers } = await create({ name: ' Platform ', sub_domain });
      const { id, created_at } = body.organization;
      expect([status, headers['idempotent-replayed']]).toEqual([201, undefined]);
      expect(body).toEqual({
        organization: {
          ...{ id, name: 'Platform', sub_domain, infrastructure_domain: `${sub_domain}.tenantry.localhost` },
          ...{ created_at, activated_at: null, suspended: false, managed: false },
          ...{ billing_name: null, address1: null, address2: null, address3: null, address4: null },
          ...{ postcode: null, vat_number: null, phone_number: null },
          currency: { id: referenceId('currency', 'CHF'), name: 'Swiss Franc', iso_code: 'CHF', symbol: 'CHF' },
          ...{ country: null, country_state: null },
        },
      });
      expect(await scene.row(id)).toMatchObject({ parent_id: null, path: id, depth: 1, managed: 0, version: 1 });
      expect(await scene.usage({ id } as never)).toEqual({ count: 0, limit: null });
      const own = await scene.make.organizationToken({ id } as never);
      const shut = await scene.app.call<Refused>({ method: 'GET', url: `/core/v1/organizations/${id}`, token: own });
      expect(said(shut)).toBe('403 organization_not_activated');
    });

    it.each([
      [true, ['true', 'yes', '1']],
      [false, ['false', 'no', '0']],
    ])('takes an activation of %j in a form, in a query and in JSON, as %j', async (activated, words) => {
      for (const word of words) {
        const text = () => `name=N&sub_domain=${aSubDomain()}&activated=${word}`;
        const answers = [
          await create({}, { json: undefined, form: text() }),
          await create({}, { json: {}, url: `/core/v1/organizations?${text()}` }),
          await create({ activated: word }),
        ];
        for (const { status, body } of answers) {
          expect([word, status, body.organization.activated_at !== null]).toEqual([word, 201, activated]);
        }
      }
      expect((await create({ activated: Number(activated) })).status).toBe(201);
    });

    it('names in a form what is wrong with an activation', async () => {
      const { status, body } = await refused({}, { json: undefined, form: 'name=N&sub_domain=n&activated=on' });
      const id = 'CoreAPI/Endpoints/Organizations/CreateEndpoint/BaseArgumentSet/Activated';
      const errors = [
        'Boolean must be provided as a boolean, as a string containing true or false or as 0 or 1 as an integer.',
      ];
      expect({ status, body }).toEqual(bad('activated', 'parse_error', id, { errors }));
    });

    it('takes a currency, a country, a state of it, an activation and a limit', async () => {
      const state = referenceId('country_state', 'US-CA');
      const members = {
        currency: { iso_code: 'USD' },
        country: { iso_code3: 'USA' },
        country_state: { id: state },
        activated: true,
        maximum_managed_organizations: 1,
      };
      const { status, body } = await create(members);
      const { organization } = body;
      expect(status).toBe(201);
      expect(organization).toMatchObject({ activated_at: organization.created_at });
      expect(organization).toMatchObject({ currency: { iso_code: 'USD' }, country: { iso_code2: 'US' } });
      expect(organization).toMatchObject({ country_state: { id: state, code: 'CA' } });
      const token = await scene.make.organizationToken({ id: organization.id } as never);
      const made = () => scene.create<Refused>({ organization: { id: organization.id } }, { token });
      expect([(await made()).status, said(await made())]).toEqual([201, '422 organization_limit_reached']);
    });

    it.each([
      ['ids', { currency: { id: referenceId('currency', 'GBP') }, country: { id: referenceId('country', 'GB') } }],
      ['codes', { currency: { iso_code: 'GBP' }, country: { iso_code2: 'GB', id: null } }],
    ])('finds what is named by %s', async (_, members) => {
      const { body } = await create(members);
      expect(body.organization).toMatchObject({ currency: { iso_code: 'GBP' }, country: { iso_code3: 'GBR' } });
    });

    it('takes null for absence, and 0 for a limit', async () => {
      const absent = { currency: null, country: null, country_state: null, activated: null };
      const { status, body } = await create({ ...absent, maximum_managed_organizations: null });
      expect([status, body.organization.activated_at]).toEqual([201, null]);
      expect(await scene.usage(body.organization as never)).toEqual({ count: 0, limit: null });
      const none = await create({ maximum_managed_organizations: '0' });
      expect(await scene.usage(none.body.organization as never)).toEqual({ count: 0, limit: 0 });
    });

    it('leaves one audit row that names the operator’s token', async () => {
      const { id: tokenId, secret } = await scene.make.issue({ kind: 'operator' });
      const { body } = await create({}, { token: secret });
      const rows = await scene.app.sql.rows(
        'SELECT action, actor_kind, actor_id, organization_id, data FROM audit_events WHERE subject_id = ?',
        [body.organization.id],
      );
      expect(rows).toEqual([
        {
          ...{ action: 'organization.created', actor_kind: 'operator', actor_id: tokenId },
          organization_id: body.organization.id,
          data: '{"parentId":null,"managed":false,"limit":null}',
        },
      ]);
    });
  });

  describe('400', () => {
    const argument = (name: string) => `The '${name}' argument is required but has not been provided`;

    it.each([
      ['a missing name', { name: null }, argument('name')],
      ['a missing sub-domain', { sub_domain: undefined }, argument('sub_domain')],
    ])('for %s', async (_, members, description) => {
      const { status, body } = await refused(members);
      expect([status, body.error.description]).toEqual([400, description]);
    });

    it.each([
      ['currency', 'EUR', 'object_expected'],
      ['currency', {}, 'missing_lookup_value'],
      ['currency', { id: 'x', iso_code: 'EUR' }, 'ambiguous_lookup_values'],
      ['country', [], 'object_expected'],
      ['country', { iso_code2: 'GB', iso_code3: 'GBR' }, 'ambiguous_lookup_values'],
      ['country_state', { code: 'CA' }, 'missing_lookup_value'],
      ['activated', 'True', 'parse_error'],
      ['maximum_managed_organizations', -1, 'validation_errors'],
      ['maximum_managed_organizations', 2_147_483_648, 'validation_errors'],
      ['maximum_managed_organizations', 1e300, 'parse_error'],
      ['maximum_managed_organizations', 'many', 'parse_error'],
    ])('for %s: %j', async (name, value, issue) => {
      const { status, body } = await refused({ [name]: value });
      expect([status, body.error.code]).toEqual([400, 'invalid_argument']);
      expect(body.error.detail).toMatchObject({ path: [name], issue });
    });
  });

  describe('403', () => {
    it('for all callers but the operator, an organization and its admin alike', async () => {
      const admin = await scene.make.userToken(await scene.make.member(scene.root, 'admin'));
      for (const token of [scene.token, admin]) {
        const { status, body } = await refused({}, { token });
        expect({ status, body }).toEqual({
          status: 403,
          body: refusal('permission_denied', 'The authenticated identity is not permitted to perform this action', {
            details: 'Only the operator of this service may do this',
          }),
        });
      }
    });

    it('without its scope', async () => {
      const token = await scene.make.operatorToken(['organizations:read', 'managed_organizations']);
      const { status, body } = await refused({}, { token });
      expect([status, body.error.detail]).toEqual([403, { scopes: ['organizations:write'] }]);
    });

    it('for an organization that is suspended, ahead of all other errors', async () => {
      const root = await scene.make.root();
      const token = await scene.make.organizationToken(root);
      await scene.make.suspend(root);
      expect(said(await refused({}, { token }))).toBe('403 organization_suspended');
    });
  });

  describe('404', () => {
    it.each([
      ['currency', { currency: { iso_code: 'XXY' } }],
      ['currency', { currency: { iso_code: 'eu' } }],
      ['currency', { currency: { id: 'é😀' } }],
      ['currency', { currency: { id: null } }],
      ['country', { country: { id: referenceId('currency', 'GBP') } }],
      ['country', { country: { iso_code2: 'GBR' } }],
      ['country', { country: { iso_code3: 'GB' } }],
      ['country', { country: { iso_code2: '' } }],
      ['country state', { country: { iso_code2: 'US' }, country_state: { id: 'US-CA' } }],
    ])('for a %s that does not exist: %j', async (kind, members) => {
      const { status, body } = await refused(members);
      const code = `${kind.replace(' ', '_')}_not_found`;
      const words = `No ${kind} was found matching any of the criteria provided in the arguments`;
      expect({ status, body }).toEqual({ status: 404, body: refusal(code, words) });
    });
  });

  describe('422', () => {
    const state = { country_state: { id: referenceId('country_state', 'US-CA') } };

    it.each([
      ['a name of nothing but space', { name: ' \t' }, ["Name can't be blank"]],
      ['a sub-domain that is reserved', { sub_domain: 'www' }, ['Sub domain is reserved']],
      ['a state without its country', state, ['Country state is invalid']],
      ['a state of another country', { ...state, country: { iso_code2: 'CA' } }, ['Country state is invalid']],
      [
        'all at once, in their order',
        { ...state, name: '', sub_domain: 'A' },
        ["Name can't be blank", 'Sub domain is invalid', 'Country state is invalid'],
      ],
    ])('for %s', async (_, members, errors) => {
      const { status, body } = await refused(members);
      expect({ status, body }).toEqual({ status: 422, body: invalid(...errors) });
    });

    it('for a sub-domain that is in use', async () => {
      const { status, body } = await refused({ sub_domain: scene.root.subDomain });
      expect({ status, body }).toEqual({ status: 422, body: invalid('Sub domain has already been taken') });
    });
  });
});
