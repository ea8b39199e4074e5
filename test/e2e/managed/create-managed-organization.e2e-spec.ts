import { createHash } from 'node:crypto';
import { countries, currencies, referenceId } from '../../../src/reference/seed/reference-data.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Created, P, Scene } from '../../support/scenes/managed-organizations.js';

const SETTINGS = { INFRASTRUCTURE_DOMAIN: 'cloud.example.com' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const at = (organization: string) => `/core/v1/organizations/${organization}/managed`;

describe.each(testDatabases())('creating a managed organization on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database, SETTINGS);
  });

  afterAll(() => scene.close());

  describe('201', () => {
    it('shows the whole documented object: every member, in its order, null for what is not set', async () => {
      const before = Math.floor(Date.now() / 1_000);
      const sub_domain = aSubDomain();
      const answer = await scene.create({ name: 'NERV Corp. <&> é 😀', sub_domain });
      const { id, created_at } = answer.body.organization;
      const euro = currencies().find(({ isoCode }) => isoCode === 'EUR');

      expect(answer.status).toBe(201);
      expect(answer.text).toBe(
        JSON.stringify({
          organization: {
            id,
            name: 'NERV Corp. <&> é 😀',
            sub_domain,
            infrastructure_domain: `${sub_domain}.cloud.example.com`,
            created_at,
            activated_at: created_at,
            suspended: false,
            managed: true,
            billing_name: null,
            address1: null,
            address2: null,
            address3: null,
            address4: null,
            postcode: null,
            vat_number: null,
            phone_number: null,
            currency: { id: euro?.id, name: euro?.name, iso_code: 'EUR', symbol: '€' },
            country: null,
            country_state: null,
          },
          annotations: [],
        }),
      );
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(Number.isInteger(created_at)).toBe(true);
      expect(created_at).toBeGreaterThanOrEqual(before);
      expect(created_at).toBeLessThanOrEqual(Math.floor(Date.now() / 1_000));
    });

    it('has the currency, the country and the country’s state of its parent, and its billing is its own', async () => {
      const parent = await scene.make.root({ currency: 'GBP' });
      const [us, california] = [referenceId('country', 'US'), referenceId('country_state', 'US-CA')];
      await scene.app.sql.execute(
        `UPDATE organizations SET country_id = ?, country_state_id = ?, billing_name = 'Payer', vat_number = 'GB1',
          enterprise_name_suffix = ' Ltd' WHERE id = ?`,
        [us, california, parent.id],
      );
      const token = await scene.make.organizationToken(parent);
      const { body } = await scene.create({ organization: { id: parent.id } }, { token });

      const pound = currencies().find(({ isoCode }) => isoCode === 'GBP');
      expect(body.organization).toMatchObject({ billing_name: null, vat_number: null });
      expect(JSON.stringify(body.organization.currency)).toBe(
        JSON.stringify({ id: pound?.id, name: pound?.name, iso_code: 'GBP', symbol: '£' }),
      );
      expect(JSON.stringify(body.organization.country)).toBe(JSON.stringify(shownCountry('US')));
      expect(JSON.stringify(body.organization.country_state)).toBe(
        JSON.stringify({ id: california, name: 'California', code: 'CA', country: shownCountry('US') }),
      );
      expect(await scene.row(body.organization.id)).toMatchObject({
        country_id: us,
        country_state_id: california,
        enterprise_name_suffix: null,
      });
    });

    it('shows the annotations beside the organization, in the order they were given in, a missing value as null', async () => {
      const annotations = [
        { key: 'team', value: 'a' },
        { key: 'env', value: null },
        { key: 'ENV' },
        { key: 'x', value: '' },
      ];
      const { status, body } = await scene.create({ annotations });
      expect([status, JSON.stringify(body.annotations)]).toEqual([
        201,
        '[{"key":"team","value":"a"},{"key":"env","value":null},{"key":"ENV","value":null},{"key":"x","value":""}]',
      ]);
      expect(body.organization).not.toHaveProperty('annotations');
    });

    it('trims the name, keeps what is inside it, and takes 255 characters of any kind', async () => {
      const trimmed = await scene.create({ name: ' \t\u00a0 two  words\n' });
      expect(trimmed.body.organization.name).toBe('two  words');
      const longest = await scene.create({ name: ` ${'😀'.repeat(255)} ` });
      expect([longest.status, longest.body.organization.name]).toEqual([201, '😀'.repeat(255)]);
      expect((await scene.row(longest.body.organization.id))?.name).toBe('😀'.repeat(255));
    });

    it('gives two organizations of one name two ids, the later one behind the earlier', async () => {
      const first = await scene.create({ name: 'Same' });
      const second = await scene.create({ name: 'Same' });
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body.organization.id > first.body.organization.id).toBe(true);
    });

    it('has the promised headers, and neither a location nor a charset', async () => {
      const answer = await scene.create({}, { headers: { 'X-Request-Id': 'Create.one_1-x' } });
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json',
        'x-request-id': 'Create.one_1-x',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers).not.toHaveProperty('location');
      expect(answer.headers).not.toHaveProperty('x-api-schema');
      expect((await scene.create()).headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    });

    it('ignores undocumented members', async () => {
      const members = { php_nonce: 'x', managed: false, id: 'x', parent_id: 'x', suspended: true, currency: 5 };
      const { status, body } = await scene.create({ ...members, annotations: [{ key: 'a', value: 'b', id: 1 }] });
      expect([status, body.organization.managed, body.organization.suspended]).toEqual([201, true, false]);
      expect(body.annotations).toEqual([{ key: 'a', value: 'b' }]);
      const text = `{"__proto__":{"name":"P"},"constructor":{"prototype":{}},${JSON.stringify(scene.body()).slice(1)}`;
      const hostile = await scene.send({ body: text, headers: { 'Content-Type': 'application/json' } });
      expect([hostile.status, hostile.body.organization.name]).toEqual([201, 'N']);
    });
  });

  describe('201 leaves in the database', () => {
    it('one row with its parent, its depth and its path, activated and without holds', async () => {
      const child = await scene.make.managed(scene.root);
      const before = Date.now();
      const { body } = await scene.create({ organization: { id: child.id }, name: ' Leaf ' });
      const { id, sub_domain } = body.organization;
      const row = await scene.row(id);
      expect(row).toMatchObject({
        parent_id: child.id,
        path: `${scene.root.id}/${child.id}/${id}`,
        depth: 3,
        managed: 1,
        name: 'Leaf',
        sub_domain,
        holds: 0,
        version: 1,
        deleted_at: null,
        activated_at: row?.created_at,
        currency_id: scene.root.currencyId,
      });
      expect(Number(row?.created_at)).toBeGreaterThanOrEqual(before);
      expect(Number(row?.created_at)).toBeLessThanOrEqual(Date.now());
    });

    it('one more on the counter of the root, at any depth of the parent, and no counter of its own', async () => {
      const line = await scene.make.lineage(3);
      const token = await scene.make.organizationToken(line[0]!);
      expect(await scene.usage(line[0]!)).toEqual({ count: 2, limit: null });
      const { body } = await scene.create({ organization: { id: line[2]!.id } }, { token });
      expect(await scene.usage(line[0]!)).toEqual({ count: 3, limit: null });
      expect(await scene.app.sql.count('organization_usage', 'organization_id = ?', [body.organization.id])).toBe(0);
    });

    it('its annotations with the hashes that lists are filtered by', async () => {
      const annotations = [{ key: 'ümlaut ', value: 'v\n😀' }, { key: 'b' }];
      const { body } = await scene.create({ annotations });
      const rows = await scene.app.sql.rows(
        'SELECT * FROM organization_annotations WHERE organization_id = ? ORDER BY position',
        [body.organization.id],
      );
      const expected = [
        { name: 'ümlaut ', value: 'v\n😀', pair_hash: sha256('["ümlaut ","v\\n😀"]') },
        { name: 'b', value: null, pair_hash: sha256('["b",null]') },
      ];
      expect(rows).toEqual(
        expected.map((row, position) => ({
          ...row,
          position,
          organization_id: body.organization.id,
          parent_id: scene.root.id,
          name_hash: sha256(row.name),
        })),
      );
    });

    it('one audit row: who, what, under which request id, and no name of a person in it', async () => {
      const { secret, id } = await scene.make.issue({ kind: 'organization', organizationId: scene.root.id });
      const { audits } = await scene.footprint();
      const headers = { 'X-Request-Id': 'audited-1' };
      const { body } = await scene.create({ name: 'A secret name' }, { token: secret, headers });
      expect(await scene.footprint()).toMatchObject({ audits: audits + 1 });
      const [row, ...more] = await scene.app.sql.rows("SELECT * FROM audit_events WHERE request_id = 'audited-1'");
      expect(more).toEqual([]);
      expect(row).toMatchObject({
        action: 'organization.created',
        actor_kind: 'organization',
        actor_id: id,
        ip: '127.0.0.1',
        organization_id: body.organization.id,
        subject_type: 'organization',
        subject_id: body.organization.id,
      });
      expect(JSON.parse(String(row?.data))).toEqual({ parentId: scene.root.id, managed: true });
    });
  });

  describe('201 wherever the organization is named', () => {
    const named = () => ({ name: 'N', sub_domain: aSubDomain() });
    const form = (text: string) => {
      const { name, sub_domain } = named();
      return { form: `${text}name=${name}&sub_domain=${sub_domain}` };
    };
    const id = () => scene.root.id;
    const sub = () => scene.root.subDomain;

    it.each<[string, () => Parameters<Scene['send']>[0]]>([
      ['by id in the path', () => ({ url: at(id()), json: named() })],
      [
        'by id in the path, percent-encoded',
        () => ({ url: at(`%${id().charCodeAt(0).toString(16)}${id().slice(1)}`), json: named() }),
      ],
      ['by id in the body', () => ({ json: { organization: { id: id() }, ...named() } })],
      ['by sub-domain in the body', () => ({ json: { organization: { sub_domain: sub() }, ...named() } })],
      [
        'by id in the body, the other key null',
        () => ({ json: { organization: { id: id(), sub_domain: null }, ...named() } }),
      ],
      [
        'in the body, over whatever the path says',
        () => ({ url: at('zzz'), json: { organization: { id: id() }, ...named() } }),
      ],
      ['by id in the query', () => ({ url: `${P}?organization[id]=${id()}`, json: named() })],
      ['by sub-domain in the query', () => ({ url: `${P}?organization%5Bsub_domain%5D=${sub()}`, json: named() })],
      ['by id in a form', () => form(`organization[id]=${id()}&`)],
      ['by sub-domain in a form', () => form(`organization%5Bsub_domain%5D=${sub()}&`)],
      ['by id in the path, the rest in a form', () => ({ url: at(id()), ...form('') })],
      ['all of it in the query', () => ({ url: `${P}?${form(`organization[id]=${id()}&`).form}` })],
    ])('%s', async (_, call) => {
      const answer = await scene.send(call());
      expect(answer.status).toBe(201);
      expect(await scene.row(answer.body.organization.id)).toMatchObject({ parent_id: scene.root.id });
    });
  });

  describe('201 for the requests that the published clients send', () => {
    const json = { 'Content-Type': 'application/json' };
    it.each<[string, (label: string) => Parameters<Scene['send']>[0]]>([
      [
        'Go, by hand: `_`, and a body that ends in a newline',
        (label) => ({
          body: `{"organization":{"id":"${scene.root.id}"},"name":"NERV Corp. <&>","sub_domain":"${label}"}\n`,
          headers: { ...json, 'User-Agent': 'go-katapult', Accept: 'application/json', 'Accept-Encoding': 'gzip' },
        }),
      ],
      [
        'Go, generated: `organization`, escaped text, no Accept',
        (label) => ({
          url: at('organization'),
          body: `{"annotations":[{"key":"a"},{"key":"b","value":"c"}],"name":"NERV Corp. \\u003c\\u0026\\u003e","organization":{"sub_domain":"${scene.root.subDomain}"},"sub_domain":"${label}"}`,
          headers: { ...json, 'User-Agent': 'go-katapult/0.2.0', 'Accept-Encoding': 'gzip' },
        }),
      ],
      [
        'Ruby: `:organization`, with the colon',
        (label) => ({
          url: at(':organization'),
          json: { organization: { id: scene.root.id }, name: 'NERV Corp. <&>', sub_domain: label },
        }),
      ],
      [
        'PHP: the real id in the path, and a nonce among the arguments',
        (label) => ({ url: at(scene.root.id), json: { name: 'NERV Corp. <&>', sub_domain: label, php_nonce: '5f1' } }),
      ],
    ])('%s', async (_, call) => {
      const label = aSubDomain();
      const { status, body } = await scene.send<Created>(call(label));
      expect(status).toBe(201);
      expect(body.organization).toMatchObject({ name: 'NERV Corp. <&>', sub_domain: label });
    });
  });

  describe('201 for those who may', () => {
    it('the operator, under any organization', async () => {
      const token = await scene.make.operatorToken(['managed_organizations']);
      expect((await scene.create({}, { token })).status).toBe(201);
    });

    it('an organization, under every organization below it', async () => {
      const line = await scene.make.lineage(3);
      const token = await scene.make.organizationToken(line[0]!, ['managed_organizations']);
      for (const { id } of line) {
        const { status, body } = await scene.create({ organization: { id } }, { token });
        expect([status, (await scene.row(body.organization.id))?.parent_id]).toEqual([201, id]);
      }
    });

    it('a managed organization itself, whose own managed ones are one level deeper', async () => {
      const child = await scene.make.managed(scene.root);
      const token = await scene.make.organizationToken(child);
      const { status, body } = await scene.create({ organization: { id: child.id } }, { token });
      expect([status, (await scene.row(body.organization.id))?.depth]).toEqual([201, 3]);
    });

    it.each(['admin', 'serviceUser'] as const)(
      'a user who is %s of the organization or of one above it',
      async (role) => {
        const line = await scene.make.lineage(3);
        for (const place of [line[0]!, line[2]!]) {
          const token = await scene.make.userToken(await scene.make.member(place, role));
          expect((await scene.create({ organization: { id: line[2]!.id } }, { token })).status).toBe(201);
        }
      },
    );
  });
});

function shownCountry(isoCode2: string) {
  const { id, name, isoCode3, timeZone, eu } = countries().find((country) => country.isoCode2 === isoCode2)!;
  return { id, name, iso_code2: isoCode2, iso_code3: isoCode3, time_zone: timeZone, eu };
}
