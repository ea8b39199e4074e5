import { sha256 } from '../../../src/common/digest.js';
import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, type Created, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { anEmail } from '../../support/scenes/factories.js';
import { changedTables, fingerprints } from '../../support/database/fingerprint.js';
import { addExisting, addMember, addUser, brokenInvariants, erase } from '../../support/scenes/roles.js';

describe.each(testDatabases())('DELETE /api/v2/user/{id} on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    operator = await scene.make.operatorToken();
    ({ organization, token } = await scene.root({ suffix: ' (Acme)' }));
  });

  afterAll(() => scene.close());

  const done = async (named: string) => {
    const answer = await scene.app.call(erase(named, operator));
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: {} });
  };

  /** Every row of every table of tenants, as one text; reference data is the same in every installation. */
  const dump = async (): Promise<string> => {
    const tables = await scene.app.sql.rows(
      database.name === 'sqlite'
        ? "SELECT name AS t FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        : 'SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    expect(tables.length).toBeGreaterThan(15);
    const rows = await Promise.all(tables.map(({ t }) => scene.app.sql.rows(`SELECT * FROM ${String(t)}`)));
    return JSON.stringify(rows);
  };

  describe('200', () => {
    it('leaves nothing of the person in the whole database: email, names, and the digests of both', async () => {
      const [email, canonical] = ['Märta.Söderlund@BÜCHER.example', 'märta.söderlund@xn--bcher-kva.example'];
      const spelt = 'MÄRTA.söderlund@bücher.example'.replace('MÄ', 'Mä');
      const [first, last] = ['Märta-Lisa', 'Söderlund-Öst'];
      const { id: userId } = await scene.make.user(email);
      await scene.app.sql.execute('UPDATE users SET first_name = ?, last_name = ? WHERE id = ?', [first, last, userId]);
      const made = async (input: object) =>
        (await scene.created(creation(organization, token, anEnterprise({ email: spelt, ...input })))).body;
      const colleague = await scene.make.member(organization, 'admin');
      const crm = { id: spelt, label: 'crm' };
      const enterprises: Created[] = [
        await made({ additionalAdmins: [colleague.id], thirdPartyIdentifier: [crm, { id: 'C-1', label: 'erp' }] }),
        await made({ additionalAdmins: [colleague.id], idempotencyKey: spelt }),
        await made({ additionalAdmins: [colleague.id], idempotencyKey: canonical }),
      ];
      const { enterpriseId } = enterprises[0]!;
      await scene.app.sql.execute(
        'INSERT INTO enterprise_profiles (enterprise_id, legal_person_name, users_view_all_wallets) VALUES (?, ?, 0)',
        [enterpriseId, `${first} ${last}`],
      );
      const keyed = (key: string) => ({
        ...addMember(organization, token, { username: email }),
        headers: { 'Idempotency-Key': key },
      });
      for (const key of ['a key of its own', 'another']) expect((await scene.app.call(keyed(key))).status).toBe(200);
      // A digest of the request alone would be the same under both, and could be compared with a guess.
      expect(await scene.app.sql.rows('SELECT COUNT(DISTINCT meaning_hash) AS n FROM idempotency_records')).toEqual([
        { n: 2 },
      ]);
      const ascii = anEmail();
      await scene.make.user(ascii);
      expect((await scene.app.call({ ...keyed(ascii), json: { username: ascii, role: 'member' } })).status).toBe(200);
      const own = await scene.make.userToken({ id: userId } as Parameters<typeof scene.make.userToken>[0]);
      await scene.app.sql.execute(`UPDATE access_tokens SET name = ? WHERE user_id = ?`, [`${first}'s laptop`, userId]);
      expect((await scene.app.call({ method: 'GET', url: '/api/v2/user/me', token: own })).status).toBe(200);

      const texts = [email, canonical, spelt, email.toLowerCase(), first, last, `${first} ${last}`, ascii];
      const traces = texts.flatMap((text) => [text, sha256(text)]);
      const found = async () => {
        const all = (await dump()).toLowerCase();
        return traces.filter((trace) => all.includes(trace.toLowerCase()));
      };
      expect((await found()).length).toBeGreaterThan(10);
      await done(email);
      await done(ascii);
      expect(await found()).toEqual([]);

      expect((await scene.app.call({ method: 'GET', url: '/api/v2/user/me', token: own })).status).toBe(401);
      expect(await scene.theRow('users', 'id = ?', userId)).toMatchObject({ email: null, email_canonical: null });
      expect(await scene.app.sql.count('enterprise_users', 'user_id = ?', [userId])).toBe(0);
      expect(await scene.app.sql.count('organization_users', 'user_id = ?', [userId])).toBe(0);
      expect(await scene.theRow('enterprises', 'id = ?', enterpriseId)).toMatchObject({
        name: `erased-${enterpriseId}`,
        name_search: `erased-${enterpriseId}`,
        user_id: userId,
      });
      expect(await scene.adminsOf(enterpriseId)).toEqual([colleague.id]);
      expect(
        await scene.app.sql.rows('SELECT identifier FROM third_party_identifiers WHERE enterprise_id = ?', [
          enterpriseId,
        ]),
      ).toEqual([{ identifier: 'C-1' }]);
      expect(await scene.app.sql.count('audit_events', "action = 'user.erased' AND subject_id = ?", [userId])).toBe(1);
      expect(await brokenInvariants(scene.app.sql)).toEqual([]);
    });

    it('lets a replay of the key answer the first ids still', async () => {
      const { id: admin } = await scene.make.member(organization, 'admin');
      const email = anEmail();
      const input = anEnterprise({
        email,
        additionalAdmins: [admin],
        thirdPartyIdentifier: [{ id: email, label: 'crm' }],
      });
      const first = await scene.created(creation(organization, token, input));
      await done(first.body.userId);
      const again = await scene.created(creation(organization, token, input));
      expect(again.body).toEqual(first.body);
      expect(again.headers['idempotent-replayed']).toBe('true');
      const other = creation(organization, token, { ...input, accountType: 'entity' });
      const context = { enterpriseId: first.body.enterpriseId, differs: ['accountType'] };
      await scene.refuses(other, 409, 'IdempotencyKeyConflict', context);
    });

    it('makes a new person of the same email', async () => {
      const email = anEmail();
      const { id } = await scene.make.user(email);
      await done(email);
      const answer = await scene.app.call<{ userId: string }>(addMember(organization, token, { username: email }));
      expect(answer.body.userId).not.toBe(id);
    });

    it('twice succeeds without effect, by the id', async () => {
      const { id } = await scene.make.user();
      await done(id);
      const fingerprint = await fingerprints(scene.app);
      const before = await fingerprint();
      await done(id);
      expect(changedTables(before, await fingerprint())).toEqual([]);
      const shown = await scene.app.call<{ user: object }>({
        method: 'GET',
        url: `/api/v2/user/${id}`,
        token: operator,
      });
      expect(shown.body.user).toMatchObject({ isActive: false, username: '', name: { full: '' } });
    });

    it('is done while an organization of the user is suspended and an enterprise frozen', async () => {
      const own = await scene.root();
      const { id: admin } = await scene.make.member(own.organization, 'admin');
      const input = anEnterprise({ additionalAdmins: [admin] });
      const { enterpriseId, userId } = (await scene.created(creation(own.organization, own.token, input))).body;
      const freeze = {
        method: 'POST',
        url: `/api/v2/enterprise/${enterpriseId}/freeze`,
        json: { duration: '3600' },
      } as const;
      expect((await scene.app.call({ ...freeze, token: own.token })).status).toBe(200);
      await scene.make.suspend(own.organization);
      await done(userId);
      expect(await scene.adminsOf(enterpriseId)).toEqual([admin]);
    });

    it('takes a person out of more enterprises than are read at a time', async () => {
      const own = await scene.root();
      const { id: keeper } = await scene.make.member(own.organization, 'serviceUser');
      const { id, email } = await scene.make.user();
      for (let n = 0; n < 230; n++) {
        await scene.make.enterprise(own.organization, { email: email!, additionalAdmins: [keeper] });
      }
      await done(id);
      expect(await scene.app.sql.count('enterprises', "user_id = ? AND name LIKE 'erased-%'", [id])).toBe(230);
      expect(await scene.app.sql.count('enterprise_users', 'user_id = ?', [keeper])).toBe(230);
      expect(await brokenInvariants(scene.app.sql)).toEqual([]);
    }, 60_000);
  });

  it.each(['x', 'me', 'A'.repeat(32)])('400 for %s, which is neither id nor email', async (id) => {
    await scene.refuses(erase(id, operator), 400, 'InvalidUserId', { id });
  });

  describe('403', () => {
    it('for every caller but the operator, the user included', async () => {
      const user = await scene.make.member(organization, 'admin');
      for (const as of [token, await scene.make.userToken(user)]) {
        await scene.refuses(erase(user.id, as), 403, 'Forbidden');
      }
      await scene.refuses(erase(user.id, await scene.make.operatorToken(['users:read'])), 403, 'ScopeNotGranted', {
        scopes: ['users'],
      });
      expect(await scene.theRow('users', 'id = ?', user.id)).toMatchObject({ email: user.email, erased_at: null });
    });
  });

  it('404 for a user who is not there', async () => {
    for (const named of [newId(), anEmail()]) {
      await scene.refuses(erase(named, operator), 404, 'UserNotFound', { userIds: [named] });
    }
  });

  describe('409', () => {
    it('for the last admin of any enterprise, and nothing is changed', async () => {
      const email = anEmail();
      const { id: other } = await scene.make.member(organization, 'admin');
      const shared = await scene.make.enterprise(organization, { email, additionalAdmins: [other] });
      const alone = await scene.make.enterprise(organization, { email });
      const fingerprint = await fingerprints(scene.app);
      const before = await fingerprint();
      await scene.refuses(erase(email, operator), 409, 'LastAdmin', { enterpriseId: alone.id });
      expect(changedTables(before, await fingerprint())).toEqual([]);

      const promoted = addExisting(organization, alone.id, token, {
        email: (await scene.theRow('users', 'id = ?', other)).email,
        permissions: 'admin',
      });
      expect((await scene.app.call(promoted)).status).toBe(200);
      await done(email);
      expect(await scene.adminsOf(shared.id)).toEqual([other]);
    });

    it('also where others are there who are no admins', async () => {
      const { id, userId } = await scene.make.enterprise(organization);
      await scene.app.call(addUser(id, token, { permission: 'auditor' }));
      await scene.refuses(erase(userId, operator), 409, 'LastAdmin', { enterpriseId: id });
    });
  });

  it('keeps no key for a new enterprise: the key that was the email creates another', async () => {
    const { id: admin } = await scene.make.member(organization, 'admin');
    const email = anEmail();
    const input = anEnterprise({ email, idempotencyKey: email, additionalAdmins: [admin] });
    const first = await scene.created(creation(organization, token, input));
    await done(email);
    const second = await scene.created(creation(organization, token, input));
    expect(second.body.enterpriseId).not.toBe(first.body.enterpriseId);
    expect(second.body.userId).not.toBe(first.body.userId);
    expect(second.headers['idempotent-replayed']).toBeUndefined();
  });
});
