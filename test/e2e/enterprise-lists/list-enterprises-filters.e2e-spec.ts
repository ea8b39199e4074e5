import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aKey } from '../../support/scenes/factories.js';
import { manyEnterprises } from '../../support/scenes/many-enterprises.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { tokenUseIsWritten } from '../../support/database/statement-log.js';

interface Listed {
  readonly enterprises: { readonly id: string; readonly name: string }[];
  readonly nextBatchPrevId?: string;
  readonly nextSearchAfter?: string;
}

describe.each(testDatabases())('the filters of GET …/enterprise on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    ({ organization, token } = await scene.root());
  });

  afterAll(() => scene.close());

  const listing = (query: Record<string, string> | string, of = organization, as = token) => ({
    method: 'GET' as const,
    url: `/api/v2/organization/${of.id}/enterprise?${new URLSearchParams(query).toString()}`,
    token: as,
  });
  const list = async (query: Record<string, string> | string, of = organization, as = token) => {
    const answer = await scene.app.call<Listed>(listing(query, of, as));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer.body;
  };
  const names = async (...asked: Parameters<typeof list>) => (await list(...asked)).enterprises.map(({ name }) => name);

  /** An organization with enterprises of these emails, created through the API. */
  const withEmails = async (suffix: string | undefined, ...emails: string[]) => {
    const made = await scene.root(suffix === undefined ? {} : { suffix });
    const ids: string[] = [];
    for (const email of emails) {
      const { body } = await scene.created(creation(made.organization, made.token, anEnterprise({ email })));
      ids.push(body.enterpriseId);
    }
    return { ...made, ids };
  };

  describe('search', () => {
    it('finds by the beginning of the name, in any case, by name and then the oldest first', async () => {
      const emails = [
        'Bo@example.com',
        'ada@b.example',
        'ADA@A.example',
        'adam@example.com',
        'xada@example.com',
        'ada😀@example.com',
      ];
      const { organization: of, token: as, ids } = await withEmails(undefined, ...emails, 'ada@b.example');
      await withEmails(undefined, 'ada@b.example');
      const found = await list({ search: 'aDa' }, of, as);
      expect(found).toEqual({
        enterprises: [
          { id: ids[2], name: 'ADA@A.example' },
          { id: ids[1], name: 'ada@b.example' },
          { id: ids[6], name: 'ada@b.example' },
          { id: ids[3], name: 'adam@example.com' },
          { id: ids[5], name: 'ada😀@example.com' },
        ],
      });
      expect(await names({ search: 'ada@a' }, of, as)).toEqual(['ADA@A.example']);
      expect(await names({ search: 'example' }, of, as)).toEqual([]);
    });

    it('treats wildcards as plain characters, and ignores white space at the end', async () => {
      const emails = ['a_b@example.com', 'axb@example.com', 'a%b@example.com'];
      const { organization: of, token: as } = await withEmails(' (x) y', ...emails);
      expect(await names({ search: 'a_' }, of, as)).toEqual(['a_b@example.com (x) y']);
      expect(await names({ search: 'a%' }, of, as)).toEqual(['a%b@example.com (x) y']);
      expect(await names({ search: 'axb@example.com ' }, of, as)).toEqual(['axb@example.com (x) y']);
      expect(await names({ search: 'axb@example.com (x)  ' }, of, as)).toEqual(['axb@example.com (x) y']);
      expect(await names({ search: 'axb@example.com (x) y\u0001' }, of, as)).toHaveLength(1);
      expect(await names({ search: ' axb' }, of, as)).toEqual([]);
    });

    it('finds a name before a space, and by the beginning of a Greek word', async () => {
      const { organization: of, token: as } = await withEmails(' (x)', 'ada@example.com', 'ΑΣΑ@example.com');
      expect(await names({ search: 'ada@example.com' }, of, as)).toEqual(['ada@example.com (x)']);
      expect(await names({ search: 'ασ' }, of, as)).toEqual(['ΑΣΑ@example.com (x)']);
      expect(await names({ search: 'ΑΣ' }, of, as)).toEqual(['ΑΣΑ@example.com (x)']);
    });

    it('finds composed letters by decomposed ones, and vice versa', async () => {
      const { organization: of, token: as } = await withEmails(undefined, 'zo\u00eb@example.com');
      expect(await names({ search: 'ZOE\u0308' }, of, as)).toEqual(['zo\u00eb@example.com']);
    });

    it('finds by the whole id, only in this organization, and never by a part of it', async () => {
      const { organization: of, token: as, ids } = await withEmails(undefined, 'a@example.com', 'b@example.com');
      expect((await list({ search: ids[1]! }, of, as)).enterprises).toEqual([{ id: ids[1], name: 'b@example.com' }]);
      expect((await list({ search: ids[1]!.slice(0, 31) }, of, as)).enterprises).toEqual([]);
      expect((await list({ search: ids[1]! })).enterprises).toEqual([]);
      expect((await list({ search: ids[1]!, accountType: 'entity' }, of, as)).enterprises).toEqual([]);
      const hex = `${newId()}@example.com`;
      const other = await withEmails(undefined, hex);
      expect(await names({ search: hex.slice(0, 32) }, other.organization, other.token)).toEqual([hex]);
    });

    it('continues with nextSearchAfter, which the last page does not have', async () => {
      const emails = ['a3@example.com', 'a1@example.com', 'a2@example.com', 'a1@example.com', 'b@example.com'];
      const { organization: of, token: as, ids } = await withEmails(undefined, ...emails);
      const first = await list({ search: 'a', limit: '2' }, of, as);
      expect(first.enterprises.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
      expect(first.nextBatchPrevId).toBe(ids[3]);
      const second = await list({ search: 'a', limit: '2', searchAfter: first.nextSearchAfter! }, of, as);
      expect(second).toEqual({
        enterprises: [
          { id: ids[2], name: 'a2@example.com' },
          { id: ids[0], name: 'a3@example.com' },
        ],
      });
    });

    it.each([
      [{ search: 'x', idempotencyKey: 'k' }, 'search', 'excluded'],
      [{ search: 'x', prevId: '0'.repeat(32) }, 'search', 'excluded'],
      [{ search: 'x', thirdPartyLabel: 'crm', thirdPartyId: '7' }, 'search', 'excluded'],
      [{ search: '' }, 'search', 'too_short'],
      [{ search: '  ' }, 'search', 'pattern'],
      [{ search: '\u0001 \u007f' }, 'search', 'pattern'],
      [{ search: 'x'.repeat(321) }, 'search', 'too_long'],
      [{ searchAfter: Buffer.from(`["a","${'0'.repeat(32)}"]`).toString('base64url') }, 'search', 'missing'],
      [{ search: 'x', searchAfter: 'x' }, 'searchAfter', 'pattern'],
      [{ search: 'x', searchAfter: Buffer.from('["a","b"]').toString('base64url') }, 'searchAfter', 'pattern'],
      [{ search: 'x', searchAfter: Buffer.from('7').toString('base64url') }, 'searchAfter', 'pattern'],
      [
        { search: 'x', searchAfter: Buffer.from(`["\\u0000","${'0'.repeat(32)}"]`).toString('base64url') },
        'searchAfter',
        'pattern',
      ],
      [{ thirdPartyLabel: 'crm' }, 'thirdPartyId', 'missing'],
      [{ thirdPartyId: '7' }, 'thirdPartyLabel', 'missing'],
      [{ thirdPartyLabel: '', thirdPartyId: '7' }, 'thirdPartyLabel', 'too_short'],
      [{ thirdPartyLabel: 'c', thirdPartyId: '7', idempotencyKey: 'k' }, 'thirdPartyLabel', 'excluded'],
      [{ accountType: 'company' }, 'accountType', 'invalid_enum_value'],
      [{ kycState: 'verified' }, 'kycState', 'invalid_enum_value'],
      [{ businessModel: 'x' }, 'businessModel', 'invalid_enum_value'],
      ['kycState=pending&kycState=x', 'kycState', 'invalid_enum_value'],
      ['kycState[x]=pending', 'kycState', 'invalid_scalar'],
    ] as const)('is refused with the reason: %j', async (query, path, rule) => {
      await scene.refuses(listing(query), 400, 'Invalid', { fields: [{ path, rule }] });
    });
  });

  describe('thirdPartyLabel and thirdPartyId', () => {
    it('find those with exactly this identifier, oldest first and by pages', async () => {
      const known = { label: 'crm', id: 'C-1' };
      const ids: string[] = [];
      for (const thirdPartyIdentifier of [[known, { label: 'erp', id: '1' }], [known], [{ label: 'C-1', id: 'crm' }]]) {
        const { body } = await scene.created(creation(organization, token, anEnterprise({ thirdPartyIdentifier })));
        ids.push(body.enterpriseId);
      }
      const other = await scene.root();
      await scene.created(creation(other.organization, other.token, anEnterprise({ thirdPartyIdentifier: [known] })));
      const asked = { thirdPartyLabel: 'crm', thirdPartyId: 'C-1' };
      expect((await list(asked)).enterprises.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const first = await list({ ...asked, limit: '1' });
      expect(first).toEqual({ enterprises: [expect.anything()], nextBatchPrevId: ids[0] });
      const second = await list({ ...asked, limit: '1', prevId: ids[0]! });
      expect(second).toEqual({ enterprises: [{ id: ids[1], name: expect.any(String) as unknown }] });
      const misses: Record<string, string>[] = [
        { thirdPartyId: 'c-1' },
        { thirdPartyLabel: 'CRM' },
        { accountType: 'entity' },
      ];
      for (const miss of misses) {
        expect(await names({ ...asked, ...miss })).toEqual([]);
      }
    });
  });

  describe('accountType, kycState and businessModel', () => {
    it('match those of the type, together with every other filter', async () => {
      const { organization: of, token: as } = await scene.root();
      const idempotencyKey = aKey();
      const inputs = [{ accountType: 'entity', idempotencyKey }, {}, { accountType: 'individual' }];
      for (const [index, input] of inputs.entries()) {
        await scene.created(creation(of, as, anEnterprise({ email: `t${index}@example.com`, ...input })));
      }
      expect(await names({ accountType: 'entity' }, of, as)).toEqual(['t0@example.com']);
      expect(await names({ accountType: 'individual' }, of, as)).toEqual(['t1@example.com', 't2@example.com']);
      expect(await names({ accountType: 'individual', search: 't' }, of, as)).toHaveLength(2);
      expect(await names({ accountType: 'individual', idempotencyKey }, of, as)).toEqual([]);
      expect(await names({ accountType: 'entity', idempotencyKey }, of, as)).toHaveLength(1);
      const first = await list({ accountType: 'individual', limit: '1' }, of, as);
      const second = await list({ accountType: 'individual', limit: '1', prevId: first.nextBatchPrevId! }, of, as);
      expect(second).toEqual({ enterprises: [{ id: expect.any(String) as unknown, name: 't2@example.com' }] });
    });

    it.each([
      ['kycState=unverified', 1],
      ['kycState=approved', 0],
      ['kycState=approved&kycState=unverified', 1],
      ['kycState=unverified&kycState=rejected', 1],
      ['kycState[]=approved&kycState[]=pending', 0],
      ['businessModel=cryptoAsAServiceChild', 1],
      ['businessModel=bitgoAsAService', 0],
      ['businessModel=bitgoAsAService&businessModel=cryptoAsAServiceChild&kycState=pending', 0],
      ['search=t&kycState=approved', 0],
      ['search=t&kycState=unverified', 1],
    ])('match by constants that are the same for every enterprise: %s', async (query, number) => {
      const { organization: of, token: as } = await withEmails(undefined, 't@example.com');
      expect(await names(query, of, as)).toHaveLength(number);
    });
  });

  it('reads each of them from its index, without sorting', async () => {
    const full = await scene.root();
    const { userId } = await scene.make.enterprise(await scene.make.root());
    const known = { label: 'crm', id: 'same' };
    const ids = await manyEnterprises(scene.app.sql, full.organization, userId, 1_500, (index) => ({
      name: index % 3 === 0 ? 'same@example.com' : `n${index}@example.com`,
      accountType: index % 2 === 0 ? 'entity' : 'individual',
      ...(index % 5 === 0 && { thirdPartyIdentifier: known }),
    }));
    for (const table of ['enterprises', 'third_party_identifiers']) {
      await scene.app.sql.execute(database.name === 'mariadb' ? `ANALYZE TABLE ${table}` : 'ANALYZE');
    }
    const first = await list({ search: 'same', limit: '100' }, full.organization, full.token);
    await tokenUseIsWritten(scene.app, full.token);
    const plan = async (query: Record<string, string>) => {
      const statements = await statementsOf(scene.app, () => list(query, full.organization, full.token));
      return (await planOf(scene.app, statements.at(-1)!)).join('; ');
    };
    const pair = { thirdPartyLabel: known.label, thirdPartyId: known.id };
    const plans = [
      await plan({ accountType: 'entity' }),
      await plan({ accountType: 'entity', prevId: ids[700]! }),
      await plan({ search: 'n1' }),
      await plan({ search: 'same', searchAfter: first.nextSearchAfter! }),
      await plan({ search: 'same', accountType: 'entity' }),
      await plan(pair),
      await plan({ ...pair, prevId: ids[700]!, accountType: 'entity' }),
    ];
    const byName = 'SEARCH e USING INDEX ix_enterprises_name (organization_id=? AND name_search>? AND name_search<?)';
    const byType = 'ix_enterprises_account_type (organization_id=? AND account_type=? AND id>?)';
    const byPair = `SEARCH t USING COVERING INDEX ix_third_party_identifiers_pair (organization_id=? AND pair_hash=? AND enterprise_id>?)`;
    const byKey = 'SEARCH e USING INDEX sqlite_autoindex_enterprises_1 (id=?)';
    const expected =
      database.name === 'mariadb'
        ? [
            ...Array.from({ length: 2 }, () => 'e range ix_enterprises_account_type'),
            ...Array.from({ length: 3 }, () => 'e range ix_enterprises_name'),
            ...Array.from({ length: 2 }, () => 't range ix_third_party_identifiers_pair covering; e eq_ref PRIMARY'),
          ]
        : [
            ...Array.from({ length: 2 }, () => `SEARCH e USING INDEX ${byType}`),
            ...[byName, byName, byName],
            ...Array.from({ length: 2 }, () => `${byPair}; ${byKey}`),
          ];
    expect(plans).toEqual(expected);
  });
});
