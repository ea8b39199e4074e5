import { sha256 } from '../../../src/common/digest.js';
import { newId } from '../../../src/common/ids.js';
import { PRIMARY_KEYS } from '../../../src/database/constraints.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import type { Answer } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, type Created, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';

type Body = Record<string, unknown>;

describe.each(testDatabases())('the idempotency key of an enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;
  let admins: User[];

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    ({ organization, token } = await scene.root());
    admins = [await scene.make.member(organization, 'admin'), await scene.make.member(organization, 'serviceUser')];
  });

  afterAll(() => scene.close());

  const create = (body: Body) => scene.created(creation(organization, token, body));

  /** Expects a replay: the first ids, the header, and no new row anywhere. */
  const replays = async (first: Answer<Created>, body: Body, as = token) => {
    const before = await scene.rowCounts();
    const again = await scene.created(creation(organization, as, body));
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await scene.rowCounts()).toEqual(before);
  };

  const conflicts = async (first: Answer<Created>, body: Body, differs: readonly string[]) => {
    const context = { enterpriseId: first.body.enterpriseId, differs };
    await scene.refuses(creation(organization, token, body), 409, 'IdempotencyKeyConflict', context);
  };

  describe('200', () => {
    it('answers a repeated request with the first ids, marks it as a replay, and writes nothing', async () => {
      const body = anEnterprise({
        additionalAdmins: [admins[0]!.id],
        thirdPartyIdentifier: [{ id: '1', label: 'crm' }],
        accountType: 'entity',
        isCaaS: false,
      });
      const first = await create(body);
      const rows = () => scene.app.sql.rows('SELECT * FROM enterprises WHERE id = ?', [first.body.enterpriseId]);
      const before = await rows();
      await replays(first, body);
      await replays(first, body);
      expect(await rows()).toEqual(before);
    });

    it.each<[string, Body, Body]>([
      ['no identifiers and an empty list of them', {}, { thirdPartyIdentifier: [] }],
      ['an empty list of identifiers and none', { thirdPartyIdentifier: [] }, {}],
      [
        'identifiers in another order, one of them twice',
        {
          thirdPartyIdentifier: [
            { id: '1', label: 'a' },
            { id: '2', label: 'b' },
          ],
        },
        {
          thirdPartyIdentifier: [
            { id: '2', label: 'b' },
            { label: 'a', id: '1' },
            { id: '2', label: 'b' },
          ],
        },
      ],
      ['an email in other capitals', { email: 'replay-1@example.com' }, { email: 'REPLAY-1@Example.com' }],
      [
        'an email in another Unicode form',
        { email: 'r\u00e9@b\u00fccher.example' },
        { email: 're\u0301@xn--bcher-kva.example' },
      ],
      ['unknown members', {}, { nonce: '1' }],
    ])('treats %s as the same request', async (_, one, other) => {
      const body = anEnterprise();
      await replays(await create({ ...body, ...one }), { ...body, ...other });
    });

    it('treats admins in another order, one of them twice, as the same request', async () => {
      const [one, two] = admins.map(({ id }) => id);
      const body = anEnterprise({ additionalAdmins: [one, two] });
      await replays(await create(body), { ...body, additionalAdmins: [two, one, two] });
    });

    it('replays for every caller who may create here', async () => {
      const body = anEnterprise();
      const first = await create(body);
      await replays(first, body, await scene.make.operatorToken());
      await replays(first, body, await scene.make.userToken(admins[0]!));
    });

    it('replays when the admins of the request have left meanwhile', async () => {
      const leaver = await scene.make.member(organization, 'admin');
      const body = anEnterprise({ additionalAdmins: [leaver.id] });
      const first = await create(body);
      for (const table of ['organization_users', 'enterprise_users']) {
        await scene.app.sql.execute(`DELETE FROM ${table} WHERE user_id = ?`, [leaver.id]);
      }
      await replays(first, body);
    });

    it('compares the other fields when the email of an erased user is no longer known', async () => {
      const body = anEnterprise();
      const first = await create(body);
      const erase = 'UPDATE enterprises SET email_digest = NULL WHERE id = ?';
      await scene.app.sql.execute(erase, [first.body.enterpriseId]);
      await replays(first, { ...body, email: anEmail() });
      await conflicts(first, { ...body, isCaaS: true }, ['isCaaS']);
    });

    it.each([
      ['capitals', 'Key', 'key'],
      ['a space at the end', 'spaced', 'spaced '],
      ['a space in front', 'front', ' front'],
      ['the Unicode form', 'caf\u00e9', 'cafe\u0301'],
      ['what some collations merge', 'stra\u00dfe', 'strasse'],
      ['the last of 255 characters', `${'x'.repeat(254)}1`, `${'x'.repeat(254)}2`],
    ])('compares keys byte for byte: %s makes another key', async (_, one, other) => {
      const body = anEnterprise();
      const [first, second] = [
        await create({ ...body, idempotencyKey: one }),
        await create({ ...body, idempotencyKey: other }),
      ];
      expect(second.body.enterpriseId).not.toBe(first.body.enterpriseId);
      expect(second.headers).not.toHaveProperty('idempotent-replayed');
    });

    it('belongs to its organization: a parent and its child may use the same key', async () => {
      const child = await scene.make.managed(organization);
      const body = anEnterprise();
      const [above, below] = [await create(body), await scene.created(creation(child, token, body))];
      expect(below.body.enterpriseId).not.toBe(above.body.enterpriseId);
      expect(below.body.userId).toBe(above.body.userId);
      expect(below.headers).not.toHaveProperty('idempotent-replayed');
    });

    it('is not spent by an error: the same key succeeds once the request is corrected', async () => {
      const idempotencyKey = aKey();
      const wrong = anEnterprise({ idempotencyKey, additionalAdmins: [newId()] });
      await scene.refuses(creation(organization, token, wrong), 404, 'UserNotFound', {
        userIds: wrong.additionalAdmins,
      });
      const bad = anEnterprise({ idempotencyKey, email: '' });
      const fields = [{ path: 'email', rule: 'too_short' }];
      await scene.refuses(creation(organization, token, bad), 400, 'Invalid', { fields });
      await scene.make.suspend(organization);
      const suspended = { organizationId: organization.id, inherited: false };
      const body = anEnterprise({ idempotencyKey });
      await scene.refuses(creation(organization, token, body), 403, 'OrganizationSuspended', suspended);
      await scene.make.unsuspend(organization);
      expect((await create(body)).headers).not.toHaveProperty('idempotent-replayed');
    });

    it('is answered after the state: 403 for a replay too while suspended, and the first ids afterwards', async () => {
      const body = anEnterprise();
      const first = await create(body);
      const context = { organizationId: organization.id, inherited: false };
      await scene.make.suspend(organization);
      await scene.refuses(creation(organization, token, body), 403, 'OrganizationSuspended', context);
      const other = { ...body, isCaaS: true };
      await scene.refuses(creation(organization, token, other), 403, 'OrganizationSuspended', context);
      await scene.make.unsuspend(organization);
      await replays(first, body);
    });

    it('is stored only as its hash, and the email only with its user', async () => {
      const idempotencyKey = `secret-key-${aKey()}@example.com`;
      const email = `traced-${aKey()}@example.com`;
      const { body } = await create(anEnterprise({ idempotencyKey, email }));
      const holding = async (text: string) => {
        const places: string[] = [];
        for (const table of Object.keys(PRIMARY_KEYS)) {
          for (const row of await scene.app.sql.rows(`SELECT * FROM ${table}`)) {
            const columns = Object.entries(row).filter(([, value]) => String(value).includes(text));
            places.push(...columns.map(([column]) => `${table}.${column}`));
          }
        }
        return places.sort();
      };
      expect(await holding(idempotencyKey)).toEqual([]);
      expect(await holding(sha256(idempotencyKey))).toEqual(['enterprises.key_hash']);
      expect(await holding(email)).toEqual([
        'enterprises.name',
        'enterprises.name_search',
        'users.email',
        'users.email_canonical',
      ]);
      expect(await holding(sha256(email))).toEqual(['enterprises.email_digest']);
      expect(await holding(body.userId)).toContain('audit_events.data');
    });
  });

  describe('409', () => {
    const crm = { id: '1', label: 'crm' };

    it.each<[string, Body, Body, string]>([
      ['another email', {}, { email: 'another-1@example.com' }, 'email'],
      ['an admin more', {}, { additionalAdmins: [newId()] }, 'additionalAdmins'],
      [
        'an identifier more',
        { thirdPartyIdentifier: [crm] },
        { thirdPartyIdentifier: [crm, { ...crm, id: '2' }] },
        'thirdPartyIdentifier',
      ],
      ['an identifier less', { thirdPartyIdentifier: [crm] }, { thirdPartyIdentifier: [] }, 'thirdPartyIdentifier'],
      [
        'id and label exchanged',
        { thirdPartyIdentifier: [crm] },
        { thirdPartyIdentifier: [{ id: 'crm', label: '1' }] },
        'thirdPartyIdentifier',
      ],
      ['another account type', { accountType: 'entity' }, { accountType: 'individual' }, 'accountType'],
      ['the default account type instead of none', {}, { accountType: 'individual' }, 'accountType'],
      ['no account type instead of the default', { accountType: 'individual' }, {}, 'accountType'],
      ['another isCaaS', { isCaaS: true }, { isCaaS: false }, 'isCaaS'],
      ['the default isCaaS instead of none', {}, { isCaaS: true }, 'isCaaS'],
      ['no isCaaS instead of the default', { isCaaS: true }, {}, 'isCaaS'],
    ])('names the field that differs: %s', async (_, one, other, field) => {
      const body = anEnterprise();
      await conflicts(await create({ ...body, ...one }), { ...body, ...other }, [field]);
    });

    it('names a missing admin', async () => {
      const body = anEnterprise({ additionalAdmins: admins.map(({ id }) => id) });
      await conflicts(await create(body), { ...body, additionalAdmins: [admins[0]!.id] }, ['additionalAdmins']);
    });

    it('names all fields that differ, in the order of the page, and leaves the first answer as it was', async () => {
      const body = anEnterprise();
      const first = await create(body);
      const other = {
        isCaaS: false,
        accountType: 'entity',
        thirdPartyIdentifier: [crm],
        additionalAdmins: [admins[0]!.id],
        email: anEmail(),
        idempotencyKey: body.idempotencyKey,
      };
      const fields = ['email', 'additionalAdmins', 'thirdPartyIdentifier', 'accountType', 'isCaaS'];
      await conflicts(first, other, fields);
      await replays(first, body);
    });
  });
});
