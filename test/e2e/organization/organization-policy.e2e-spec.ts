import type { Organization } from '../../../src/organization/organization.js';
import type { Answer } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { createManaged } from '../../support/scenes/installation.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { race } from '../../support/until.js';

interface Maximum {
  readonly value: number | null;
  readonly unlimited: boolean;
}

interface Body {
  readonly policy_type: string;
  readonly policy_name: string | null;
  readonly limits: Record<string, { readonly limit: number; readonly current?: number; readonly unit?: string | null }>;
  readonly features: Record<string, { readonly permitted: boolean }>;
  readonly reasons_for_disallowing_resource_creation: readonly string[];
  readonly policy_limits: Record<string, unknown> & { readonly maximum_managed_organizations: Maximum };
  readonly error: { readonly code: string; readonly description: string; readonly detail: Record<string, unknown> };
}

const NO_POLICY = 'Managed organizations do not have policies. Make this request on the parent organization instead.';
/** The members of PolicyLimits, PolicyFeatures and OrganizationPolicy in the published document, in their order. */
const LIMITS =
  `uninvoiced_balance virtual_machines virtual_machine_memory managed_organizations unallocated_ip_addresses
  disk_space security_groups virtual_networks load_balancers dns_zones certificates file_storage_volumes isos disk_iops
  network_speed`.split(/\s+/);
const FEATURES = `disk_bus_configuration zone_selection restricted_traffic_types suspension
  flexible_virtual_machine_resources`.split(/\s+/);
const POLICY_LIMITS = `maximum_uninvoiced_balance maximum_virtual_machines maximum_virtual_machine_memory
  maximum_disk_space maximum_managed_organizations maximum_unallocated_ip_addresses maximum_security_groups
  maximum_virtual_networks maximum_load_balancers maximum_dns_zones maximum_certificates maximum_file_storage_volumes
  maximum_isos maximum_disk_size minimum_disk_size flexible_virtual_machine_resources allow_suspension
  allow_restricted_traffic_types`.split(/\s+/);

const word = ({ status, body }: Answer<Body>): string =>
  status < 300 ? String(status) : `${status} ${body.error.code}`;
const maximum = (limit: unknown) => ({ policy_limits: { maximum_managed_organizations: limit } });

