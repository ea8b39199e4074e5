import { randomInt } from 'node:crypto';
import { firstIdAt } from '../../../src/common/ids.js';
import { ACCOUNT_TYPES } from '../../../src/enterprise/enterprise-fingerprint.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { blocksOf } from '../../support/database/list-blocks.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { manyEnterprises } from '../../support/scenes/many-enterprises.js';

const DAY_MS = 86_400_000;
const MANY = 7_000;
const PATIENCE_MS = 120_000;

interface Summary {
  readonly inventory: { readonly totalCount: number; readonly deletedCount: number };
  readonly byAccountTypeAndVerificationState: Record<'individual' | 'entity', { readonly unverified: number }>;
}

// Protects the blocks by which enterprises are counted: the numbers are exact, whatever is created or deleted.
describe.each(testDatabases())('counting very many enterprises on $name', (database) => {
  let scene: EnterpriseScene;
  let replica: TestApp;
  let organization: Organization;
  let token: string;
  let operator: string;
  let ids: string[];

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    // SQLite has one process.
    replica = database.name === 'sqlite' ? scene.app : await startApp(scene.app.env);
    ({ organization, token } = await scene.root());
    operator = await scene.make.operatorToken();
    const { id: userId } = await scene.make.user();
    const from = Date.now() - DAY_MS;
    ids = await manyEnterprises(scene.app.sql, organization, userId, MANY, (index) => ({
      id: firstIdAt(from + index),
      accountType: index % 3 === 0 ? 'entity' : 'individual',
    }));
  }, PATIENCE_MS);

  afterAll(async () => {
    if (replica !== scene.app) await replica.close();
    await scene.close();
  });

  const anyApp = () => (randomInt(2) === 0 ? scene.app : replica);

  const counted = async (type: string) =>
    scene.app.sql.count('enterprises', 'organization_id = ? AND account_type = ?', [organization.id, type]);

  async function expectExact(deleted: number): Promise<void> {
    const [individual, entity] = [await counted('individual'), await counted('entity')];
    for (const app of [scene.app, replica]) {
      const url = `/api/v2/organization/${organization.id}/enterprises/summary`;
      const { body } = await app.call<Summary>({ method: 'GET', url, token });
      expect(body.inventory).toMatchObject({ totalCount: individual + entity, deletedCount: deleted });
      const { individual: ofPeople, entity: ofCompanies } = body.byAccountTypeAndVerificationState;
      expect([ofPeople.unverified, ofCompanies.unverified]).toEqual([individual, entity]);
      const list = await app.call<{ organizations: object[] }>({ method: 'GET', url: '/api/v2/organization', token });
      expect(list.body.organizations).toMatchObject([{ enterpriseCount: individual + entity }]);
    }
  }

  it(
    'is exact before and after creations and deletions, with more and more of them in blocks',
    async () => {
      await expectExact(0);
      let deleted = 0;
      for (let round = 0; round < 3; round++) {
        const places = new Set(Array.from({ length: 10 }, () => randomInt(ids.length)));
        for (const id of [...places].map((place) => ids[place]!)) {
          const url = `/api/v2/enterprise/${id}`;
          expect((await anyApp().call({ method: 'DELETE', url, token: operator })).status).toBe(200);
          ids = ids.filter((each) => each !== id);
          deleted++;
        }
        for (const accountType of ACCOUNT_TYPES) {
          const answer = await anyApp().call(creation(organization, token, anEnterprise({ accountType })));
          expect(answer.status).toBe(200);
        }
        await expectExact(deleted);
      }
      for (const [type, blocks] of [['individual', 4] as const, ['entity', 2] as const]) {
        expect((await blocksOf(scene.app.sql, type, organization.id)).length).toBeGreaterThanOrEqual(blocks);
      }
    },
    PATIENCE_MS,
  );

  it(
    'is exact while several are deleted at the same time as blocks are added',
    async () => {
      const other = await scene.root();
      const { id: userId } = await scene.make.user();
      const from = Date.now() - 2 * DAY_MS;
      const theirs = await manyEnterprises(scene.app.sql, other.organization, userId, MANY, (index) => ({
        id: firstIdAt(from + index),
      }));
      const summary = `/api/v2/organization/${other.organization.id}/enterprises/summary`;
      const gone = theirs.filter((_, index) => index % 350 === 0);
      await Promise.all([
        ...gone.map((id) => anyApp().call({ method: 'DELETE', url: `/api/v2/enterprise/${id}`, token: operator })),
        ...Array.from({ length: 6 }, () => anyApp().call({ method: 'GET', url: summary, token: other.token })),
      ]);
      const { body } = await scene.app.call<Summary>({ method: 'GET', url: summary, token: other.token });
      const left = await scene.app.sql.count('enterprises', 'organization_id = ?', [other.organization.id]);
      expect(left).toBe(MANY - gone.length);
      expect(body.inventory).toMatchObject({ totalCount: left, deletedCount: gone.length });
      const blocks = await blocksOf(scene.app.sql, 'individual', other.organization.id);
      expect(blocks.length).toBeGreaterThan(2);
    },
    PATIENCE_MS,
  );
});
