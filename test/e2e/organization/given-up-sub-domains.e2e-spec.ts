import { said } from '../../support/answers.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { invalid, type Refused, Scene } from '../../support/scenes/managed-organizations.js';
import { BY, done, here } from '../cli/command-line.runs.js';

const TOO_OFTEN = invalid('Sub domain has been changed too often (maximum is 3 in 30 days)');
const TAKEN = invalid('Sub domain has already been taken');
const A_MONTH = 30 * 24 * 60 * 60 * 1_000;

describe.each(testDatabases())('sub-domains that are given up on $name', (database) => {
  let scene: Scene;
  let tenant: Organization;
  let token: string;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { MAX_SUB_DOMAINS_KEPT: '2' });
    operator = await scene.make.operatorToken();
  });

  beforeEach(async () => {
    tenant = await scene.make.managed(await scene.make.root());
    token = await scene.make.organizationToken(tenant);
  });

  afterAll(() => scene.close());

  const rename = (sub_domain: string, by = token) =>
    scene.app.call<Refused>({
      method: 'PATCH',
      url: `/core/v1/organizations/${tenant.id}`,
      token: by,
      json: { sub_domain },
    });
  const take = (sub_domain: string) =>
    scene.app.call<Refused>({
      method: 'POST',
      url: `/core/v1/organizations/${scene.root.id}/managed`,
      token: scene.token,
      json: { name: 'N', sub_domain },
    });
  const retired = () => scene.app.sql.count('retired_sub_domains', 'organization_id = ?', [tenant.id]);
  const age = (sub_domain: string, by: number) =>
    scene.app.sql.execute('UPDATE retired_sub_domains SET since = since - ? WHERE sub_domain = ?', [by, sub_domain]);

  /** Renames until no more is allowed; returns the names that are unavailable to all others by then. */
  async function useUp(): Promise<string[]> {
    const names = [tenant.subDomain, aSubDomain(), aSubDomain(), aSubDomain()];
    for (const name of names.slice(1)) expect(said(await rename(name))).toBe('200');
    return names;
  }

  it('are three in 30 days for one organization, and the fourth is refused without effect', async () => {
    const [, ...names] = await useUp();
    const before = [await scene.row(tenant.id), await scene.app.sql.count('audit_events')];
    const wanted = aSubDomain();
    const refused = await rename(wanted);
    expect([refused.status, refused.body]).toEqual([422, TOO_OFTEN]);
    expect([await scene.row(tenant.id), await scene.app.sql.count('audit_events')]).toEqual(before);
    expect(await retired()).toBe(3);
    expect((await take(wanted)).status).toBe(201);
    expect((await take(names[0]!)).body).toEqual(TAKEN);
  });

  it('count no longer after 30 days, nor when they are taken back', async () => {
    const [first, second] = await useUp();
    expect(said(await rename(second!))).toBe('200');
    expect((await rename(aSubDomain())).body).toEqual(TOO_OFTEN);
    await age(first!, A_MONTH + 1_000);
    expect(said(await rename(aSubDomain()))).toBe('200');
    expect(await retired()).toBe(4);
  });

  it('are not counted for the operator', async () => {
    await useUp();
    expect(said(await rename(aSubDomain(), operator))).toBe('200');
    await done(here(scene.variables, 'organization', 'update', tenant.id, '--sub-domain', aSubDomain()));
    expect(await retired()).toBe(5);
  });

  it('are released by the operator for any organization, and count no longer', async () => {
    const [, name] = await useUp();
    const released = await done(here(scene.variables, 'organization', 'release', name!, '--json'));
    expect(released.json).toEqual({ subDomain: name, organizationId: tenant.id, released: true });
    const [event] = await scene.app.sql.rows(
      "SELECT actor_id, subject_id FROM audit_events WHERE action = 'organization.sub_domain_released'",
    );
    expect(event).toEqual({ actor_id: BY, subject_id: tenant.id });
    expect((await take(name!)).status).toBe(201);
    expect(said(await rename(aSubDomain()))).toBe('200');
  });

  it.each([
    ['of an organization that is not deleted', () => tenant.subDomain],
    ['of none', () => aSubDomain()],
    ['that cannot be', () => 'münchen'],
  ])('are no names %s: nothing is released', async (_, name) => {
    const before = await scene.app.sql.count('audit_events');
    const answer = await here(scene.variables, 'organization', 'release', name(), '--json');
    expect(answer).toMatchObject({ code: 1, out: '', error: { code: 'sub_domain_not_given_up' } });
    expect(await scene.app.sql.count('audit_events')).toBe(before);
    expect((await scene.row(tenant.id))?.sub_domain).toBe(tenant.subDomain);
  });

  it('are kept for the first that one parent deletes in 30 days, and free at once for the rest', async () => {
    const names: string[] = [];
    const remove = async (by: string) => {
      const child = await scene.make.managed(tenant);
      names.push(child.subDomain);
      const url = `/core/v1/managed_organizations/${child.id}`;
      expect((await scene.app.call({ method: 'DELETE', url, token: by })).status).toBe(200);
      return child.id;
    };
    for (const by of [token, token]) await remove(by);
    const third = await remove(token);
    await remove(operator);
    const statuses: number[] = [];
    for (const name of names) statuses.push((await take(name)).status);
    expect(statuses).toEqual([422, 422, 201, 422]);
    const [event] = await scene.app.sql.rows(
      "SELECT data FROM audit_events WHERE subject_id = ? AND action = 'organization.deleted'",
      [third],
    );
    expect(JSON.parse(String(event!.data))).toEqual({ parentId: tenant.id, keepsSubDomain: false });
    await done(here(scene.variables, 'organization', 'release', names[0]!));
    expect((await take(names[0]!)).status).toBe(201);
  });

  /** Below `tenant` or what is below it; returns every name that it has had. */
  async function childOf(parent: Organization, renamings: number) {
    const child = await scene.make.managed(parent);
    const names = [child.subDomain];
    const url = `/core/v1/organizations/${child.id}`;
    for (let i = 0; i < renamings; i++) {
      names.push(aSubDomain());
      const call = { method: 'PATCH', url, token, json: { sub_domain: names.at(-1)! } } as const;
      expect(said(await scene.app.call(call))).toBe('200');
    }
    const remove = async () => {
      const call = { method: 'DELETE', url: `/core/v1/managed_organizations/${child.id}`, token } as const;
      expect((await scene.app.call(call)).status).toBe(200);
    };
    return { child, names, remove };
  }
  const available = async (names: readonly string[]) => {
    const statuses: number[] = [];
    for (const name of names) statuses.push((await take(name)).status);
    return statuses;
  };

  // Protects `mayKeepSubDomains` and `freeRetired`: what is created, renamed and deleted in turn takes no more than the limit.
  it('count with those that were given up before the deletion, and these are free with the rest', async () => {
    const first = await childOf(tenant, 1);
    await first.remove();
    const second = await childOf(tenant, 3);
    await second.remove();
    expect(await available(first.names)).toEqual([422, 422]);
    expect(await available(second.names)).toEqual([201, 201, 201, 201]);
  });

  it('count with those of what was deleted below', async () => {
    const middle = await childOf(tenant, 0);
    const below = await childOf(middle.child, 0);
    await below.remove();
    await middle.remove();
    const next = await childOf(tenant, 0);
    await next.remove();
    expect(await available([...below.names, ...middle.names])).toEqual([422, 422]);
    expect(await available(next.names)).toEqual([201]);
  });
});
