import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey } from '../../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../../support/database/fingerprint.js';
import { race } from '../../support/until.js';
import { BY, here, oneLine } from '../cli/command-line.runs.js';

interface Freeze {
  readonly time: string;
  readonly expires: string;
  readonly frozenBy: string;
  readonly unFrozenBy?: string;
}

const HOUR = 3_600_000;

describe.each(testDatabases())('freezing an enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let operator: string;
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    operator = await scene.make.operatorToken();
    fingerprint = await fingerprints(scene.app);
  });

  afterAll(() => scene.close());

  const freezing = (id: string, token: string | undefined, json: unknown = {}, key?: string) => ({
    method: 'POST' as const,
    url: `/api/v2/enterprise/${id}/freeze`,
    json,
    ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
    ...(token !== undefined && { token }),
  });
  const thawing = (id: string, token: string | undefined) => ({
    method: 'DELETE' as const,
    url: `/api/v2/enterprise/${id}/freeze`,
    ...(token !== undefined && { token }),
  });
  const done = async (call: Call) => {
    const answer = await scene.app.call<Freeze>(call);
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer;
  };
  const refuses = async (call: Call, status: number, name: string, context: object = {}) => {
    const before = await fingerprint();
    await scene.refuses(call, status, name, context);
    expect(changedTables(before, await fingerprint())).toEqual([]);
  };
  const anEnterpriseOf = async (organization?: Organization) => {
    const at = organization ?? (await scene.make.root());
    const { id: tokenId, secret: token } = await scene.make.issue({ kind: 'organization', organizationId: at.id });
    return { organization: at, token, tokenId, ...(await scene.make.enterprise(at)) };
  };
  const put = (id: string, token: string): Call => ({
    method: 'PUT',
    url: `/api/v2/enterprise/${id}`,
    token,
    json: { legalIdentifiers: { legalPersonName: aKey() } },
  });
  const got = async (id: string, token: string) =>
    (await scene.app.call<{ freeze?: Freeze }>({ method: 'GET', url: `/api/v2/enterprise/${id}`, token })).body.freeze;
  /** Moves the times of a freeze back, as if so many milliseconds had passed. */
  const pass = (id: string, ms: number) =>
    scene.app.sql.execute(
      'UPDATE enterprise_freezes SET at = at - ?, expires_at = expires_at - ? WHERE enterprise_id = ?',
      [ms, ms, id],
    );
  const deedsOn = async (id: string) =>
    (await scene.app.sql.rows('SELECT action FROM audit_events WHERE subject_id = ? ORDER BY id', [id])).map(
      ({ action }) => action,
    );

  describe('POST …/freeze', () => {
    it.each([
      [{}, 3_600],
      [{ duration: '60' }, 60],
      [{ duration: 7 }, 7],
      [{ duration: '315360000' }, 315_360_000],
    ])('freezes for the duration of %j, and GET shows it', async (json, seconds) => {
      const { id, token, tokenId } = await anEnterpriseOf();
      const before = Date.now();
      const { body } = await done(freezing(id, token, json));
      const after = Date.now();
      expect(body).toEqual({
        time: expect.anything() as unknown,
        expires: expect.anything() as unknown,
        frozenBy: tokenId,
      });
      const [time, expires] = [Date.parse(body.time), Date.parse(body.expires)];
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(after);
      expect(expires - time).toBe(seconds * 1_000);
      expect(await got(id, token)).toEqual(body);
      expect(await deedsOn(id)).toEqual(['enterprise.created', 'enterprise.frozen']);
    });

    it('refuses changes of the profile until its end, and ends by itself', async () => {
      const { id, token } = await anEnterpriseOf();
      const { body } = await done(freezing(id, token));
      await refuses(put(id, token), 403, 'EnterpriseFrozen', { enterpriseId: id, expires: body.expires });
      await pass(id, HOUR - 60_000);
      const expires = new Date(Date.parse(body.expires) - HOUR + 60_000).toISOString();
      await refuses(put(id, operator), 403, 'EnterpriseFrozen', { enterpriseId: id, expires });
      await pass(id, 60_001);
      await done(put(id, token));
      expect(await got(id, token)).toMatchObject({ frozenBy: body.frozenBy });
    });

    it('extends a present freeze, and never shortens it', async () => {
      const { id, token } = await anEnterpriseOf();
      const first = (await done(freezing(id, token, { duration: '60' }))).body;
      const longer = (await done(freezing(id, operator, { duration: '120' }))).body;
      expect(longer.time).toBe(first.time);
      expect(Date.parse(longer.expires)).toBeGreaterThan(Date.parse(first.expires));
      expect(longer.frozenBy).not.toBe(first.frozenBy);
      const before = await fingerprint();
      expect((await done(freezing(id, token, { duration: '1' }))).body).toEqual({ ...longer, frozenBy: 'operator' });
      expect(changedTables(before, await fingerprint())).toEqual([]);
      await pass(id, HOUR);
      const anew = (await done(freezing(id, token, { duration: '1' }))).body;
      expect(Date.parse(anew.time)).toBeGreaterThan(Date.parse(longer.time));
      expect(Date.parse(anew.expires) - Date.parse(anew.time)).toBe(1_000);
    });

    it('is done once for each Idempotency-Key', async () => {
      const { id, token } = await anEnterpriseOf();
      const key = aKey();
      const first = await done(freezing(id, token, { duration: '60' }, key));
      await pass(id, 30_000);
      const again = await done(freezing(id, token, { duration: '60' }, key));
      expect([first, again].map(({ headers }) => headers['idempotent-replayed'])).toEqual([undefined, 'true']);
      expect(Date.parse(again.body.expires)).toBe(Date.parse(first.body.expires) - 30_000);
      expect(await deedsOn(id)).toEqual(['enterprise.created', 'enterprise.frozen']);
      const differs = { differs: ['request'] };
      await refuses(freezing(id, token, { duration: '61' }, key), 409, 'IdempotencyKeyConflict', differs);
    });

    it('ends at the latest end of many concurrent calls', async () => {
      const { id, token } = await anEnterpriseOf();
      const answers = await race(12, (number) =>
        done(freezing(id, token, { duration: 60 * (1 + ((number * 5) % 12)) })),
      );
      const ends = answers.map(({ body }) => Date.parse(body.expires));
      const { expires } = (await got(id, token))!;
      expect(Date.parse(expires)).toBe(Math.max(...ends));
      expect(await scene.app.sql.count('enterprise_freezes', 'enterprise_id = ?', [id])).toBe(1);
    });

    it('is for admins of it, and for admins and service users of its organization and above', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const { id, userId } = await anEnterpriseOf(child);
      const tokens = [await scene.make.token({ kind: 'user', userId }, ['enterprises'])];
      for (const role of ['admin', 'serviceUser'] as const) {
        tokens.push(await scene.make.userToken(await scene.make.member(root, role)));
      }
      for (const token of [...tokens, operator]) await done(freezing(id, token));
    });

    it.each([
      [{ duration: '' }, 'not_a_number'],
      [{ duration: 'x' }, 'not_a_number'],
      [{ duration: '1.5' }, 'not_a_number'],
      [{ duration: null }, 'not_a_number'],
      [{ duration: [60] }, 'not_a_number'],
      [{ duration: 0 }, 'too_small'],
      [{ duration: '-1' }, 'too_small'],
      [{ duration: 315_360_001 }, 'too_large'],
      [{ duration: 1e300 }, 'not_a_number'],
    ])('400 for %j', async (json, rule) => {
      const { id, token } = await anEnterpriseOf();
      await refuses(freezing(id, token, json), 400, 'Invalid', { fields: [{ path: 'duration', rule }] });
    });

    it('400 for a bad id, 401 without a token, 404 for a token of another organization', async () => {
      const { id, token } = await anEnterpriseOf();
      await refuses(freezing('x', token), 400, 'InvalidEnterpriseId', { id: 'x' });
      await refuses(freezing(id, undefined), 401, 'Unauthorized');
      const other = await anEnterpriseOf();
      await refuses(freezing(id, other.token), 404, 'EnterpriseNotFound', { enterpriseId: id });
    });

    it('403 without the scope, for roles that only read, and while its organization is suspended or not activated', async () => {
      const { id, token, organization } = await anEnterpriseOf();
      const narrow = await scene.make.organizationToken(organization, ['enterprises:read']);
      await refuses(freezing(id, narrow), 403, 'ScopeNotGranted', { scopes: ['enterprises'] });
      const member = await scene.make.userToken(await scene.make.member(organization, 'member'));
      await refuses(freezing(id, member), 403, 'Forbidden');
      await scene.make.suspend(organization);
      const organizationId = organization.id;
      for (const as of [token, operator]) {
        await refuses(freezing(id, as), 403, 'OrganizationSuspended', { organizationId, inherited: false });
      }
      await scene.make.unsuspend(organization);
      await scene.app.sql.execute('UPDATE organizations SET activated_at = NULL WHERE id = ?', [organizationId]);
      await refuses(freezing(id, token), 403, 'OrganizationNotActivated', { organizationId });
    });
  });

  describe('DELETE …/freeze', () => {
    it('ends it early, also while the organization is suspended, and shows who did it', async () => {
      const { id, token, organization } = await anEnterpriseOf();
      const { body } = await done(freezing(id, token));
      await scene.make.suspend(organization);
      const { id: operatorId, secret } = await scene.make.issue({ kind: 'operator' });
      const thawed = (await done(thawing(id, secret))).body;
      expect(thawed).toMatchObject({ time: body.time, frozenBy: body.frozenBy, unFrozenBy: operatorId });
      expect(Date.parse(thawed.expires)).toBeLessThan(Date.now());
      await scene.make.unsuspend(organization);
      expect(await got(id, secret)).toEqual(thawed);
      expect(await got(id, token)).toEqual({ ...thawed, unFrozenBy: 'operator' });
      await done(put(id, token));
      expect(await deedsOn(id)).toEqual([
        'enterprise.created',
        'enterprise.frozen',
        'enterprise.thawed',
        'enterprise.changed',
      ]);
      expect((await done(freezing(id, token))).body).not.toHaveProperty('unFrozenBy');
      await refuses(put(id, token), 403, 'EnterpriseFrozen', {
        enterpriseId: id,
        expires: (await got(id, token))!.expires,
      });
    });

    it('changes nothing if it is not frozen', async () => {
      const { id, token } = await anEnterpriseOf();
      const before = await fingerprint();
      expect((await done(thawing(id, operator))).body).toEqual({});
      expect(changedTables(before, await fingerprint())).toEqual([]);
      await done(freezing(id, token));
      await done(thawing(id, operator));
      const after = await fingerprint();
      await done(thawing(id, operator));
      expect(changedTables(after, await fingerprint())).toEqual([]);
    });

    it('is only for the operator: 403 for others who see it, 404 for a token of another organization, 401 and 400 as usual', async () => {
      const { id, token, userId, organization } = await anEnterpriseOf();
      await done(freezing(id, token));
      const admin = await scene.make.userToken(await scene.make.member(organization, 'admin'));
      for (const as of [token, admin, await scene.make.token({ kind: 'user', userId }, ['all'])]) {
        await refuses(thawing(id, as), 403, 'Forbidden');
      }
      await refuses(thawing(id, await scene.make.operatorToken(['enterprises:read'])), 403, 'ScopeNotGranted', {
        scopes: ['enterprises'],
      });
      const other = await anEnterpriseOf();
      await refuses(thawing(id, other.token), 404, 'EnterpriseNotFound', { enterpriseId: id });
      await refuses(thawing(id, undefined), 401, 'Unauthorized');
      await refuses(thawing('x', operator), 400, 'InvalidEnterpriseId', { id: 'x' });
      await scene.make.suspend(organization);
      const context = { organizationId: organization.id, inherited: false };
      await refuses(thawing(id, token), 403, 'OrganizationSuspended', context);
    });
  });

  describe('tenantry enterprise thaw', () => {
    const cli = (...argv: string[]) => here(scene.variables, 'enterprise', 'thaw', ...argv);

    it('thaws at once, and reports if there was nothing to thaw', async () => {
      const { id, token } = await anEnterpriseOf();
      const { expires } = (await done(freezing(id, token))).body;
      const show = ['enterprise', 'show', id];
      expect((await here(scene.variables, ...show, '--json')).json).toMatchObject({ frozenUntil: expires });
      expect((await here(scene.variables, ...show)).out).toMatch(/^ +frozen until +\d{4}-/m);
      expect(await cli(id)).toMatchObject({ code: 0, err: '', out: 'The enterprise is thawed.\n' });
      expect((await here(scene.variables, ...show, '--json')).json).toMatchObject({ frozenUntil: null });
      expect((await here(scene.variables, ...show)).out).not.toContain('frozen');
      expect(await got(id, token)).toMatchObject({ unFrozenBy: 'operator' });
      expect(await got(id, operator)).toMatchObject({ unFrozenBy: BY });
      await done(put(id, token));
      expect(await cli(id)).toMatchObject({ code: 0, out: 'The enterprise was not frozen.\n' });
      const { json } = await cli(id, '--json');
      const text = expect.any(String) as unknown;
      expect(json).toEqual({ id, name: text, changed: false, expires: text });
    });

    it('reports in one line that there is no such enterprise', async () => {
      for (const id of ['0'.repeat(32), 'ä']) {
        const refused = await cli(id);
        expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringMatching(oneLine) as unknown });
        expect(refused.err).toContain(id);
        expect((await cli(id, '--json')).error.code).toBe('enterprise_not_found');
      }
    });
  });
});
