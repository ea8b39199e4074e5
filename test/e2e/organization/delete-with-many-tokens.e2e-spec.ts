import { firstIdAt } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { REVOKE_BATCH_SIZE } from '../../../src/token/access-token.queries.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { blocksOf } from '../../support/database/list-blocks.js';
import { statementsOf } from '../../support/database/plans.js';
import { Amounts } from '../../support/scenes/amounts.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';

const MANY = 2_300;
const DAY_MS = 86_400_000;

describe.each(testDatabases())('deleting an organization with very many tokens on $name', (database) => {
  let scene: Scene;
  let source: Organization;
  let operator: string;

  beforeAll(async () => {
    scene = await Scene.open(database, { TOKEN_CACHE_MS: '0' });
    operator = await scene.make.operatorToken();
    source = await scene.make.root();
    const from = Date.now() - DAY_MS;
    await manyManaged(scene.app.sql, source, MANY, undefined, (index) => firstIdAt(from + index));
  }, 120_000);

  afterAll(() => scene.close());

  const deletion = ({ id }: Organization): Call => ({
    method: 'DELETE',
    url: `/core/v1/organizations/${id}`,
    token: operator,
  });

  const living = ({ id }: Organization) =>
    scene.app.sql.count('access_tokens', 'organization_id = ? AND revoked_at IS NULL', [id]);

  it('revokes them in transactions of a limited size, with their annotations, and forgets their blocks', async () => {
    const root = await scene.make.root();
    await new Amounts(scene.app.sql, source, MANY, 'c').tokens(root);
    const page = `/core/v1/organizations/${root.id}/api_tokens?page=22&per_page=100`;
    expect((await scene.app.call({ method: 'GET', url: page, token: operator })).status).toBe(200);
    expect(await blocksOf(scene.app.sql, 'tokens', root.id)).toHaveLength(2);
    const sent = await statementsOf(scene.app, async () => {
      expect((await scene.app.call(deletion(root))).body).toEqual({ success: true });
    });
    const revocations = sent.filter(({ sql }) => /UPDATE access_tokens SET revoked_at/.test(sql));
    // The moment of the revocation, and an id for each token.
    expect(revocations.map(({ params }) => params.length - 1)).toEqual([500, 500, 500, 500, 300]);
    const commits = sent.filter(({ sql }) => sql.startsWith('COMMIT'));
    expect(commits.length).toBeGreaterThanOrEqual(revocations.length);
    expect(await living(root)).toBe(0);
    expect(await scene.app.sql.count('access_token_annotations', 'holder_id = ?', [root.id])).toBe(0);
    expect(await blocksOf(scene.app.sql, 'tokens', root.id)).toEqual([]);
  });

  // Protects those that a process which ended did not come to.
  it('leaves none that is accepted, where the process ends before all of them are revoked', async () => {
    const root = await scene.make.root();
    await new Amounts(scene.app.sql, source, REVOKE_BATCH_SIZE + 1, 'd').tokens(root);
    const last = await scene.make.organizationToken(root);
    const call: Call = { method: 'GET', url: '/core/v1/currencies', token: last };
    expect((await scene.app.call(call)).status).toBe(200);
    await scene.app.sql.execute('UPDATE organizations SET deleted_at = ? WHERE id = ?', [Date.now(), root.id]);
    expect(await living(root)).toBe(REVOKE_BATCH_SIZE + 2);
    const { status, body } = await scene.app.call<{ error: { code: string } }>(call);
    expect([status, body.error.code]).toEqual([404, 'organization_not_found']);
  });
});
