import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, type Created, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../../support/database/fingerprint.js';
import { addUser, brokenInvariants, erase } from '../../support/scenes/roles.js';
import { BY, here, oneLine } from '../cli/command-line.runs.js';

const TABLES = ['enterprises', 'enterprise_users', 'third_party_identifiers', 'enterprise_freezes'] as const;

describe.each(testDatabases())('deleting an enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let organization: Organization;
  let token: string;
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    operator = await scene.make.operatorToken();
    fingerprint = await fingerprints(scene.app);
  });

  beforeEach(async () => {
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const deleting = (id: string, as = operator, headers: Record<string, string> = {}): Call => ({
    method: 'DELETE',
    url: `/api/v2/enterprise/${id}`,
    token: as,
    headers,
  });
  const get = (url: string, as = token): Call => ({ method: 'GET', url: `/api/v2/${url}`, token: as });
  const done = async <T>(call: Call) => {
    const answer = await scene.app.call<T>(call);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: answer.text });
    return answer;
  };
  const refuses = async (call: Call, status: number, name: string, context: object = {}) => {
    const before = await fingerprint();
    const answer = await scene.refuses(call, status, name, context);
    expect(changedTables(before, await fingerprint())).toEqual([]);
    return answer;
  };
  const made = async (input: Record<string, unknown> = {}) =>
    (await scene.created(creation(organization, token, anEnterprise(input)))).body;
  const freezing = (id: string): Call => ({
    method: 'POST',
    url: `/api/v2/enterprise/${id}/freeze`,
    token,
    json: { duration: 3_600 },
  });
  const spent = (id: string) => ({ type: 'enterprise', id });
  const summary = async () =>
    (await done<{ inventory: object }>(get(`organization/${organization.id}/enterprises/summary`))).body.inventory;

  describe('200', () => {
    it('leaves nothing of it but a spent key, an audit event, and its users', async () => {
      const crm = { id: 'C-1', label: 'crm' };
      const other = await made({ thirdPartyIdentifier: [crm] });
      const email = anEmail('Gone.Person');
      const { enterpriseId: id, userId } = await made({ email, thirdPartyIdentifier: [crm] });
      await done(addUser(id, token));
      const profile = { legalIdentifiers: { legalPersonName: 'Gone Person' }, usersViewAllWallets: true };
      await done({ method: 'PUT', url: `/api/v2/enterprise/${id}`, token, json: profile });
      await done(freezing(id));
      await done({ method: 'DELETE', url: `/api/v2/enterprise/${id}/freeze`, token: operator });
      expect((await done<object>(deleting(id))).body).toEqual({});

      for (const table of [...TABLES, 'enterprise_profiles']) {
        const column = table === 'enterprises' ? 'id' : 'enterprise_id';
        expect({ table, rows: await scene.app.sql.count(table, `${column} = ?`, [id]) }).toEqual({ table, rows: 0 });
      }
      expect(await scene.theRow('deleted_enterprises', 'id = ?', id)).toMatchObject({
        organization_id: organization.id,
        keyed_user_id: null,
      });
      expect(await scene.theRow('users', 'id = ?', userId)).toMatchObject({ email });
      const event = await scene.theRow('audit_events', "action = 'enterprise.deleted' AND subject_id = ?", id);
      expect(event).toMatchObject({ organization_id: organization.id, actor_kind: 'operator', data: '{"roles":2}' });
      const pages = [
        `organization/${organization.id}/enterprise`,
        `organization/${organization.id}/enterprise?search=${id}`,
        `organization/${organization.id}/enterprise?search=gone`,
        `organization/${organization.id}/enterprise?thirdPartyLabel=crm&thirdPartyId=C-1`,
        `organization/${organization.id}/enterprise/search`,
        'enterprise',
        'organization',
      ];
      for (const page of pages) expect((await done(get(page))).text).not.toContain(id);
      expect((await done(get(pages[0]!))).text).toContain(other.enterpriseId);
      const ofUser = await done(get(`user/${userId}/enterprise`, operator));
      expect(ofUser.text).not.toContain(id);
      expect(await summary()).toMatchObject({ totalCount: 1, activeCount: 1, frozenCount: 0, deletedCount: 1 });
      expect(await brokenInvariants(scene.app.sql)).toEqual([]);
      const gone = { enterpriseId: id };
      for (const call of [get(`enterprise/${id}`), freezing(id), addUser(id, token), deleting(id)]) {
        await refuses(call, 404, 'EnterpriseNotFound', gone);
      }
    });

    it('is allowed in an organization that is suspended or not activated, which can then be deleted', async () => {
      const child = await scene.make.managed(organization);
      const inactive = await scene.make.root();
      for (const place of [child, inactive]) {
        const { id } = await scene.make.enterprise(place);
        if (place === child) await scene.make.suspend(child);
        else await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [place.id]);
        const deletion: Call = { method: 'DELETE', url: `/core/v1/organizations/${place.id}`, token: operator };
        expect((await scene.app.call(deletion)).body).toMatchObject({
          error: { code: 'deletion_steps_not_satisfied' },
        });
        await done(deleting(id));
        await done(deletion);
      }
    });

    it('accepts the tag that was read, and no other', async () => {
      const { enterpriseId: id } = await made();
      const tag = async () => (await done(get(`enterprise/${id}`, operator))).headers.etag!;
      const stale = await tag();
      await done(addUser(id, token));
      await refuses(deleting(id, operator, { 'If-Match': stale }), 412, 'PreconditionFailed');
      await scene.make.suspend(organization);
      const suspended = await tag();
      await scene.make.unsuspend(organization);
      await refuses(deleting(id, operator, { 'If-Match': suspended }), 412, 'PreconditionFailed');
      await scene.make.suspend(organization);
      await done(deleting(id, operator, { 'If-Match': suspended }));
    });
  });

  describe('its key', () => {
    it('creates no other, whatever is sent with it, and is answered as spent', async () => {
      const input = anEnterprise();
      const { enterpriseId: id } = (await scene.created(creation(organization, token, input))).body;
      await done(deleting(id));
      for (const json of [input, { ...input, email: anEmail() }, input]) {
        await refuses(creation(organization, token, json), 409, 'IdempotencyKeySpent', spent(id));
      }
      const find = get(`organization/${organization.id}/enterprise?idempotencyKey=${String(input.idempotencyKey)}`);
      await refuses(find, 409, 'IdempotencyKeySpent', spent(id));
      const unused = await done(get(`organization/${organization.id}/enterprise?idempotencyKey=${aKey()}`));
      expect(unused.body).toEqual({ enterprises: [] });
      const elsewhere = await scene.root();
      expect((await scene.created(creation(elsewhere.organization, elsewhere.token, input))).body).not.toEqual({ id });
    });

    it('is free in the organizations above and below', async () => {
      const child = await scene.make.managed(organization);
      const places = { above: organization, below: child };
      for (const [used, free] of [
        ['above', 'below'],
        ['below', 'above'],
      ] as const) {
        const input = anEnterprise();
        const { enterpriseId: id } = (await scene.created(creation(places[used], token, input))).body;
        await done(deleting(id));
        const { enterpriseId } = (await scene.created(creation(places[free], token, input))).body;
        expect(await scene.theRow('enterprises', 'id = ?', enterpriseId)).toMatchObject({
          organization_id: places[free].id,
        });
      }
    });

    it('is answered as spent only after the state of the organization was checked', async () => {
      const input = anEnterprise();
      const { enterpriseId: id } = (await scene.created(creation(organization, token, input))).body;
      await done(deleting(id));
      await scene.make.suspend(organization);
      const state = { organizationId: organization.id, inherited: false };
      await refuses(creation(organization, token, input), 403, 'OrganizationSuspended', state);
      await scene.make.unsuspend(organization);
      await refuses(creation(organization, token, input), 409, 'IdempotencyKeySpent', spent(id));
    });

    it.each([
      ['as given', (email: string) => email],
      ['in its canonical form', (email: string) => email.toLowerCase()],
    ])('is forgotten with the user whose email it was, %s', async (_, keyOf) => {
      const email = anEmail('Some.Body');
      const input = anEnterprise({ email, idempotencyKey: keyOf(email) });
      const first: Created = (await scene.created(creation(organization, token, input))).body;
      await done(deleting(first.enterpriseId));
      await refuses(creation(organization, token, input), 409, 'IdempotencyKeySpent', spent(first.enterpriseId));
      await done(erase(first.userId, operator));
      const left = await scene.theRow('deleted_enterprises', 'id = ?', first.enterpriseId);
      expect(left).toMatchObject({ key_hash: `erased-${first.enterpriseId}`, keyed_user_id: null });
      const second = (await scene.created(creation(organization, token, input))).body;
      expect([second.enterpriseId, second.userId]).not.toEqual([first.enterpriseId, first.userId]);
    });

    it('stays if it was no email, when the user is erased', async () => {
      const input = anEnterprise();
      const { enterpriseId, userId } = (await scene.created(creation(organization, token, input))).body;
      await done(deleting(enterpriseId));
      await done(erase(userId, operator));
      await refuses(creation(organization, token, input), 409, 'IdempotencyKeySpent', spent(enterpriseId));
    });
  });

  describe('409', () => {
    const thaw = 'Thaw it, or wait until the freeze is over';
    const remove = 'Remove users until at most 1000 are left';

    it('names what is in the way: a freeze, and too many users', async () => {
      const { enterpriseId: id } = await made();
      await done(freezing(id));
      const steps = (freeze: boolean, users: boolean) => ({
        steps: { freeze: { satisfied: freeze, description: thaw }, users: { satisfied: users, description: remove } },
      });
      const frozen = await refuses(deleting(id), 409, 'DeletionStepsNotSatisfied', steps(false, true));
      expect(frozen.body).toMatchObject({ error: `It cannot be deleted yet. Do this first: ${thaw}.` });
      const people = Array.from({ length: 1_000 }, (_, n) => `${id.slice(0, 28)}${String(n).padStart(4, '0')}`);
      const rows = people.map((user) => `('${user}', '${user}@x', '${user}@x', 1, 1)`).join(', ');
      const columns = '(id, email, email_canonical, created_at, version)';
      await scene.app.sql.execute(`INSERT INTO users ${columns} VALUES ${rows}`);
      const roles = people.map((user) => `('${id}', '${user}', '${organization.id}', 'member', 1)`).join(', ');
      await scene.app.sql.execute(`INSERT INTO enterprise_users VALUES ${roles}`);
      await refuses(deleting(id), 409, 'DeletionStepsNotSatisfied', steps(false, false));
      await done({ method: 'DELETE', url: `/api/v2/enterprise/${id}/freeze`, token: operator });
      await refuses(deleting(id), 409, 'DeletionStepsNotSatisfied', steps(true, false));
      await scene.app.sql.execute('DELETE FROM enterprise_users WHERE user_id = ?', [people[0]!]);
      await done(deleting(id));
    });
  });

  describe('403 and 404', () => {
    it('is only for the operator', async () => {
      const { enterpriseId: id, userId } = await made();
      const { email } = await scene.theRow('users', 'id = ?', userId);
      const admin = await scene.make.userToken({ id: userId, email } as Parameters<typeof scene.make.userToken>[0]);
      for (const as of [token, admin]) await refuses(deleting(id, as), 403, 'Forbidden');
      const narrow = await scene.make.operatorToken(['users', 'enterprises:read', 'organizations:delete']);
      await refuses(deleting(id, narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises'] });
      const other = await scene.root();
      await refuses(deleting(id, other.token), 404, 'EnterpriseNotFound', { enterpriseId: id });
    });
  });

  // Protects the one transaction: rows, key and audit event are written one after another.
  it.each(['audit_events', 'deleted_enterprises', 'enterprise_profiles'])(
    '503: leaves no half behind without %s',
    async (table) => {
      const { enterpriseId: id } = await made();
      const before = await fingerprint();
      await scene.app.sql.execute(`ALTER TABLE ${table} RENAME TO ${table}_away`);
      const answer = await scene.app.call(deleting(id));
      await scene.app.sql.execute(`ALTER TABLE ${table}_away RENAME TO ${table}`);
      expect(answer.status).toBe(503);
      expect(changedTables(before, await fingerprint())).toEqual([]);
      await done(deleting(id));
    },
  );

  describe('at the command line', () => {
    const cli = (...argv: string[]) => here(scene.variables, 'enterprise', 'delete', ...argv);

    it('deletes and reports it, and reports in one line what is in the way', async () => {
      const email = anEmail();
      const { enterpriseId: id } = await made({ email });
      await done(freezing(id));
      const refused = { code: 1, out: '', err: expect.stringMatching(oneLine) as unknown };
      expect(await cli(id)).toMatchObject(refused);
      expect((await cli(id)).err).toBe(
        'It cannot be deleted yet. Do this first: Thaw it, or wait until the freeze is over.\n',
      );
      await done({ method: 'DELETE', url: `/api/v2/enterprise/${id}/freeze`, token: operator });
      expect(await cli(id)).toMatchObject({ code: 0, out: `The enterprise ${email} (${id}) is deleted.\n` });
      const event = await scene.theRow('audit_events', "action = 'enterprise.deleted' AND subject_id = ?", id);
      expect(event).toMatchObject({ actor_kind: 'system', actor_id: BY });
      expect(await cli(id, '--json')).toMatchObject({ code: 1, out: '', error: { code: 'enterprise_not_found' } });
      const second = await made({ email });
      const { json } = (await cli(second.enterpriseId, '--json')) as { json: unknown };
      expect(json).toEqual({ id: second.enterpriseId, name: email, deleted: true });
    });
  });
});
