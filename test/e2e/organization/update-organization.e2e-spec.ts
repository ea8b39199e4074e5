import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { referenceId } from '../../../src/reference/seed/reference-data.js';
import { said, type Answer, type Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { invalid, refusal, type Refused, Scene } from '../../support/scenes/managed-organizations.js';

interface Body {
  readonly organization: { readonly id: string } & Record<string, unknown>;
}

const country = (iso_code2: string) => ({ country: { iso_code2 } });
const state = (code: string) => ({ country_state: { id: referenceId('country_state', code) } });

describe.each(testDatabases())('updating an organization on $name', (database) => {
  let scene: Scene;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { RESERVED_SUB_DOMAINS: 'ours' });
  });

  beforeEach(async () => {
    root = await scene.make.root();
    token = await scene.make.organizationToken(root, ['organizations:write', 'organizations:read']);
  });

  afterAll(() => scene.close());

  const call = (json: object, more: Partial<Call> = {}): Call => ({
    method: 'PATCH',
    url: `/core/v1/organizations/${root.id}`,
    token,
    json,
    ...more,
  });
  const patch = (json: object, more: Partial<Call> = {}) => scene.app.call<Body>(call(json, more));
  const get = () => scene.app.call<Body>({ method: 'GET', url: `/core/v1/organizations/${root.id}`, token });
  const audits = (id = root.id) =>
    scene.app.sql.rows(
      "SELECT data FROM audit_events WHERE subject_id = ? AND action = 'organization.changed' ORDER BY id",
      [id],
    );

  /** Sends a change that is refused, and expects that nothing has changed. */
  async function refused(json: object, more: Partial<Call> = {}): Promise<Answer<Refused>> {
    const everything = async () => ({
      organizations: await scene.app.sql.rows('SELECT * FROM organizations ORDER BY id'),
      retired: await scene.app.sql.rows('SELECT * FROM retired_sub_domains ORDER BY sub_domain'),
      audits: await scene.app.sql.count('audit_events'),
    });
    const before = await everything();
    const answer = await scene.app.call<Refused>(call(json, more));
    expect(await everything()).toEqual(before);
    expect(answer.headers).toMatchObject({ 'x-api-schema': 'json-error' });
    expect(answer.headers).not.toHaveProperty('etag');
    return answer;
  }

  describe('200', () => {
    const texts = {
      billing_name: 'Payer <&> é 😀',
      address1: '1 High Street',
      address2: ' two ',
      address3: '3',
      address4: '4',
      postcode: 'ZZ9 1LS',
      vat_number: 'GB1',
      phone_number: '+44 1',
    };

    it('changes everything at once, and shows what GET then shows, with a new tag', async () => {
      const before = await get();
      const sub_domain = aSubDomain();
      const named = { currency: { iso_code: 'USD' }, country: { iso_code3: 'USA' }, ...state('US-CA') };
      const answer = await patch({ name: ' New name ', sub_domain, ...texts, ...named });
      expect(answer.status).toBe(200);
      expect(answer.body.organization).toMatchObject({ name: 'New name', sub_domain, ...texts });
      expect(answer.body.organization).toMatchObject({
        infrastructure_domain: `${sub_domain}.tenantry.localhost`,
        currency: { iso_code: 'USD' },
        country: { iso_code2: 'US' },
        country_state: { code: 'CA', country: { iso_code2: 'US' } },
      });
      const after = await get();
      expect(after.text).toBe(answer.text);
      expect(after.headers.etag).toBe(answer.headers.etag);
      expect(after.headers.etag).not.toBe(before.headers.etag);
      expect(Object.keys(after.body.organization)).toEqual(Object.keys(before.body.organization));
      expect(await scene.row(root.id)).toMatchObject({ version: 2, holds: 0, depth: 1, ...texts });
    });

    it.each([
      ['name', { name: 'Other' }],
      ['billing_name', { billing_name: 'B' }],
      ['address1', { address1: 'B' }],
      ['address2', { address2: 'B' }],
      ['address3', { address3: 'B' }],
      ['address4', { address4: 'B' }],
      ['postcode', { postcode: 'B' }],
      ['vat_number', { vat_number: 'B' }],
      ['phone_number', { phone_number: 'B' }],
    ])('changes %s alone, once, with its name and without its value in the audit', async (field, members) => {
      const { body } = await get();
      const answer = await patch(members);
      expect(answer.body.organization).toEqual({ ...body.organization, ...members });
      expect((await patch(members)).text).toBe(answer.text);
      expect(await audits()).toEqual([{ data: JSON.stringify({ fields: field }) }]);
      expect((await scene.row(root.id))?.version).toBe(2);
    });

    it('names every field that changed, in their order, and none that did not', async () => {
      const { name } = root;
      await patch({ ...state('GB-SCT'), name, ...country('GB'), phone_number: '1', sub_domain: aSubDomain() });
      expect(await audits()).toEqual([{ data: '{"fields":"sub_domain phone_number country country_state"}' }]);
    });

    it('clears a text with an empty one, and leaves what is null or absent as it is', async () => {
      await patch({ ...texts, ...country('US'), ...state('US-CA') });
      const before = await get();
      const nothing = Object.fromEntries(
        Object.keys({ ...texts, currency: 1, country: 1 }).map((name) => [name, null]),
      );
      for (const json of [{}, { ...nothing, name: null, sub_domain: null, country_state: null }, { unknown: 5 }]) {
        const answer = await patch(json);
        expect([answer.status, answer.text, answer.headers.etag]).toEqual([200, before.text, before.headers.etag]);
      }
      const cleared = Object.fromEntries(Object.keys(texts).map((name) => [name, '']));
      const { status, body } = await patch(cleared);
      expect([status, await audits()]).toEqual([
        200,
        [expect.anything(), { data: JSON.stringify({ fields: Object.keys(texts).join(' ') }) }],
      ]);
      for (const name of Object.keys(texts)) expect([name, body.organization[name]]).toEqual([name, null]);
      expect(await scene.row(root.id)).toMatchObject({ billing_name: null, postcode: null, version: 3 });
    });

    it('changes nothing where all of it is there already: no version, no tag, no audit', async () => {
      await patch({ ...texts, ...country('US'), ...state('US-CA'), currency: { iso_code: 'USD' } });
      const { text, headers } = await get();
      const { updated, ...same } = { ...texts, name: ` ${root.name}`, sub_domain: root.subDomain, updated: 1 };
      const again = await patch({ ...same, ...country('US'), ...state('US-CA'), currency: { iso_code: 'USD' } });
      expect([updated, again.text, again.headers.etag]).toEqual([1, text, headers.etag]);
      expect(await audits()).toHaveLength(1);
      expect((await scene.row(root.id))?.version).toBe(2);
    });

    it('clears the state of the old country with a new one, and takes a state of the new one', async () => {
      await patch({ ...country('US'), ...state('US-CA') });
      const moved = await patch(country('GB'));
      expect(moved.body.organization).toMatchObject({ country: { iso_code2: 'GB' }, country_state: null });
      expect(await scene.row(root.id)).toMatchObject({ country_state_id: null });
      const back = await patch({ ...country('US'), ...state('US-NY') });
      expect(back.body.organization).toMatchObject({ country: { iso_code2: 'US' }, country_state: { code: 'NY' } });
      const within = await patch(state('US-CA'));
      expect(within.body.organization).toMatchObject({ country: { iso_code2: 'US' }, country_state: { code: 'CA' } });
      const kept = await patch(country('US'));
      expect(kept.body.organization).toMatchObject({ country_state: { code: 'CA' } });
    });

    it('takes texts as long as their columns, of any characters', async () => {
      const long = (length: number) => '😀'.repeat(length);
      const most = { name: long(255), billing_name: long(255), address4: long(255), postcode: long(32) };
      const { status, body } = await patch({ ...most, vat_number: long(64), phone_number: long(64) });
      expect([status, body.organization]).toMatchObject([200, most]);
      expect(await scene.row(root.id)).toMatchObject({ ...most, vat_number: long(64), phone_number: long(64) });
    });

    it('keeps a sub-domain that was reserved after it was issued', async () => {
      await scene.app.sql.execute("UPDATE organizations SET sub_domain = 'ours' WHERE id = ?", [root.id]);
      expect((await patch({ sub_domain: 'ours', name: 'Still ours' })).status).toBe(200);
      await patch({ sub_domain: aSubDomain() });
      expect(said(await refused({ sub_domain: 'ours' }))).toBe('422 validation_error');
    });

    it('is for those who may write: an ancestor, the operator, an admin, wherever the organization is named', async () => {
      const [above, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const tokens = [
        await scene.make.organizationToken(above),
        await scene.make.organizationToken(child),
        await scene.make.operatorToken(),
        await scene.make.userToken(await scene.make.member(above, 'admin')),
        await scene.make.userToken(await scene.make.member(child, 'serviceUser')),
      ];
      for (const [number, token] of tokens.entries()) {
        const organization = { sub_domain: child.subDomain };
        const url = '/core/v1/organizations/_';
        const { status, body } = await patch({ organization, name: `N${number}` }, { url, token });
        expect([status, body.organization.id, body.organization.name]).toEqual([200, child.id, `N${number}`]);
      }
      expect(await audits(child.id)).toHaveLength(tokens.length);
    });
  });

  describe('400', () => {
    it.each([
      ['name', 5, 'invalid_scalar'],
      ['sub_domain', ['a'], 'invalid_scalar'],
      ['billing_name', true, 'invalid_scalar'],
      ['postcode', {}, 'invalid_scalar'],
      ['currency', 'EUR', 'object_expected'],
      ['country', {}, 'missing_lookup_value'],
      ['country_state', [], 'object_expected'],
    ])('for %s: %j', async (name, value, issue) => {
      const { status, body } = await refused({ country_state: 5, [name]: value });
      expect([status, body.error.code]).toEqual([400, 'invalid_argument']);
      expect(body.error.detail).toMatchObject({ path: [name], issue });
    });

    it.each(['\ud800', 'a\0b'])('for what is no text: %j', async (address1) => {
      expect(said(await refused({ address1 }))).toBe('400 invalid_json_body');
    });
  });

  describe('403', () => {
    it('while anything on the path is held, to the operator too', async () => {
      const [above, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const operator = await scene.make.operatorToken();
      const url = `/core/v1/organizations/${child.id}`;
      await scene.make.suspend(above);
      for (const token of [operator, await scene.make.organizationToken(child)]) {
        expect(said(await refused({ name: 'X' }, { url, token }))).toBe('403 organization_suspended');
      }
      await scene.make.unsuspend(above);
      const early = await scene.make.root({ activated: false });
      const answer = await refused({ name: 'X' }, { url: `/core/v1/organizations/${early.id}`, token: operator });
      expect(said(answer)).toBe('403 organization_not_activated');
    });

    it('for a role that may only read, and without the scope', async () => {
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      expect(said(await refused({ name: 'X' }, { token: member }))).toBe('403 permission_denied');
      const reader = await scene.make.organizationToken(root, ['organizations:read', 'managed_organizations']);
      const { status, body } = await refused({ name: 'X' }, { token: reader });
      expect([status, body.error.detail]).toEqual([403, { scopes: ['organizations:write'] }]);
    });
  });

  describe('404', () => {
    it('is the same for an absent organization and for one that is not visible', async () => {
      const other = await scene.make.root();
      const at = (id: string) => refused({ name: 'X' }, { url: `/core/v1/organizations/${id}` });
      const [absent, foreign] = [await at('0'.repeat(32)), await at(other.id)];
      expect([absent.status, foreign.text]).toEqual([404, absent.text]);
    });

    it.each([
      ['currency', { currency: { iso_code: 'XXY' } }],
      ['country', { country: { iso_code2: 'XX' } }],
      ['country state', { country_state: { id: '0'.repeat(32) } }],
    ])('for a %s that does not exist, ahead of what else is wrong', async (kind, members) => {
      const { status, body } = await refused({ name: '', ...members }, { headers: { 'If-Match': '"0"' } });
      const code = `${kind.replace(' ', '_')}_not_found`;
      const words = `No ${kind} was found matching any of the criteria provided in the arguments`;
      expect({ status, body }).toEqual({ status: 404, body: refusal(code, words) });
    });
  });

  describe('422', () => {
    const long = (length: number) => 'x'.repeat(length + 1);

    it.each([
      ['name', '', "Name can't be blank"],
      ['name', ' ', "Name can't be blank"],
      ['name', long(255), 'Name is too long (maximum is 255 characters)'],
      ['sub_domain', '', "Sub domain can't be blank"],
      ['sub_domain', 'A_b', 'Sub domain is invalid'],
      ['sub_domain', '0'.repeat(32), 'Sub domain is invalid'],
      ['sub_domain', 'www', 'Sub domain is reserved'],
      ['sub_domain', long(63), 'Sub domain is too long (maximum is 63 characters)'],
      ['billing_name', long(255), 'Billing name is too long (maximum is 255 characters)'],
      ['address1', long(255), 'Address1 is too long (maximum is 255 characters)'],
      ['address2', long(255), 'Address2 is too long (maximum is 255 characters)'],
      ['address3', long(255), 'Address3 is too long (maximum is 255 characters)'],
      ['address4', long(255), 'Address4 is too long (maximum is 255 characters)'],
      ['postcode', long(32), 'Postcode is too long (maximum is 32 characters)'],
      ['vat_number', long(64), 'Vat number is too long (maximum is 64 characters)'],
      ['phone_number', long(64), 'Phone number is too long (maximum is 64 characters)'],
      ['country_state', { id: referenceId('country_state', 'US-CA') }, 'Country state is invalid'],
    ])('for %s: %j', async (name, value, message) => {
      const { status, body } = await refused({ address3: 'ok', [name]: value });
      expect({ status, body }).toEqual({ status: 422, body: invalid(message) });
    });

    it('names all that is wrong, in the declared order', async () => {
      const { body } = await refused({
        ...state('US-CA'),
        ...country('CA'),
        phone_number: long(64),
        postcode: long(32),
        sub_domain: '-',
        name: '',
      });
      const lengths = [
        'Postcode is too long (maximum is 32 characters)',
        'Phone number is too long (maximum is 64 characters)',
      ];
      expect(body).toEqual(
        invalid("Name can't be blank", 'Sub domain is invalid', ...lengths, 'Country state is invalid'),
      );
    });

    it('for a state of another country than the one it has', async () => {
      await patch(country('CA'));
      expect((await refused(state('US-CA'))).body).toEqual(invalid('Country state is invalid'));
      await patch({ ...country('US'), ...state('US-CA') });
      expect((await refused({ ...country('CA'), ...state('US-CA') })).body).toEqual(
        invalid('Country state is invalid'),
      );
    });
  });

  describe('a sub-domain that was given up', () => {
    const taken = invalid('Sub domain has already been taken');

    it('is refused to every other organization, by renaming and by both creations, and never again looked up', async () => {
      const old = root.subDomain;
      await patch({ sub_domain: aSubDomain() });
      const other = await scene.make.root();
      const url = `/core/v1/organizations/${other.id}`;
      expect(
        (await refused({ sub_domain: old }, { url, token: await scene.make.organizationToken(other) })).body,
      ).toEqual(taken);
      expect((await scene.refused({ sub_domain: old })).body).toEqual(taken);
      const json = { name: 'N', sub_domain: old };
      const operator = await scene.make.operatorToken();
      const created = await scene.sendInVain({ url: '/core/v1/organizations', token: operator, json });
      expect(created.body).toEqual(taken);
      const found = await scene.app.call<Refused>({
        method: 'GET',
        url: `/core/v1/organizations/_?organization[sub_domain]=${old}`,
        token,
      });
      expect(said(found)).toBe('404 organization_not_found');
    });

    it('may be taken back by its own, however often it changes', async () => {
      const [first, second, third] = [root.subDomain, aSubDomain(), aSubDomain()];
      for (const sub_domain of [second, first, second, third, first]) {
        const { status, body } = await patch({ sub_domain });
        expect([status, body.organization.sub_domain]).toEqual([200, sub_domain]);
      }
      const retired = await scene.app.sql.rows(
        'SELECT sub_domain FROM retired_sub_domains WHERE organization_id = ? ORDER BY since, sub_domain',
        [root.id],
      );
      expect(retired.map(({ sub_domain }) => sub_domain).sort()).toEqual([second, third].sort());
      expect((await scene.row(root.id))?.version).toBe(6);
    });

    it('is refused where another has it, and one’s own is kept', async () => {
      const { status, body } = await refused({ sub_domain: scene.root.subDomain, name: 'Not this either' });
      expect({ status, body }).toEqual({ status: 422, body: taken });
    });
  });
});