describe.each(testDatabases())('the policy of an organization on $name', (database) => {
  let scene: Scene;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    operator = await scene.make.operatorToken();
  });

  afterAll(() => scene.close());

  const ask = (what: string, { id }: { id: string }, token: string) =>
    scene.app.call<Body>({ method: 'GET', url: `/core/v1/organizations/${id}/${what}`, token });
  const set = ({ id }: { id: string }, json: object, token = operator, headers: Record<string, string> = {}) =>
    scene.app.call<Body>({ method: 'PUT', url: `/core/v1/organizations/${id}/policy_limits`, token, json, headers });
  const limitOf = async (root: Organization) => (await scene.usage(root)).limit;
  const limitEvents = async ({ id }: Organization) =>
    scene.app.sql.rows(
      "SELECT actor_kind, data FROM audit_events WHERE subject_id = ? AND action = 'organization.limit_changed'",
      [id],
    );

  async function limited(limit: number | null) {
    const root = await scene.make.root({ limit, currency: 'USD' });
    return { root, token: await scene.make.organizationToken(root) };
  }

  describe('200 of the policy', () => {
    it('has every published member, with the limit and the number that it is compared with', async () => {
      const { root, token } = await limited(3);
      const child = await scene.make.managed(root);
      await scene.make.managed(child);
      const { status, body, headers } = await ask('policy', root, token);
      expect(status).toBe(200);
      expect(body).toMatchObject({ policy_type: 'override', policy_name: null });
      expect(body.reasons_for_disallowing_resource_creation).toEqual([]);
      expect([Object.keys(body.limits), Object.keys(body.features)]).toEqual([LIMITS, FEATURES]);
      const { managed_organizations: managed, uninvoiced_balance: balance, ...others } = body.limits;
      expect(managed).toEqual({ limit: 3, current: 2, unit: null });
      expect(balance).toMatchObject({ limit: 0, current: 0, currency: { iso_code: 'USD' } });
      expect(
        new Set(Object.values(others).map(({ limit, current = 0, unit }) => `${limit} ${current} ${unit}`)),
      ).toEqual(new Set(['0 0 null']));
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    });

    it('shows unlimited as the greatest limit and the type none, and never as null', async () => {
      const { root, token } = await limited(null);
      const { body } = await ask('policy', root, token);
      expect(body.policy_type).toBe('none');
      expect(body.limits.managed_organizations).toEqual({ limit: 2_147_483_647, current: 0, unit: null });
    });

    it('shows why no more can be created, in the order in which it would be refused', async () => {
      const { root, token } = await limited(1);
      const reasons = async (as: string) =>
        (await ask('policy', root, as)).body.reasons_for_disallowing_resource_creation;
      const full = 'The limit of managed organizations is reached';
      await scene.make.managed(root);
      expect(await reasons(token)).toEqual([full]);
      await scene.make.limit(root, 0);
      expect(await reasons(token)).toEqual([full]);
      await scene.make.suspend(root);
      expect(await reasons(operator)).toEqual(['The organization is suspended', full]);
      const waiting = await scene.make.root({ activated: false });
      const { body } = await ask('policy', waiting, operator);
      expect(body.reasons_for_disallowing_resource_creation).toEqual(['The organization is not activated yet']);
    });
  });

  describe('200 of the limits', () => {
    it('has every published member, and unlimited as a state of its own', async () => {
      const { root, token } = await limited(null);
      const { body, headers } = await ask('policy_limits', root, token);
      expect(Object.keys(body.policy_limits)).toEqual(POLICY_LIMITS);
      expect(body.policy_limits.maximum_managed_organizations).toEqual({ value: null, unlimited: true });
      expect(body.policy_limits.maximum_virtual_machines).toEqual({ value: 0, unlimited: false });
      expect(headers.etag).toBe('"unlimited"');
    });

    it.each([
      [
        { value: 0, unlimited: false },
        { value: 0, unlimited: false },
      ],
      [{ value: 2_147_483_647 }, { value: 2_147_483_647, unlimited: false }],
      [
        { value: '12', unlimited: null },
        { value: 12, unlimited: false },
      ],
      [
        { value: null, unlimited: true },
        { value: null, unlimited: true },
      ],
      [
        { unlimited: true, more: 1 },
        { value: null, unlimited: true },
      ],
    ])('is set by %j, answered and read in the one form', async (limit, expected) => {
      const { root, token } = await limited(7);
      const answer = await set(root, maximum(limit));
      expect([answer.status, answer.body.policy_limits.maximum_managed_organizations]).toEqual([200, expected]);
      const read = await ask('policy_limits', root, token);
      expect([read.body, read.headers.etag]).toEqual([answer.body, answer.headers.etag]);
      expect(await limitOf(root)).toBe(expected.value);
      expect(await limitEvents(root)).toEqual([
        { actor_kind: 'operator', data: JSON.stringify({ limit: expected.value }) },
      ]);
    });

    it('takes back what it has answered, with the members of infrastructure', async () => {
      const { root } = await limited(7);
      const { body } = await ask('policy_limits', root, operator);
      const changed = { ...body.policy_limits, maximum_managed_organizations: { value: 8, unlimited: false } };
      expect((await set(root, { policy_limits: changed })).body).toEqual({ policy_limits: changed });
    });

    it('holds from its answer on, and keeps what is there already', async () => {
      const { root, token } = await limited(null);
      await scene.make.managed(root);
      expect(word(await set(root, maximum({ value: 0 })))).toBe('200');
      expect(word(await scene.app.call<Body>(createManaged(root, token)))).toBe('422 organization_limit_reached');
      expect(await scene.usage(root)).toEqual({ count: 1, limit: 0 });
    });

    it('takes If-Match: of two callers who have read the same limit one sets it', async () => {
      const { root } = await limited(7);
      const { etag } = (await ask('policy_limits', root, operator)).headers;
      const answers = await race(6, (number) =>
        set(root, maximum({ value: 10 + number }), operator, { 'If-Match': etag! }),
      );
      expect(answers.map(word).sort()).toEqual(['200', ...Array<string>(5).fill('412 precondition_failed')]);
      const winner = answers.find(({ status }) => status === 200)!;
      expect(await limitOf(root)).toBe(winner.body.policy_limits.maximum_managed_organizations.value);
      expect(await limitEvents(root)).toHaveLength(1);
    });
  });

  describe('400', () => {
    it('is the answer for a managed organization, by each of the three, whatever the limit of its root', async () => {
      const { root, token } = await limited(7);
      const child = await scene.make.managed(root);
      const own = await scene.make.organizationToken(child);
      const answers = [
        ...(await Promise.all(
          [token, own].flatMap((as) => [ask('policy', child, as), ask('policy_limits', child, as)]),
        )),
        await set(child, maximum({ value: 1 })),
      ];
      for (const { status, body } of answers) {
        expect([status, body.error]).toEqual([
          400,
          { code: 'policy_not_available_for_managed_organizations', description: NO_POLICY, detail: {} },
        ]);
      }
      expect(await limitOf(root)).toBe(7);
    });

    const ONE = ['policy_limits', 'maximum_managed_organizations'];
    it.each([
      ['nothing', {}, 'missing_required_argument', undefined, ['policy_limits']],
      ['limits of null', { policy_limits: null }, 'missing_required_argument', undefined, ['policy_limits']],
      ['limits in a list', { policy_limits: [] }, 'invalid_argument', 'object_expected', ['policy_limits']],
      ['no limit', { policy_limits: {} }, 'missing_required_argument', undefined, ONE],
      ['a bare number', maximum(5), 'invalid_argument', 'object_expected', ONE],
      ['neither', maximum({}), 'invalid_argument', 'missing_lookup_value', ONE],
      ['limited, and by nothing', maximum({ unlimited: false }), 'invalid_argument', 'missing_lookup_value', ONE],
      ['both', maximum({ value: 5, unlimited: true }), 'invalid_argument', 'ambiguous_lookup_values', ONE],
      ['below nothing', maximum({ value: -1 }), 'invalid_argument', 'validation_errors', [...ONE, 'value']],
      ['too much', maximum({ value: 2_147_483_648 }), 'invalid_argument', 'validation_errors', [...ONE, 'value']],
      ['much too much', maximum({ value: 1e300 }), 'invalid_argument', 'parse_error', [...ONE, 'value']],
      ['a half', maximum({ value: 1.5 }), 'invalid_argument', 'parse_error', [...ONE, 'value']],
      ['a word', maximum({ unlimited: 'ja' }), 'invalid_argument', 'parse_error', [...ONE, 'unlimited']],
      [
        'a word beside a number',
        maximum({ value: 5, unlimited: 'yes' }),
        'invalid_argument',
        'ambiguous_lookup_values',
        ONE,
      ],
    ])('is the answer to %s', async (_, json, code, issue, where) => {
      const { root } = await limited(7);
      const { status, body } = await set(root, json);
      expect([status, body.error.code]).toEqual([400, code]);
      expect(body.error.detail).toMatchObject({ path: where, ...(issue !== undefined && { issue }) });
      expect([await limitOf(root), await limitEvents(root)]).toEqual([7, []]);
    });
  });

  describe('403 and 404', () => {
    it('is set by the operator alone, and with its scope', async () => {
      const { root, token } = await limited(7);
      const admin = await scene.make.userToken(await scene.make.member(root, 'admin'));
      for (const as of [token, admin]) {
        expect(word(await set(root, maximum({ value: 9 }), as))).toBe('403 permission_denied');
      }
      const narrow = await scene.make.operatorToken(['organizations:read', 'managed_organizations']);
      expect(word(await set(root, maximum({ value: 9 }), narrow))).toBe('403 scope_not_granted');
      expect([await limitOf(root), await limitEvents(root)]).toEqual([7, []]);
    });

    it('is read by members, without the state of others, and is the same 404 for other trees', async () => {
      const { root, token } = await limited(7);
      const member = await scene.make.userToken(await scene.make.member(root, 'member'));
      const absent = await ask('policy', { id: '0'.repeat(32) }, scene.token);
      for (const what of ['policy', 'policy_limits']) {
        expect((await ask(what, root, member)).text).toBe((await ask(what, root, token)).text);
        expect((await ask(what, root, scene.token)).text).toBe(absent.text);
        const narrow = await scene.make.organizationToken(root, ['managed_organizations']);
        expect(word(await ask(what, root, narrow))).toBe('403 scope_not_granted');
      }
      expect((await set(root, maximum({ value: 9 }), scene.token)).text).toBe(absent.text);
      await scene.make.suspend(root);
      for (const what of ['policy', 'policy_limits']) {
        expect(word(await ask(what, root, token))).toBe('403 organization_suspended');
        expect(word(await ask(what, root, operator))).toBe('200');
      }
      expect(word(await set(root, maximum({ value: 9 })))).toBe('200');
      expect(await limitOf(root)).toBe(9);
    });
  });
});
