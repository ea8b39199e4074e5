import { randomInt } from 'node:crypto';
import { firstIdAt } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { blocksOf } from '../../support/database/list-blocks.js';
import { Amounts } from '../../support/scenes/amounts.js';
import { type TokenPage, TokenScene } from '../../support/scenes/api-tokens.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';

const DAY_MS = 86_400_000;
const MANY = 3_300;
const PATIENCE_MS = 120_000;

// Protects the blocks of tokens: every page is what OFFSET gives, whatever is issued or revoked.
describe.each(testDatabases())('far pages of API tokens on $name', (database) => {
  let scene: TokenScene;
  let operator: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { TOKEN_CACHE_MS: '60000' });
    operator = await scene.make.operatorToken();
    const source = await scene.make.root();
    const from = Date.now() - DAY_MS;
    await manyManaged(scene.app.sql, source, MANY, undefined, (index) => firstIdAt(from + index));
    await new Amounts(scene.app.sql, source, MANY, 'c').tokens(scene.root);
  }, PATIENCE_MS);

  afterAll(() => scene.close());

  const idsOf = async ({ id }: Organization) => {
    const living = 'SELECT id FROM access_tokens WHERE organization_id = ? AND revoked_at IS NULL ORDER BY id';
    return (await scene.app.sql.rows(living, [id])).map((row) => String(row.id));
  };

  const read = async ({ id }: Organization, page: number, perPage: number) => {
    const url = `/core/v1/organizations/${id}/api_tokens?page=${page}&per_page=${perPage}`;
    const { status, body } = await scene.app.call<TokenPage>({ method: 'GET', url, token: operator });
    expect(status).toBe(200);
    return body.api_tokens.map((token) => token.id);
  };

  async function compare(): Promise<void> {
    const ids = await idsOf(scene.root);
    for (const perPage of [7, 100]) {
      const last = Math.ceil(ids.length / perPage);
      const bounds = [999, 1_000, 1_999, 2_000, 3_000].map((offset) => Math.floor(offset / perPage) + 1);
      for (const page of [...bounds, last, last + 1, randomInt(1, last + 1)]) {
        const expected = ids.slice((page - 1) * perPage, page * perPage);
        expect({ page, perPage, ids: await read(scene.root, page, perPage) }).toEqual({ page, perPage, ids: expected });
      }
    }
  }

  it(
    'are those of OFFSET before and after tokens are issued and revoked, and each block has what it says',
    async () => {
      await compare();
      for (let round = 0; round < 3; round++) {
        const ids = await idsOf(scene.root);
        for (const id of new Set(Array.from({ length: 12 }, () => ids[randomInt(MANY - 100)]!))) {
          const url = `/core/v1/api_tokens/${id}`;
          expect((await scene.app.call({ method: 'DELETE', url, token: operator })).status).toBe(200);
        }
        await scene.make.organizationToken(scene.root);
        await compare();
        const [left, blocks] = [await idsOf(scene.root), await blocksOf(scene.app.sql, 'tokens', scene.root.id)];
        expect(blocks).toHaveLength(3);
        expect(blocks.map(({ size }) => size)).toEqual(
          blocks.map(
            ({ lastId }, at) => left.filter((id) => id > (blocks[at - 1]?.lastId ?? '') && id <= lastId).length,
          ),
        );
      }
    },
    PATIENCE_MS,
  );
});
