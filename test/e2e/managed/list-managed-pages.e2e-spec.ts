import { randomInt } from 'node:crypto';
import { firstIdAt } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { blocksOf } from '../../support/database/list-blocks.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 120_000;
const SIZES = [1, 7, 100, 200] as const;

// Protects the blocks by which a far page is found: every page is what OFFSET gives, whatever is created or deleted.
describe.each(testDatabases())('far pages of managed organizations on $name', (database) => {
  let scene: Scene;
  let replica: TestApp;
  let operator: string;
  let batches = 0;

  beforeAll(async () => {
    scene = await Scene.open(database, { TOKEN_CACHE_MS: '60000' });
    // SQLite has one process.
    replica = database.name === 'sqlite' ? scene.app : await startApp(scene.app.env);
    operator = await scene.make.operatorToken();
  }, PATIENCE_MS);

  afterAll(async () => {
    if (replica !== scene.app) await replica.close();
    await scene.close();
  });

  /** So many that are old enough for blocks, behind those of earlier calls. */
  const oldOnes = (parent: Organization, number: number) => {
    const from = Date.now() - DAY_MS + batches++ * 1_000_000;
    return manyManaged(scene.app.sql, parent, number, undefined, (index) => firstIdAt(from + index));
  };

  const idsOf = async ({ id }: Organization) => {
    const living = 'SELECT id FROM organizations WHERE parent_id = ? AND deleted_at IS NULL ORDER BY id';
    return (await scene.app.sql.rows(living, [id])).map((row) => String(row.id));
  };

  const read = async (app: TestApp, { id }: Organization, page: number, perPage: number) => {
    const url = `/core/v1/organizations/${id}/managed?page=${page}&per_page=${perPage}`;
    const { status, body } = await app.call<{ organizations: { id: string }[] }>({
      method: 'GET',
      url,
      token: operator,
    });
    expect(status).toBe(200);
    return body.organizations.map((organization) => organization.id);
  };

  const remove = async (app: TestApp, id: string) => {
    const url = `/core/v1/managed_organizations/${id}`;
    expect((await app.call({ method: 'DELETE', url, token: operator })).status).toBe(200);
  };

  const create = async (app: TestApp, { id }: Organization) => {
    const json = { name: 'N', sub_domain: aSubDomain() };
    const url = `/core/v1/organizations/${id}/managed`;
    expect((await app.call({ method: 'POST', url, json, token: operator })).status).toBe(201);
  };

  const sliceOf = (ids: readonly string[], page: number, perPage: number) =>
    ids.slice((page - 1) * perPage, page * perPage);

  /** Pages of all sizes, at the bounds of blocks and anywhere, by both processes. */
  async function compare(parent: Organization): Promise<void> {
    const ids = await idsOf(parent);
    for (const perPage of SIZES) {
      const last = Math.ceil(ids.length / perPage);
      const bounds = [999, 1_000, 1_001, 1_999, 2_000, 5_000].map((offset) => Math.floor(offset / perPage) + 1);
      const pages = [...bounds, last, last + 1, ...Array.from({ length: 6 }, () => randomInt(1, last + 1))];
      for (const page of pages) {
        const app = randomInt(2) === 0 ? scene.app : replica;
        const shown = await read(app, parent, page, perPage);
        expect({ page, perPage, ids: shown }).toEqual({ page, perPage, ids: sliceOf(ids, page, perPage) });
      }
    }
  }

  const blocks = (parent: Organization, level: 1 | 2) => blocksOf(scene.app.sql, 'managed', parent.id, level);

  /** Each block has as many as it says. */
  async function expectExact(parent: Organization): Promise<void> {
    const ids = await idsOf(parent);
    for (const level of [1, 2] as const) {
      let after = '';
      for (const { lastId: end, size } of await blocks(parent, level)) {
        expect(size).toBe(ids.filter((id) => id > after && id <= end).length);
        after = end;
      }
    }
  }

  it(
    'are those of OFFSET before and after creations and deletions, and with new blocks',
    async () => {
      const parent = await scene.make.root();
      await oldOnes(parent, 3_300);
      await compare(parent);
      for (let round = 0; round < 4; round++) {
        const ids = await idsOf(parent);
        const gone = new Set(Array.from({ length: 12 }, () => ids[randomInt(ids.length)]!));
        for (const id of gone) await remove(randomInt(2) === 0 ? scene.app : replica, id);
        for (let made = 0; made < 3; made++) await create(replica, parent);
        await compare(parent);
        await expectExact(parent);
      }
      expect(await blocks(parent, 1)).toHaveLength(3);
    },
    PATIENCE_MS,
  );

  it(
    'are those of a moment, while others are deleted one after another',
    async () => {
      const parent = await scene.make.root();
      await oldOnes(parent, 2_600);
      const states = [await idsOf(parent)];
      let done = false;
      const deleting = (async () => {
        for (let at = 0; at < 40; at++) {
          const ids = states.at(-1)!;
          const gone = ids[randomInt(ids.length)]!;
          states.push(ids.filter((id) => id !== gone));
          await remove(scene.app, gone);
        }
        done = true;
      })();
      const seen: string[] = [];
      const reading = async (app: TestApp) => {
        while (!done) seen.push((await read(app, parent, randomInt(11, 26), 100)).join());
      };
      await Promise.all([deleting, reading(scene.app), reading(replica), reading(replica)]);
      const possible = new Set(
        states.flatMap((ids) => Array.from({ length: 26 }, (_, page) => sliceOf(ids, page, 100).join())),
      );
      expect(seen.length).toBeGreaterThan(20);
      expect(seen.filter((page) => !possible.has(page))).toEqual([]);
      await expectExact(parent);
      await compare(parent);
    },
    PATIENCE_MS,
  );

  it(
    'are found through sections where there are very many, and blocks are added once by several processes',
    async () => {
      const parent = await scene.make.root();
      const ids = await oldOnes(parent, 52_500);
      const last = ids.length / 100;
      const pages = await Promise.all(
        [1, 2, 3, 4].map((_, at) => read(at % 2 === 0 ? scene.app : replica, parent, last - at, 100)),
      );
      expect(pages).toEqual(pages.map((_, at) => sliceOf(ids, last - at, 100)));
      expect(await blocks(parent, 1)).toHaveLength(52);
      expect(await blocks(parent, 2)).toEqual([{ lastId: ids[49_999], size: 50_000 }]);
      for (const at of [52_400, 51_500, 50_000, 49_999, 17, 0]) await remove(scene.app, ids[at]!);
      expect((await blocks(parent, 2))[0]?.size).toBe(49_997);
      await expectExact(parent);
      await compare(parent);
    },
    PATIENCE_MS,
  );

  it('have no block of those whose neighbours may still appear', async () => {
    const parent = await scene.make.root();
    const ids = await manyManaged(scene.app.sql, parent, 4_000);
    expect(await read(scene.app, parent, 35, 100)).toEqual(sliceOf(ids, 35, 100));
    expect(await blocks(parent, 1)).toEqual([]);
  });
});
