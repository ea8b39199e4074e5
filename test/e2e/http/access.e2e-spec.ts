import { jest } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type GrantedScope, SCOPES } from '../../../src/auth/scopes.js';
import { newSecret, secretHash } from '../../../src/token/token.js';
import { PRIMARY_KEYS } from '../../../src/database/constraints.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene, expectRefusal } from '../../support/scenes/enterprises.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import type { TestApp } from '../../support/harness.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';
import { ownTime } from '../../support/own-time.js';
import { until } from '../../support/until.js';

type Place = Pick<Organization, 'id'>;

const enterprise = (place: Place, token?: string) => creation(place, token, anEnterprise());

const managed = (place: Place, token?: string): Call => ({
  method: 'POST',
  url: `/core/v1/organizations/${place.id}/managed`,
  json: { name: 'Managed', sub_domain: aSubDomain() },
  ...(token !== undefined && { token }),
});

function expectCoreRefusal(answer: Answer<unknown>, status: number, code: string, detail: object): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { error: { code, description: expect.stringMatching(/\w/) as unknown, detail } },
  });
  expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-api-schema': 'json-error' });
}

/** How each dialect does what it is asked for, and says what access refuses. */
const DIALECTS = [
  {
    dialect: 'api-v2',
    call: enterprise,
    success: 200,
    scope: 'enterprises',
    table: 'enterprises',
    missing: (answer: Answer) => {
      expectRefusal(answer, 401, 'Unauthorized');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
    invalid: (answer: Answer, end?: string) => {
      expectRefusal(answer, 401, 'Unauthorized');
      const reason = end ?? 'is not known here: it is mistyped, or its secret was replaced';
      expect(answer.body).toMatchObject({ error: `The access token ${reason}. Use another token.` });
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(answer.headers['x-auth-required']).toBe('true');
    },
    narrow: (answer: Answer) => expectRefusal(answer, 403, 'ScopeNotGranted', { scopes: ['enterprises'] }),
    forbidden: (answer: Answer) => expectRefusal(answer, 403, 'Forbidden'),
    notFound: (answer: Answer, { id }: Place) =>
      expectRefusal(answer, 404, 'OrganizationNotFound', { organizationId: id }),
  },
  {
    dialect: 'core-v1',
    call: managed,
    success: 201,
    scope: 'managed_organizations',
    table: 'organizations',
    missing: (answer: Answer) => expectCoreRefusal(answer, 400, 'missing_api_token', {}),
    invalid: (answer: Answer, end?: string) =>
      expectCoreRefusal(answer, 403, 'invalid_api_token', { details: end ? `The API token ${end}` : null }),
    narrow: (answer: Answer) =>
      expectCoreRefusal(answer, 403, 'scope_not_granted', { scopes: ['managed_organizations'] }),
    forbidden: (answer: Answer) =>
      expectCoreRefusal(answer, 403, 'permission_denied', { details: expect.stringMatching(/\w/) as unknown }),
    notFound: (answer: Answer) => expectCoreRefusal(answer, 404, 'organization_not_found', {}),
  },
] as const;

describe.each(testDatabases())('access on $name', (database) => {
  let scene: EnterpriseScene;
  let app: TestApp;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    ({ app } = scene);
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const now = () => new Date().toISOString();
  /** A time of a token's row, as it is shown. */
  const endOf = async (tokenId: string, column: 'expires_at' | 'revoked_at') => {
    const [row] = await app.sql.rows(`SELECT ${column} AS at FROM access_tokens WHERE id = ?`, [tokenId]);
    return new Date(Number(row?.at)).toISOString();
  };

  describe.each(DIALECTS)(
    'in $dialect',
    ({ call, success, missing, invalid, narrow, forbidden, notFound, scope, table }) => {
      const answer = (as: string, place: Place = organization) => app.call(call(place, as));

      /** Sends a call, and expects that nothing is made by it. */
      const refused = async (sent: Call) => {
        const before = await app.sql.count(table);
        const got = await app.call(sent);
        expect(await app.sql.count(table)).toBe(before);
        return got;
      };

      it.each([
        ['no header', undefined],
        ['an empty header', ''],
        ['another scheme', 'Basic dXNlcjpwYXNz'],
        ['the token without a scheme', 'TOKEN'],
        ['a scheme without a token', 'Bearer'],
        ['a scheme and spaces', 'Bearer   '],
        ['something behind the token', 'Bearer TOKEN and more'],
        ['two schemes', 'Bearer Bearer TOKEN'],
        ['a scheme stuck to the token', 'BearerTOKEN'],
      ])('asks for a token when there is %s', async (_, authorization) => {
        const sent = authorization?.replace('TOKEN', token);
        const headers: Record<string, string> = sent === undefined ? {} : { Authorization: sent };
        missing(await refused({ ...call(organization), headers }));
      });

      it.each(['Bearer TOKEN', 'bearer TOKEN', 'BEARER   TOKEN  '])('takes the header "%s"', async (authorization) => {
        const headers = { Authorization: authorization.replace('TOKEN', token) };
        expect((await app.call({ ...call(organization), headers })).status).toBe(success);
      });

      it('refuses what has not the form of a token, or a wrong checksum, without asking the database', async () => {
        const mistyped = `${token.slice(0, 10)}${token[10] === 'x' ? 'y' : 'x'}${token.slice(11)}`;
        const others = ['garbage', 'tnt_', token.slice(0, -1), `${token}0`, token.toUpperCase(), mistyped];
        for (const secret of [...others, secretHash(token)]) {
          const trips = await tripsOf(app, async () => invalid(await app.call(call(organization, secret))));
          expect({ secret, trips }).toEqual({ secret, trips: [] });
        }
      });

      it('refuses a token that was never issued, after one question, however often it is shown', async () => {
        const unknown = newSecret();
        for (let times = 0; times < 2; times++) {
          const trips = await tripsOf(app, async () => invalid(await app.call(call(organization, unknown))));
          expect(trips).toHaveLength(1);
        }
        invalid(await refused(call(organization, unknown)));
      });

      it('refuses the id of a token, which is no secret', async () => {
        const { id } = await scene.make.issue({ kind: 'operator' });
        invalid(await refused(call(organization, id)));
      });

      it('refuses an expired token, and a known one from the moment it expires', async () => {
        const subject = { kind: 'organization', organizationId: organization.id } as const;
        const past = Date.now() - 60_000;
        const expired = await scene.make.token(subject, ['all'], past);
        invalid(await refused(call(organization, expired)), `expired at ${new Date(past).toISOString()}`);
        // Sooner than it is forgotten: what is remembered of a token expires with it.
        const expiresAt = Date.now() + 30_000;
        const secret = await scene.make.token(subject, ['all'], expiresAt);
        expect((await answer(secret)).status).toBe(success);
        const clock = jest.spyOn(Date, 'now').mockReturnValue(expiresAt - 1);
        try {
          expect((await answer(secret)).status).toBe(success);
          clock.mockReturnValue(expiresAt);
          invalid(await refused(call(organization, secret)), `expired at ${new Date(expiresAt).toISOString()}`);
        } finally {
          clock.mockRestore();
        }
      });

      it('refuses a revoked token at once, though it was believed a moment ago; revoking twice succeeds', async () => {
        const issued = await scene.make.issue({ kind: 'organization', organizationId: organization.id });
        expect((await answer(issued.secret)).status).toBe(success);
        await scene.make.revoke(issued.id);
        const end = `was revoked at ${await endOf(issued.id, 'revoked_at')}`;
        invalid(await refused(call(organization, issued.secret)), end);
        await scene.make.revoke(issued.id);
        invalid(await refused(call(organization, issued.secret)), end);
        expect(await app.sql.count('audit_events', `action = 'token.revoked' AND subject_id = ?`, [issued.id])).toBe(1);
      });

      // Protects the order of `endOf`: what was over already is not ended a second time.
      it('names for a token that has expired and was revoked what came first', async () => {
        const subject = { kind: 'organization', organizationId: organization.id } as const;
        const past = Date.now() - 60_000;
        const expired = await scene.make.issue(subject, ['all'], past);
        await scene.make.revoke(expired.id);
        invalid(await refused(call(organization, expired.secret)), `expired at ${new Date(past).toISOString()}`);
        const revoked = await scene.make.issue(subject, ['all'], Date.now() + 60_000);
        await scene.make.revoke(revoked.id);
        const sql = 'UPDATE access_tokens SET expires_at = revoked_at + 1 WHERE id = ?';
        await app.sql.execute(sql, [revoked.id]);
        const end = `was revoked at ${await endOf(revoked.id, 'revoked_at')}`;
        await until('it has expired, too', async () => (await endOf(revoked.id, 'expires_at')) < now());
        invalid(await refused(call(organization, revoked.secret)), end);
      });

      it('refuses a token without the scope, and names the scope', async () => {
        const others = SCOPES.filter((each) => each !== scope);
        for (const scopes of [[], ...others.map((each) => [each]), others] as GrantedScope[][]) {
          narrow(await refused(call(organization, await scene.make.organizationToken(organization, scopes))));
        }
      });

      it.each(['admin', 'serviceUser'] as const)('lets a user act who is %s, here or above', async (role) => {
        const child = await scene.make.managed(organization);
        const user = await scene.make.userToken(await scene.make.member(organization, role));
        expect((await answer(user)).status).toBe(success);
        expect((await answer(user, child)).status).toBe(success);
      });

      it.each(['member', 'customer'] as const)('does not permit a user who is only %s, here or above', async (role) => {
        const child = await scene.make.managed(organization);
        const user = await scene.make.userToken(await scene.make.member(organization, role));
        forbidden(await refused(call(organization, user)));
        forbidden(await refused(call(child, user)));
      });

      it('does not show an organization to those without a role, to other organizations, or to those below', async () => {
        const child = await scene.make.managed(organization);
        const callers = [
          await scene.make.userToken(await scene.make.user()),
          (await scene.root()).token,
          await scene.make.organizationToken(child),
        ];
        for (const caller of callers) notFound(await refused(call(organization, caller)), organization);
      });

      it('asks for state and roles with every call: what is remembered of a token is the token alone', async () => {
        const place = await scene.make.root();
        const own = await scene.make.organizationToken(place);
        const user = await scene.make.member(place, 'admin');
        const ofUser = await scene.make.userToken(user);
        for (const as of [own, ofUser]) expect((await answer(as, place)).status).toBe(success);
        await app.sql.execute('DELETE FROM organization_users WHERE user_id = ?', [user.id]);
        notFound(await app.call(call(place, ofUser)), place);
        await app.sql.execute('UPDATE organizations SET holds = 1 WHERE id = ?', [place.id]);
        expect((await answer(own, place)).status).toBe(403);
        await app.sql.execute('UPDATE organizations SET holds = 0 WHERE id = ?', [place.id]);
        expect((await answer(own, place)).status).toBe(success);
      });
    },
  );

  describe('scopes', () => {
    const routes: readonly (readonly [string, (as: string) => Call, readonly GrantedScope[]])[] = [
      ['POST …/enterprise', (as) => enterprise(organization, as), ['enterprises']],
      [
        'GET …/enterprise',
        (as) => ({ ...enterprise(organization, as), method: 'GET', json: undefined }),
        ['enterprises', 'enterprises:read'],
      ],
      ['POST …/managed', (as) => managed(organization, as), ['managed_organizations']],
      ['GET …/user/me', (as) => ({ method: 'GET', url: '/api/v2/user/me', token: as }), ['users', 'users:read']],
    ];

    it.each(routes)(
      '%s takes its own scope, the wider one without a suffix, and no other',
      async (_, call, granted) => {
        const user = await scene.make.member(organization, 'admin');
        for (const scope of [...SCOPES, 'all'] as const) {
          const { status } = await app.call(call(await scene.make.userToken(user, [scope])));
          expect({ scope, open: status < 300 }).toEqual({ scope, open: scope === 'all' || granted.includes(scope) });
        }
      },
    );
  });

  describe('the memory of tokens', () => {
    it('spares a busy client the question, where nothing is written', async () => {
      const own = await scene.make.organizationToken(organization);
      const listing = { ...enterprise(organization, own), method: 'GET', json: undefined } as const;
      await app.call(listing);
      await tokenUseIsWritten(app, own);
      const trips = await tripsOf(app, () => app.call(listing));
      expect(trips.filter(({ sql }) => sql.includes('access_tokens'))).toEqual([]);
    });

    it.each([0, 400])('of %s ms lets a revocation by another process go unnoticed no longer', async (lifetime) => {
      const other = await scene.replica({ TOKEN_CACHE_MS: String(lifetime) });
      try {
        const issued = await scene.make.issue({ kind: 'organization', organizationId: organization.id });
        const call = enterprise(organization, issued.secret);
        expect((await other.call(call)).status).toBe(200);
        const sinceRemembered = ownTime();
        await scene.make.revoke(issued.id);
        if (lifetime === 0) expect((await other.call(call)).status).toBe(401);
        await until('the other process refuses', async () => (await other.call(call)).status === 401, { every: 10 });
        expect(sinceRemembered()).toBeLessThan(lifetime + 3_000);
      } finally {
        await other.close();
      }
    });
  });

  describe('the last use of a token', () => {
    const lastUse = async (secret: string) =>
      (await app.sql.rows('SELECT last_used_at FROM access_tokens WHERE secret_hash = ?', [secretHash(secret)]))[0]
        ?.last_used_at;

    it('is written once it was let in, whatever it is answered, and not again within a minute', async () => {
      const own = await scene.make.organizationToken(organization, ['enterprises']);
      expect(await lastUse(own)).toBeNull();
      const call = { ...enterprise(organization, own), json: {} };
      const began = Date.now();
      expect((await app.call(call)).status).toBe(400);
      await tokenUseIsWritten(app, own);
      const written = Number(await lastUse(own));
      expect(written).toBeGreaterThanOrEqual(began);
      expect(written).toBeLessThanOrEqual(Date.now());
      expect(await tripsOf(app, () => app.call(call))).toEqual([]);
      expect(await lastUse(own)).toBe(written);
    });

    it('is written beside the request, which does not wait for it', async () => {
      const { id, secret } = await scene.make.issue({ kind: 'organization', organizationId: organization.id });
      const listing = { ...enterprise(organization, secret), method: 'GET', json: undefined } as const;
      await app.sql.execute(database.name === 'sqlite' ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
      await app.sql.execute('UPDATE access_tokens SET name = name WHERE id = ?', [id]);
      expect((await app.call(listing)).status).toBe(200);
      expect(await lastUse(secret)).toBeNull();
      await app.sql.execute('ROLLBACK');
      await tokenUseIsWritten(app, secret);
    });
  });

  describe('secrets', () => {
    it('are nowhere in the database', async () => {
      const user = await scene.make.member(organization, 'admin');
      const secrets = [
        await scene.make.operatorToken(),
        await scene.make.organizationToken(organization),
        await scene.make.userToken(user),
      ];
      for (const secret of secrets) {
        expect((await app.call(enterprise(organization, secret))).status).toBe(200);
        await tokenUseIsWritten(app, secret);
      }
      const parts = secrets.map((secret) => secret.slice(4, 44));
      for (const table of Object.keys(PRIMARY_KEYS)) {
        const text = JSON.stringify(await app.sql.rows(`SELECT * FROM ${table}`));
        for (const part of parts) expect({ table, found: text.includes(part) }).toEqual({ table, found: false });
      }
      expect(await app.sql.count('access_tokens', 'secret_hash = ?', [secretHash(secrets[0]!)])).toBe(1);
      if (database.name !== 'sqlite') return;
      for (const file of readdirSync(app.env.DATA_DIR)) {
        const bytes = readFileSync(join(app.env.DATA_DIR, file));
        for (const part of parts) expect({ file, found: bytes.includes(part) }).toEqual({ file, found: false });
      }
    });
  });
});
