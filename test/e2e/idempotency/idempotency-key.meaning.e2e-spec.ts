import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { sha256 } from '../../../src/common/digest.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { Installation } from '../../support/scenes/installation.js';
import { startProcess } from '../../support/processes.js';
import { until } from '../../support/until.js';
import { asked, effects, newKeyedRequest, outcome, ROUTES, type KeyedRequest } from './idempotency-key.fixtures.js';

const [MANAGED, ROOT] = ROUTES as [(typeof ROUTES)[number], (typeof ROUTES)[number]];

describe.each(testDatabases())('what an Idempotency-Key identifies on $name', (database) => {
  let here: Installation;
  let keyed: KeyedRequest & { root: Organization };

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  beforeEach(async () => {
    keyed = await newKeyedRequest(here, MANAGED);
  });

  afterAll(() => here.close());

  const send = (more: Partial<Call> = {}, one: KeyedRequest = keyed) => here.call(0, asked(one, more));
  const first = async (one: KeyedRequest = keyed) => {
    const answer = await send({}, one);
    expect(outcome(answer)).toEqual({ status: 201, id: expect.any(String) as unknown });
    return answer;
  };

  describe('the same request', () => {
    const annotations = [{ key: 'a', value: 'b' }, { key: 'c' }];

    it.each<[string, (json: KeyedRequest['json'], root: Organization) => Partial<Call>]>([
      ['with its members in another order', (json) => ({ json: Object.fromEntries(Object.entries(json).reverse()) })],
      [
        'with the members of its members in another order, and null for what was left out',
        (json) => ({
          json: {
            ...json,
            annotations: [
              { value: 'b', key: 'a' },
              { value: null, key: 'c' },
            ],
          },
        }),
      ],
      ['with undocumented members', (json) => ({ json: { ...json, nonce: Math.random() } })],
      ['with the parent by id in the body', (json, { id }) => ({ json: { ...json, organization: { id } } })],
      [
        'with the parent by sub-domain, and null for its id',
        (json, { subDomain }) => ({ json: { ...json, organization: { sub_domain: subDomain, id: null } } }),
      ],
      [
        'with the parent in the query',
        (json, { subDomain }) => ({
          url: `/core/v1/organizations/_/managed?organization[sub_domain]=${subDomain}`,
          json,
        }),
      ],
      [
        'as a form',
        ({ name, sub_domain }) => ({
          json: undefined,
          form: `name=${String(name)}&sub_domain=${String(sub_domain)}&annotations[][key]=a&annotations[][value]=b&annotations[][key]=c`,
        }),
      ],
    ])('%s', async (_, again) => {
      const json = { ...keyed.json, annotations };
      const made = await first({ ...keyed, json });
      const answer = await send(again(json, keyed.root));
      expect(outcome(answer)).toEqual({ ...outcome(made), replayed: 'true' });
      expect(answer.text).toBe(made.text);
    });

    it('takes null for absence, digits for a number', async () => {
      const root = await newKeyedRequest(here, ROOT);
      const json = { ...root.json, maximum_managed_organizations: 5, currency: { iso_code: 'USD' } };
      const made = await first({ ...root, json });
      const again = {
        ...json,
        maximum_managed_organizations: '5',
        currency: { iso_code: 'USD', id: null },
        country: null,
      };
      expect(outcome(await send({ json: again }, root))).toEqual({ ...outcome(made), replayed: 'true' });
    });

    it('shows the organization as it is by then', async () => {
      const made = await first();
      const url = `/core/v1/organizations/${made.body.organization!.id}`;
      await here.app.call({ method: 'PATCH', url, token: keyed.token, json: { name: 'Renamed' } });
      const again = await send();
      expect([outcome(again).id, again.body.organization]).toMatchObject([outcome(made).id, { name: 'Renamed' }]);
    });

    it('is known to every token of the same organization', async () => {
      const made = await first();
      const token = await here.make.organizationToken(keyed.root);
      expect(outcome(await send({ token }))).toEqual({ ...outcome(made), replayed: 'true' });
    });
  });

  describe('another request', () => {
    it('is the same body under another parent', async () => {
      await first();
      const child = await here.make.managed(keyed.root);
      expect(outcome(await send({ json: { ...keyed.json, organization: { id: child.id } } }))).toEqual({
        status: 409,
        code: 'idempotency_key_conflict',
      });
    });

    it('is the same annotations in another order', async () => {
      const json = { ...keyed.json, annotations: [{ key: 'a' }, { key: 'b' }] };
      await first({ ...keyed, json });
      const turned = await send({ json: { ...json, annotations: [{ key: 'b' }, { key: 'a' }] } });
      expect(outcome(turned)).toMatchObject({ status: 409 });
    });

    it('is the same key of another organization, of a user or of the operator: none meets the other', async () => {
      await first();
      const child = await here.make.managed(keyed.root);
      const tokens = [
        await here.make.organizationToken(child),
        await here.make.operatorToken(),
        await here.make.userToken(await here.make.member(keyed.root, 'admin')),
        await here.make.userToken(await here.make.member(keyed.root, 'admin')),
      ];
      const ids = new Set<unknown>();
      for (const token of tokens) {
        const json = { ...keyed.json, sub_domain: aSubDomain(), organization: { id: child.id } };
        const answer = await send({ token, json });
        expect(outcome(answer)).toEqual({ status: 201, id: expect.any(String) as unknown });
        ids.add(outcome(answer).id);
      }
      expect(ids.size).toBe(tokens.length);
    });
  });

  describe('who may not', () => {
    it('is refused ahead of the replay: a suspended organization gets its ids after the hold is lifted', async () => {
      const made = await first();
      await here.make.suspend(keyed.root);
      const before = await effects(here);
      expect(outcome(await send())).toEqual({ status: 403, code: 'organization_suspended' });
      expect(outcome(await send({ json: { ...keyed.json, name: 'Other' } }))).toMatchObject({ status: 403 });
      expect(await effects(here)).toEqual(before);
      await here.make.unsuspend(keyed.root);
      expect(outcome(await send())).toEqual({ ...outcome(made), replayed: 'true' });
    });

    it('binds no key', async () => {
      await here.make.suspend(keyed.root);
      expect(outcome(await send())).toEqual({ status: 403, code: 'organization_suspended' });
      await here.make.unsuspend(keyed.root);
      const reader = await here.make.organizationToken(keyed.root, ['organizations:read']);
      expect(outcome(await send({ token: reader }))).toEqual({ status: 403, code: 'scope_not_granted' });
      await here.make.limit(keyed.root, 0);
      expect(outcome(await send())).toEqual({ status: 422, code: 'organization_limit_reached' });
      await here.make.limit(keyed.root, 1);
      const made = await first();
      expect(outcome(await send())).toEqual({ ...outcome(made), replayed: 'true' });
    });

    it('and no other caller learns of the operator’s keys', async () => {
      const root = await newKeyedRequest(here, ROOT);
      await first(root);
      const before = await effects(here);
      expect(outcome(await send({ token: keyed.token }, root))).toEqual({ status: 403, code: 'permission_denied' });
      expect(await effects(here)).toEqual(before);
    });
  });

  it('is written nowhere but as its hash, neither in the database nor in the log', async () => {
    const key = `caNaRy-${keyed.key}`;
    const served = await startProcess({ ...here.fresh.variables, LOG_LEVEL: 'trace' });
    const call = (json: object, more: Partial<Call> = {}) =>
      served.call(
        asked({ ...keyed, key }, { json, ...more, headers: { 'Idempotency-Key': key, 'X-Request-Id': 'last' } }),
      );
    const statuses = [
      await call(keyed.json),
      await call(keyed.json),
      await call({ ...keyed.json, name: 'Other' }),
      await call({ ...keyed.json, sub_domain: '' }, { token: await here.make.operatorToken() }),
      await served.call(asked({ ...keyed, key: key.padEnd(256, '.') }, {})),
    ].map(({ status }) => status);
    expect(statuses).toEqual([201, 201, 409, 422, 400]);
    await until('the last access line is written', () => served.output().includes('"requestId":"last"'));
    await served.stop();
    expect(served.output()).toContain('idempotency_key_conflict');
    expect(served.output()).not.toContain('caNaRy');

    const everything = await everyRow();
    expect(everything).toContain(sha256(key));
    expect(everything).not.toContain('caNaRy');
    expect(everything).not.toContain(keyed.token);
  });

  async function everyRow(): Promise<string> {
    const listed =
      database.name === 'sqlite'
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
    const tables = (await here.sql.rows(listed)).map(({ name }) => String(name));
    expect(tables).toContain('idempotency_records');
    const rows = [];
    for (const table of tables) rows.push(await here.sql.rows(`SELECT * FROM ${table}`));
    return JSON.stringify(rows);
  }
});
