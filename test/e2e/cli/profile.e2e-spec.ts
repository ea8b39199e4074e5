import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { ReferenceService } from '../../../src/reference/reference.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { BY, auditRow, auditRows, done, here, oneLine, tenantry } from './command-line.runs.js';

describe.each(testDatabases())('profiles and annotations on the command line on $name', (database) => {
  let scene: Scene;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  beforeEach(async () => {
    root = await scene.make.root();
    token = await scene.make.organizationToken(root);
  });

  afterAll(() => scene.close());

  const cli = (...argv: string[]) => here(scene.variables, 'organization', ...argv);
  const get = async (what = '') => {
    const url = `/core/v1/organizations/${root.id}${what}`;
    return (await scene.app.call<Record<string, unknown>>({ method: 'GET', url, token })).body;
  };

  /** Runs what is refused, and expects one line and that nothing has changed. */
  async function refused(code: string, ...argv: string[]): Promise<string> {
    const before = [await scene.row(root.id), await scene.app.sql.count('audit_events')];
    const answer = await cli(...argv, '--json');
    expect(answer).toMatchObject({ code: 1, out: '', error: { code } });
    expect([await scene.row(root.id), await scene.app.sql.count('audit_events')]).toEqual(before);
    return answer.error.message;
  }

  it('update changes what is named, shows it, and is recorded in the audit', async () => {
    const subDomain = aSubDomain();
    const address = [
      '--billing-name',
      'Payer',
      '--address1',
      '1 High Street',
      '--address4',
      'End',
      '--postcode',
      'ZZ9',
    ];
    const codes = [
      '--currency',
      'usd',
      '--country',
      'usa',
      '--state',
      'us-ca',
      '--vat-number',
      'V',
      '--phone-number',
      '1',
    ];
    const named = ['--name', ' New name ', '--sub-domain', subDomain];
    const { out } = await done(cli('update', root.subDomain, ...named, ...address, ...codes));
    expect(out).toMatch(
      /^Changed: name, sub domain, billing name, address1, address4, postcode, vat number, phone number, currency, country, country state\.\n\n/,
    );
    for (const word of ['New name', subDomain, 'Payer', '1 High Street', 'ZZ9', 'USD', 'United States', 'California']) {
      expect(out).toContain(word);
    }
    expect((await get()).organization).toMatchObject({
      ...{ name: 'New name', sub_domain: subDomain, billing_name: 'Payer', address1: '1 High Street', address2: null },
      ...{ address4: 'End', postcode: 'ZZ9', vat_number: 'V', phone_number: '1', currency: { iso_code: 'USD' } },
      ...{ country: { iso_code2: 'US' }, country_state: { code: 'CA' } },
    });
    expect(await auditRows(scene.app, root.id)).toContainEqual(auditRow('organization.changed'));
  });

  it('update answers in JSON with the whole profile and what has changed', async () => {
    await done(cli('update', root.id, '--country', 'GB', '--billing-name', 'Payer', '--address1', 'A'));
    const { json } = await done(
      cli('update', root.id, '--name', 'Other', '--billing-name', '', '--country', 'GB', '--json'),
    );
    expect(json).toEqual({
      ...{ id: root.id, name: 'Other', subDomain: root.subDomain },
      infrastructureDomain: `${root.subDomain}.tenantry.localhost`,
      ...{ billingName: null, address1: 'A', address2: null, address3: null, address4: null },
      ...{ postcode: null, vatNumber: null, phoneNumber: null, currency: 'EUR', country: 'GB', countryState: null },
      changed: ['name', 'billingName'],
    });
  });

  it('reads the subdivisions of all countries where an organization has one, and otherwise not', async () => {
    const load = jest.spyOn(ReferenceService.prototype, 'load');
    try {
      await done(cli('show', root.id));
      await done(cli('update', root.id, '--country', 'US'));
      expect(load).not.toHaveBeenCalled();
      const { json } = await done(cli('update', root.id, '--state', 'US-CA', '--json'));
      expect([json, load.mock.calls.length]).toMatchObject([{ countryState: 'US-CA' }, 1]);
    } finally {
      load.mockRestore();
    }
  });

  it('update does nothing twice, and says so', async () => {
    await done(cli('update', root.id, '--name', 'Once', '--state', 'US-CA', '--country', 'US'));
    const { out } = await done(cli('update', root.id, '--name', 'Once', '--state', 'US-CA'));
    expect(out).toMatch(/^There was nothing to change\.\n/);
    expect((await done(cli('update', root.id, '--name', 'Once', '--json'))).json).toMatchObject({ changed: [] });
    expect((await scene.row(root.id))?.version).toBe(2);
    expect(await scene.app.sql.count('audit_events', 'actor_id = ? AND subject_id = ?', [BY, root.id])).toBe(1);
  });

  it('update refuses in one line, and changes nothing', async () => {
    const update = (code: string, ...argv: string[]) => refused(code, 'update', root.id, ...argv);
    expect(await update('validation_failed', '--name', ' ', '--postcode', 'x'.repeat(33))).toBe(
      'The name is empty. The postcode is too long (at most 32 characters).',
    );
    expect(await update('validation_failed', '--sub-domain', scene.root.subDomain)).toContain('is taken');
    expect(await update('validation_failed', '--state', 'US-CA')).toContain('name a country');
    expect(await update('currency_not_found', '--currency', 'XXY')).toContain('The currency is not known');
    expect(await update('country_not_found', '--country', 'Narnia')).toContain('The country is not known');
    expect(await update('country_state_not_found', '--state', 'CA')).toContain('such as US-CA');
    expect(await refused('organization_not_found', 'update', 'nobody', '--name', 'x')).toContain('nobody');
    await scene.make.suspend(root);
    expect(await update('organization_suspended', '--name', 'x')).toContain('lift the hold first');
    const bare = await cli('update', root.id);
    expect(bare).toMatchObject({ code: 2, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(bare.err).toContain('name something to change');
  });

  it('annotate adds, replaces in its place, forgets, and lists', async () => {
    const annotate = (...argv: string[]) => done(cli('annotate', root.subDomain, ...argv));
    expect((await annotate()).out).toBe(`${root.subDomain} has no annotations.\n`);
    await annotate('plan=gold', 'account manager=Ada = Lovelace', 'trial', 'empty=');
    const listed = await annotate();
    expect(listed.out).toMatch(
      /KEY\s+VALUE\n\s+plan\s+gold\n\s+account manager\s+Ada = Lovelace\n\s+trial\n\s+empty\n$/,
    );
    const { json } = await annotate('new=1', 'plan=silver', '--remove', 'trial', '--remove', 'never-there', '--json');
    const annotations = [
      { key: 'plan', value: 'silver' },
      { key: 'account manager', value: 'Ada = Lovelace' },
      { key: 'empty', value: '' },
      { key: 'new', value: '1' },
    ];
    expect(json).toEqual({ id: root.id, subDomain: root.subDomain, annotations, changed: true });
    expect(await get('/annotations')).toEqual({ annotations });
    expect((await annotate('plan=silver', '--json')).json).toMatchObject({ annotations, changed: false });
    expect((await annotate('--json')).json).toMatchObject({ annotations, changed: false });
    const [, ...own] = await auditRows(scene.app, root.id);
    expect(own).toEqual([auditRow('organization.annotated'), auditRow('organization.annotated')]);
  });

  it('annotate refuses in one line, and changes nothing', async () => {
    await done(cli('annotate', root.id, 'kept=1'));
    expect(await refused('validation_failed', 'annotate', root.id, '=x')).toBe('The annotations key is empty.');
    expect(await refused('validation_failed', 'annotate', root.id, 'a=1', 'a=2')).toBe(
      'The annotations key is given twice.',
    );
    await scene.make.suspend(root);
    expect(await refused('organization_suspended', 'annotate', root.id, 'a=1')).toContain('lift the hold first');
    expect((await done(cli('annotate', root.id))).out).toContain('kept');
  });

  it('annotate keeps what others note at the same time, or says that it could not', async () => {
    const annotated = await Promise.all(
      Array.from({ length: 6 }, (_, n) => cli('annotate', root.id, `key${n}=${n}`, '--json')),
    );
    const won = annotated.flatMap(({ code }, n) => (code === 0 ? [`key${n}`] : []));
    const lost = annotated.filter(({ code }) => code !== 0);
    expect(won.length).toBeGreaterThan(0);
    for (const one of lost) expect(one).toMatchObject({ code: 1, out: '', error: { code: 'precondition_failed' } });
    const { annotations } = (await get('/annotations')) as { annotations: { key: string }[] };
    expect(annotations.map(({ key }) => key).sort()).toEqual(won);
  });

  it('both end when they are done, as programs of their own', async () => {
    const updated = await done(tenantry(scene.variables, 'organization', 'update', root.id, '--name', 'Process'));
    expect(updated.out).toContain('Changed: name.');
    const annotated = await done(tenantry(scene.variables, 'organization', 'annotate', root.id, 'a=b'));
    expect(annotated.out).toContain('a    b');
  });
});
