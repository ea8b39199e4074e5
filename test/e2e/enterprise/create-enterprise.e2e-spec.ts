import { ID_PATTERN } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { refusingInserts } from '../../support/database/refusing-inserts.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';

const JSON_TYPE = { 'content-type': 'application/json' };

describe.each(testDatabases())('POST /api/v2/organization/{organizationId}/enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    // A token that leaves the cache on a busy machine would cost one more statement.
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const create = (body?: unknown) => scene.created(creation(organization, token, body));
  const enterprise = (id: string) => scene.theRow('enterprises', 'id = ?', id);
  const user = (id: string) => scene.theRow('users', 'id = ?', id);
  const url = () => `/api/v2/organization/${organization.id}/enterprise`;

  describe('200', () => {
    it('answers with the ids of the enterprise and of its user, and nothing else', async () => {
      const { body, text, headers } = await create();
      expect(text).toBe(JSON.stringify({ enterpriseId: body.enterpriseId, userId: body.userId }));
      expect(body.enterpriseId).toMatch(ID_PATTERN);
      expect(body.userId).toMatch(ID_PATTERN);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(headers).not.toHaveProperty('idempotent-replayed');
    });

    it('creates a user for an email that no user has', async () => {
      const { body } = await create(anEnterprise({ email: 'Zoë.New+1@Exämple.com' }));
      expect(await user(body.userId)).toMatchObject({
        email: 'Zoë.New+1@Exämple.com',
        email_canonical: 'zoë.new+1@xn--exmple-cua.com',
        first_name: null,
        last_name: null,
      });
      expect(await enterprise(body.enterpriseId)).toMatchObject({
        organization_id: organization.id,
        user_id: body.userId,
      });
    });

    it.each([
      ['other capitals', 'known@example.com', 'KNOWN@Example.COM'],
      ['another Unicode form', 'ren\u00e9@example.com', 'rene\u0301@example.com'],
      ['a domain in punycode', 'known@b\u00fccher.example', 'known@xn--bcher-kva.example'],
    ])(
      'links a known user whose email is written in %s, and changes nothing of that user',
      async (_, known, written) => {
        const existing = await scene.make.user(known);
        const [row, { users }] = [await user(existing.id), await scene.rowCounts()];
        const { body } = await create(anEnterprise({ email: written }));
        expect(body.userId).toBe(existing.id);
        expect(await user(existing.id)).toEqual(row);
        expect((await scene.rowCounts()).users).toBe(users);
        expect((await enterprise(body.enterpriseId)).name).toBe(written);
      },
    );

    it('treats an email with a dot or a plus sign as that of another user', async () => {
      const [first, second, third] = [
        await create(anEnterprise({ email: 'john.doe@example.com' })),
        await create(anEnterprise({ email: 'johndoe@example.com' })),
        await create(anEnterprise({ email: 'john.doe+x@example.com' })),
      ];
      expect(new Set([first.body.userId, second.body.userId, third.body.userId]).size).toBe(3);
    });

    it('makes the user and each of additionalAdmins an admin, each once', async () => {
      const [one, two] = [
        await scene.make.member(organization, 'serviceUser'),
        await scene.make.member(organization, 'admin'),
      ];
      const email = one.email!;
      const { body } = await create(anEnterprise({ email, additionalAdmins: [two.id, one.id, two.id] }));
      expect(body.userId).toBe(one.id);
      expect(await scene.adminsOf(body.enterpriseId)).toEqual([one.id, two.id].sort());
      expect(await scene.app.sql.count('enterprise_users', 'enterprise_id = ?', [body.enterpriseId])).toBe(2);
    });

    it('keeps third-party identifiers in their order, an equal pair once', async () => {
      const pairs = [
        { id: '7', label: 'crm' },
        { id: '7', label: 'billing' },
        { id: '7', label: 'crm' },
        { id: '8', label: 'crm' },
      ];
      const { body } = await create(anEnterprise({ thirdPartyIdentifier: pairs }));
      const rows = await scene.app.sql.rows(
        `SELECT identifier AS id, label, organization_id FROM third_party_identifiers
          WHERE enterprise_id = ? ORDER BY position`,
        [body.enterpriseId],
      );
      expect(rows).toEqual([0, 1, 3].map((at) => ({ ...pairs[at], organization_id: organization.id })));
    });

    it('names the enterprise after the email as given and the suffix of the organization', async () => {
      const suffixed = await scene.root({ suffix: ' (Ünited)' });
      const email = anEmail('Cap.Ital');
      const { body } = await scene.created(creation(suffixed.organization, suffixed.token, anEnterprise({ email })));
      expect(await enterprise(body.enterpriseId)).toMatchObject({
        name: `${email} (Ünited)`,
        name_search: `${email.toLowerCase()} (ünited)`,
      });
    });

    it.each([
      ['that is given', 'entity', 'individual', 'entity'],
      ['of the organization where none is given', undefined, 'entity', 'entity'],
      ['individual if none is given', undefined, null, 'individual'],
    ])('has the account type %s', async (_, given, ofOrganization, expected) => {
      const other = await scene.root();
      await scene.app.sql.execute('UPDATE organizations SET default_account_type = ? WHERE id = ?', [
        ofOrganization,
        other.organization.id,
      ]);
      const body = anEnterprise(given === undefined ? {} : { accountType: given });
      const created = await scene.created(creation(other.organization, other.token, body));
      expect((await enterprise(created.body.enterpriseId)).account_type).toBe(expected);
    });

    it.each([
      [undefined, 1],
      [true, 1],
      ['yes', 1],
      ['0', 0],
      [false, 0],
    ])('with isCaaS %s stores %s', async (given, stored) => {
      const { body } = await create(anEnterprise(given === undefined ? {} : { isCaaS: given }));
      expect((await enterprise(body.enterpriseId)).is_caas).toBe(stored);
    });

    it('writes the audit event, with the request id of the answer', async () => {
      const { id, secret } = await scene.make.issue({ kind: 'organization', organizationId: organization.id });
      const headers = { 'X-Request-Id': 'client-42_A.b' };
      const answer = await scene.created({ ...creation(organization, secret), headers });
      const { enterpriseId, userId } = answer.body;
      expect(answer.headers['x-request-id']).toBe('client-42_A.b');
      const row = await scene.theRow('audit_events', 'subject_id = ?', enterpriseId);
      expect({ ...row, data: JSON.parse(String(row.data)) as unknown }).toMatchObject({
        action: 'enterprise.created',
        actor_kind: 'organization',
        actor_id: id,
        request_id: 'client-42_A.b',
        ip: '127.0.0.1',
        organization_id: organization.id,
        subject_type: 'enterprise',
        data: { userId, newUser: true },
      });
    });

    it.each([undefined, 'with space', 'x'.repeat(129), 'ü'])(
      'generates a request id of its own for %j',
      async (sent) => {
        const headers: Record<string, string> = sent === undefined ? {} : { 'X-Request-Id': sent };
        const answer = await scene.created({ ...creation(organization, token), headers });
        expect(answer.headers['x-request-id']).toMatch(ID_PATTERN);
        const row = await scene.theRow('audit_events', 'subject_id = ?', answer.body.enterpriseId);
        expect(row.request_id).toBe(answer.headers['x-request-id']);
      },
    );

    it('tolerates a slash at the end of the path', async () => {
      const { body } = await scene.created({ ...creation(organization, token), url: `${url()}/` });
      expect(await enterprise(body.enterpriseId)).toMatchObject({ organization_id: organization.id });
    });

    it('ignores unknown members, whatever their names', async () => {
      const extras = '"php_nonce":"1","id":"x","keyHash":"y","toInput":{},"constructor":{"prototype":{"isCaaS":false}}';
      const identifiers =
        '"thirdPartyIdentifier":[{"__proto__":{"id":"2"},"constructor":{"name":"x"},"id":"1","label":"crm"}]';
      const plain = `${identifiers},${JSON.stringify(anEnterprise()).slice(1)}`;
      const body = `{${extras},"__proto__":{"isCaaS":false,"accountType":"entity"},${plain}`;
      const answer = await scene.created({ method: 'POST', url: url(), token, headers: JSON_TYPE, body });
      expect(await enterprise(answer.body.enterpriseId)).toMatchObject({ account_type: 'individual', is_caas: 1 });
      expect({}).not.toHaveProperty('isCaaS');
      const identifier = await scene.theRow('third_party_identifiers', 'enterprise_id = ?', answer.body.enterpriseId);
      expect(identifier).toMatchObject({ identifier: '1', label: 'crm' });
    });

    it('takes the organization from the path, whatever body and query contain', async () => {
      const organizationId = (await scene.root()).organization.id;
      const call = creation(organization, token, anEnterprise({ organizationId }));
      const { body } = await scene.created({ ...call, url: `${url()}?organizationId=${organizationId}&x` });
      expect(await enterprise(body.enterpriseId)).toMatchObject({ organization_id: organization.id });
    });

    it.each(['application/json; charset=utf-8; x=y', 'APPLICATION/JSON', 'application/vnd.tenantry.v1+json ;q=1'])(
      'reads a body of the type %s',
      async (type) => {
        await scene.created({ ...creation(organization, token), headers: { 'Content-Type': type } });
      },
    );

    it('accepts every argument at its maximum length, in characters and not in bytes', async () => {
      const email = `${'é'.repeat(64)}@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(61)}`;
      expect(email).toHaveLength(254);
      const suffixed = await scene.root({ suffix: '😀'.repeat(64) });
      const pair = (at: number) => ({ id: `${at}`.padEnd(255, 'x'), label: '😀'.repeat(at === 0 ? 255 : 1) });
      const admin = await scene.make.member(suffixed.organization, 'admin');
      const body = anEnterprise({
        email,
        idempotencyKey: '😀'.repeat(255),
        additionalAdmins: Array.from({ length: 100 }, () => admin.id),
        thirdPartyIdentifier: Array.from({ length: 50 }, (_, at) => pair(at)),
      });
      const { body: ids } = await scene.created(creation(suffixed.organization, suffixed.token, body));
      expect((await enterprise(ids.enterpriseId)).name).toBe(`${email}${'😀'.repeat(64)}`);
    });

    it('accepts an email whose lower case is longer than itself', async () => {
      const suffixed = await scene.root({ suffix: 'İ'.repeat(64) });
      const email = `${'İ'.repeat(64)}@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(61)}`;
      const { body } = await scene.created(creation(suffixed.organization, suffixed.token, anEnterprise({ email })));
      expect((await enterprise(body.enterpriseId)).name).toBe(`${email}${'İ'.repeat(64)}`);
    });

    if (database.name === 'mariadb') {
      it('costs at most two trips to the database, once its token and the path of its organization are known', async () => {
        await create();
        await tokenUseIsWritten(scene.app, token);
        const admin = await scene.make.member(organization, 'admin');
        const thirdPartyIdentifier = [{ id: '1', label: 'crm' }];
        const body = anEnterprise({ additionalAdmins: [admin.id], thirdPartyIdentifier });
        expect(await tripsOf(scene.app, () => create(body))).toHaveLength(2);
      });
    }
  });

  describe('400', () => {
    const long = (length: number) => 'x'.repeat(length);
    const pair = { id: '1', label: 'crm' };

    it.each<[string, Record<string, unknown>, string, string]>([
      ['no email', { email: undefined }, 'email', 'missing'],
      ['an email of null', { email: null }, 'email', 'missing'],
      ['an email that is a number', { email: 1 }, 'email', 'invalid_scalar'],
      ['an email that is a list', { email: ['a@example.com'] }, 'email', 'invalid_scalar'],
      ['an empty email', { email: '' }, 'email', 'too_short'],
      ['an email without @', { email: 'a.example.com' }, 'email', 'pattern'],
      ['an email with a line break', { email: 'a@exa\r\nmple.com' }, 'email', 'pattern'],
      ['an email with a slash in its domain', { email: 'a@é/b' }, 'email', 'pattern'],
      ['an email of 255 characters', { email: `a@${long(253)}` }, 'email', 'too_long'],
      ['no idempotencyKey', { idempotencyKey: undefined }, 'idempotencyKey', 'missing'],
      ['an idempotencyKey of null', { idempotencyKey: null }, 'idempotencyKey', 'missing'],
      ['an idempotencyKey that is a number', { idempotencyKey: 7 }, 'idempotencyKey', 'invalid_scalar'],
      ['an empty idempotencyKey', { idempotencyKey: '' }, 'idempotencyKey', 'too_short'],
      ['an idempotencyKey of 256 characters', { idempotencyKey: '😀'.repeat(256) }, 'idempotencyKey', 'too_long'],
      ['no additionalAdmins', { additionalAdmins: undefined }, 'additionalAdmins', 'missing'],
      ['additionalAdmins of null', { additionalAdmins: null }, 'additionalAdmins', 'missing'],
      ['additionalAdmins that is a text', { additionalAdmins: 'x' }, 'additionalAdmins', 'array_expected'],
      ['additionalAdmins that is an object', { additionalAdmins: { 0: 'x' } }, 'additionalAdmins', 'array_expected'],
      ['an empty additional admin', { additionalAdmins: ['x', ''] }, 'additionalAdmins[1]', 'too_short'],
      ['an additional admin of null', { additionalAdmins: [null] }, 'additionalAdmins[0]', 'invalid_scalar'],
      ['101 additional admins', { additionalAdmins: Array(101).fill('x') }, 'additionalAdmins', 'too_many'],
      ['identifiers of null', { thirdPartyIdentifier: null }, 'thirdPartyIdentifier', 'array_expected'],
      ['identifiers that are an object', { thirdPartyIdentifier: pair }, 'thirdPartyIdentifier', 'array_expected'],
      ['an identifier of null', { thirdPartyIdentifier: [null] }, 'thirdPartyIdentifier[0]', 'object_expected'],
      ['identifiers in a list', { thirdPartyIdentifier: [[pair]] }, 'thirdPartyIdentifier[0]', 'object_expected'],
      ['no id', { thirdPartyIdentifier: [pair, { label: 'x' }] }, 'thirdPartyIdentifier[1].id', 'missing'],
      ['an empty id', { thirdPartyIdentifier: [{ ...pair, id: '' }] }, 'thirdPartyIdentifier[0].id', 'too_short'],
      ['a long id', { thirdPartyIdentifier: [{ ...pair, id: long(256) }] }, 'thirdPartyIdentifier[0].id', 'too_long'],
      ['no label', { thirdPartyIdentifier: [{ id: '1' }] }, 'thirdPartyIdentifier[0].label', 'missing'],
      [
        'an empty label',
        { thirdPartyIdentifier: [{ id: '1', label: '' }] },
        'thirdPartyIdentifier[0].label',
        'too_short',
      ],
      ['51 identifiers', { thirdPartyIdentifier: Array(51).fill(pair) }, 'thirdPartyIdentifier', 'too_many'],
      ['an accountType of null', { accountType: null }, 'accountType', 'invalid_scalar'],
      ['an unknown accountType', { accountType: 'Individual' }, 'accountType', 'invalid_enum_value'],
      ['an isCaaS of null', { isCaaS: null }, 'isCaaS', 'not_a_flag'],
      ['an isCaaS that is a text', { isCaaS: 'True' }, 'isCaaS', 'not_a_flag'],
      ['an isCaaS that is a number', { isCaaS: 2 }, 'isCaaS', 'not_a_flag'],
    ])('refuses %s', async (_, input, path, rule) => {
      const fields = [{ path, rule }];
      await scene.refuses(creation(organization, token, anEnterprise(input)), 400, 'Invalid', { fields });
    });

    it('names everything that is wrong, in the order of the page, and in one sentence', async () => {
      const body = {
        isCaaS: 2,
        accountType: 'x',
        thirdPartyIdentifier: [{}, 5],
        additionalAdmins: ['', 2],
        email: '',
      };
      const fields = [
        { path: 'email', rule: 'too_short' },
        { path: 'idempotencyKey', rule: 'missing' },
        { path: 'additionalAdmins[0]', rule: 'too_short' },
        { path: 'additionalAdmins[1]', rule: 'invalid_scalar' },
        { path: 'thirdPartyIdentifier[0].id', rule: 'missing' },
        { path: 'thirdPartyIdentifier[0].label', rule: 'missing' },
        { path: 'thirdPartyIdentifier[1]', rule: 'object_expected' },
        { path: 'accountType', rule: 'invalid_enum_value' },
        { path: 'isCaaS', rule: 'not_a_flag' },
      ];
      const { body: said } = await scene.refuses(creation(organization, token, body), 400, 'Invalid', { fields });
      expect(said.error).toMatch(/^The request is not valid: email is too short; idempotencyKey is required; /);
    });

    it.each(['', '{}', 'null', '[]', '[{"email":"a@example.com"}]', '"text"', '5'])(
      'takes the body %j for one without arguments',
      async (body) => {
        const fields = ['email', 'idempotencyKey', 'additionalAdmins'].map((path) => ({ path, rule: 'missing' }));
        const call = { method: 'POST', url: url(), token, headers: JSON_TYPE, body } as const;
        await scene.refuses(call, 400, 'Invalid', { fields });
      },
    );

    it.each<[string, string | Buffer]>([
      ['is cut off', '{"email":'],
      ['is no JSON', 'email=a@example.com'],
      ['is not in UTF-8', Buffer.from('{"email":"\xe9@example.com"}', 'latin1')],
      ['holds half a character', '{"email":"\\ud800@example.com"}'],
      ['holds half a character in a name', '{"\\udfff":1}'],
      ['holds NUL', '{"idempotencyKey":"a\\u0000b"}'],
      ['is nested too deeply', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`],
    ])('answers InvalidJson for a body that %s', async (_, body) => {
      const call = { method: 'POST', url: url(), token, headers: JSON_TYPE, body } as const;
      await scene.refuses(call, 400, 'InvalidJson');
    });

    it.each(['59CD72485007A239FB00282ED480DA1F', '59cd', 'me', '%C3%A9', `${'a'.repeat(32)}%00`, '..%2f'])(
      'refuses %s as the id of an organization by an error name of its own',
      async (id) => {
        const call = { ...creation(organization, token), url: `/api/v2/organization/${id}/enterprise` };
        await scene.refuses(call, 400, 'InvalidOrganizationId', { id: decodeURIComponent(id) });
      },
    );

    it('names a bad organization id among other bad arguments', async () => {
      const fields = [
        { path: 'organizationId', rule: 'pattern' },
        { path: 'email', rule: 'missing' },
      ];
      const call = creation({ id: 'x' }, token, anEnterprise({ email: undefined }));
      await scene.refuses(call, 400, 'Invalid', { fields });
    });
  });

  describe('401', () => {
    it('requires a token', async () => {
      const { headers } = await scene.refuses(creation(organization, undefined), 401, 'Unauthorized');
      expect(headers['www-authenticate']).toBe('Bearer');
    });

    it('refuses a token that was never issued', async () => {
      const { headers } = await scene.refuses(creation(organization, 'tnt_unknown'), 401, 'Unauthorized');
      expect(headers).toMatchObject({ 'www-authenticate': 'Bearer error="invalid_token"', 'x-auth-required': 'true' });
    });
  });

  describe('413', () => {
    it('refuses a body above the limit, and names the limit', async () => {
      const call = creation(organization, token, anEnterprise({ padding: 'x'.repeat(65_536) }));
      await scene.refuses(call, 413, 'PayloadTooLarge', { limitBytes: 65_536 });
    });
  });

  describe('415', () => {
    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'garbage', ''])(
      'refuses the media type %j',
      async (type) => {
        const call = { ...creation(organization, token), headers: { 'Content-Type': type } };
        await scene.refuses(call, 415, 'UnsupportedMediaType', { accepted: ['application/json'] });
      },
    );
  });

  describe('500', () => {
    it('discloses nothing but a request id about an internal error, and leaves no rows', async () => {
      const body = anEnterprise({ thirdPartyIdentifier: [{ id: '1', label: 'crm' }] });
      const answer = await refusingInserts(scene.app.sql, database.name, ['third_party_identifiers'], () =>
        scene.app.call(creation(organization, token, body)),
      );
      const error = expect.not.stringMatching(/third_party|SQL|table/i) as unknown;
      const requestId = answer.headers['x-request-id'];
      expect([answer.status, answer.body]).toEqual([
        500,
        { error, name: 'InternalServerError', context: {}, requestId },
      ]);
      expect((await create(body)).headers).not.toHaveProperty('idempotent-replayed');
    });
  });
});
