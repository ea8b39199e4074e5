import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey } from '../../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../../support/database/fingerprint.js';
import { createManaged } from '../../support/scenes/installation.js';
import { addExisting, addMember, addUser, erase, removeMember, removeUser } from '../../support/scenes/roles.js';

/** Any of the answers, as far as it names what was made. */
interface Made {
  readonly id?: string;
  readonly userId?: string;
  readonly organization?: { readonly id: string };
  readonly api_token?: { readonly id: string };
}

type Context = Readonly<Record<'type' | 'id', string>>;

describe.each(testDatabases())('a repetition when what was made is gone, on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let root: Organization;
  let token: string;
  let enterpriseId: string;
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    operator = await scene.make.operatorToken();
    fingerprint = await fingerprints(scene.app);
  });

  beforeEach(async () => {
    ({ organization: root, token } = await scene.root());
    ({ id: enterpriseId } = await scene.make.enterprise(root));
  });

  afterAll(() => scene.close());

  const keyed = (call: Call): Call => ({ ...call, headers: { 'Idempotency-Key': aKey() } });
  const done = async (call: Call): Promise<Answer<Made>> => {
    const answer = await scene.app.call<Made>(call);
    expect({ done: answer.status < 300, text: answer.text }).toEqual({ done: true, text: answer.text });
    return answer;
  };
  const expire = (id: string) =>
    scene.app.sql.execute('UPDATE access_tokens SET expires_at = created_at WHERE id = ?', [id]);
  const username = ({ json }: Call) => String((json as { username: string }).username);

  /** Expects a replay as long as the result exists, and the error that it is gone afterwards, without effect. */
  async function expectSpent(
    call: Call,
    of: (made: Made) => Context | Promise<Context>,
    undo: (id: string) => Promise<unknown>,
  ): Promise<void> {
    const first = await done(call);
    const gone = await of(first.body);
    const again = await done(call);
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', first.body]);
    await undo(gone.id);
    const before = await fingerprint();
    const refusals = [await scene.app.call(call), await scene.app.call(call)];
    for (const { status, body, headers } of refusals) {
      const isCoreV1 = call.url.startsWith('/core/');
      const said = isCoreV1
        ? { error: { code: 'idempotency_key_spent', detail: gone } }
        : { name: 'IdempotencyKeySpent', context: gone };
      expect({ status, body }).toMatchObject({ status: 409, body: said });
      expect(headers['idempotent-replayed']).toBeUndefined();
    }
    expect(changedTables(before, await fingerprint())).toEqual([]);
  }

  const apiToken = (): Call => ({
    method: 'POST',
    url: `/core/v1/organizations/${root.id}/api_tokens`,
    token,
    json: { properties: { name: 'backend', scopes: ['enterprises'] } },
  });
  const accessToken = (): Call => ({ method: 'POST', url: '/api/v2/user/accesstoken', token, json: { label: 'mine' } });
  const ofToken = ({ id, api_token: shown }: Made): Context => ({ type: 'access_token', id: shown?.id ?? id! });
  const ofOrganization = ({ organization }: Made): Context => ({ type: 'organization', id: organization!.id });
  const revoke = (id: string) => scene.make.revoke(id);

  const deleteManaged = (id: string) =>
    done({ method: 'DELETE', url: `/core/v1/managed_organizations/${id}`, token: operator });

  it('reports a managed organization that was deleted', async () => {
    await expectSpent(keyed(createManaged(root, token)), ofOrganization, deleteManaged);
  });

  it('reports first that the organization above is suspended', async () => {
    const call = keyed(createManaged(root, token));
    const { organization } = (await done(call)).body;
    await deleteManaged(organization!.id);
    await scene.make.suspend(root);
    expect((await scene.app.call(call)).body).toMatchObject({ error: { code: 'organization_suspended' } });
    await scene.make.unsuspend(root);
    expect((await scene.app.call(call)).body).toMatchObject({ error: { code: 'idempotency_key_spent' } });
  });

  it('reports first that the key was used for something else', async () => {
    const call = keyed(createManaged(root, token));
    await deleteManaged((await done(call)).body.organization!.id);
    const other = { ...createManaged(root, token), headers: call.headers };
    expect((await scene.app.call(other)).body).toMatchObject({ error: { code: 'idempotency_key_conflict' } });
  });

  describe.each([
    ['was revoked', revoke],
    ['has expired', expire],
  ])('of a token that %s', (_, end) => {
    it('is reported for a creation in core-v1', () => expectSpent(keyed(apiToken()), ofToken, end));

    it('is reported for a creation in api-v2', () => expectSpent(keyed(accessToken()), ofToken, end));

    it('is reported for a rotation', async () => {
      const { id } = (await done(accessToken())).body;
      const url = `/api/v2/user/accesstoken/${id}/rotate`;
      await expectSpent(keyed({ method: 'POST', url, token, json: { overlap: 3_600 } }), ofToken, end);
    });
  });

  it('reports a new secret of a token that has expired', async () => {
    const { id } = (await done(apiToken())).body.api_token!;
    const url = `/core/v1/api_tokens/${id}/regenerate_secret`;
    await expectSpent(keyed({ method: 'POST', url, token }), ofToken, expire);
  });

  it('shows a token whose end was put off in time, and stays with one that has ended: that end is final', async () => {
    const call = keyed(apiToken());
    const { id } = (await done(call)).body.api_token!;
    const later = { properties: { expires_at: Math.ceil(Date.now() / 1_000) + 3_600 } };
    const putOff: Call = { method: 'PATCH', url: `/core/v1/api_tokens/${id}`, token, json: later };
    await done(putOff);
    expect((await done(call)).headers['idempotent-replayed']).toBe('true');

    await expire(id);
    expect((await scene.app.call(call)).status).toBe(409);
    expect(await scene.app.call(putOff)).toMatchObject({ status: 409, body: { error: { code: 'api_token_ended' } } });
    expect((await scene.app.call(call)).status).toBe(409);
  });

  describe('of a role', () => {
    const ofUser = ({ userId }: Made): Context => ({ type: 'role', id: userId! });

    it.each([
      ['was taken', (id: string) => done(removeMember(root, token, id))],
      ['ended when its user was erased', (id: string) => done(erase(id, operator))],
    ])('in an organization that %s', async (_, undo) => {
      await expectSpent(keyed(addMember(root, token)), ofUser, undo);
    });

    it('in an enterprise that was taken', async () => {
      const { email } = await scene.make.member(root, 'customer');
      const call = keyed(addExisting(root, enterpriseId, token, { email }));
      await expectSpent(call, ofUser, () => done(removeUser(enterpriseId, token, email!)));
    });

    it('in an enterprise, where one of several was taken', async () => {
      const users = [await scene.make.member(root, 'customer'), await scene.make.member(root, 'customer')];
      for (const { id, email } of users) {
        const usernames = users.map((each) => each.email);
        const call = keyed(addUser(enterpriseId, token, { username: undefined, usernames }));
        await expectSpent(
          call,
          () => ({ type: 'role', id }),
          () => done(removeUser(enterpriseId, token, email!)),
        );
      }
    });

    it('in an enterprise that ended when its user was erased', async () => {
      const call = keyed(addUser(enterpriseId, token));
      const sql = 'SELECT id FROM users WHERE email = ?';
      const of = async () => ({ type: 'role', id: String((await scene.app.sql.rows(sql, [username(call)]))[0]?.id) });
      await expectSpent(call, of, (id) => done(erase(id, operator)));
    });

    it('repeats an empty addition', async () => {
      const call = keyed(addUser(enterpriseId, token, { username: undefined, usernames: [] }));
      await done(call);
      expect((await done(call)).headers['idempotent-replayed']).toBe('true');
    });
  });
});
