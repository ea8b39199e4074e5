import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { manyEnterprises } from '../../support/scenes/many-enterprises.js';

interface Page {
  readonly enterprises: readonly { readonly id: string; readonly name: string }[];
  readonly nextBatchPrevId?: string;
  readonly nextSearchAfter?: string;
}

const MANY = 50_000;
const PATIENCE = 240_000;
/** One in this many shares a prefix with others, and one in this many of those its whole name. */
const SHARING = 10;

describe.each(testDatabases())('reading all pages of an organization with 50,000 enterprises on $name', (database) => {
  let scene: EnterpriseScene;
  let organization: Organization;
  let token: string;
  let ids: string[];

  /** In no order of time, with upper case and other letters among them; a third of those with the same prefix are equal. */
  const nameOf = (index: number) => {
    if (index % SHARING !== 0) return `user-${(index * 7_919) % MANY}@example.com`;
    const ordinal = (index * 7_919) % MANY;
    return index % 3 === 0 ? 'Shared@example.com' : `${index % 2 === 0 ? 'Shared' : 'sHARED'}-${ordinal}-ü@example.com`;
  };

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database, { TOKEN_CACHE_MS: '60000' });
    ({ organization, token } = await scene.root());
    const { userId } = await scene.make.enterprise(await scene.make.root());
    ids = await manyEnterprises(scene.app.sql, organization, userId, MANY, (index) => ({ name: nameOf(index) }));
  }, PATIENCE);

  afterAll(() => scene.close());

  /** Reads to the end while one more is created before each page; also returns the names of those. */
  const readAll = async (query: string, next: (page: Page) => string | undefined, arriving: string[]) => {
    const seen: string[] = [];
    const pages: number[] = [];
    for (let more: string | undefined = ''; more !== undefined;) {
      const email = arriving.shift();
      if (email) await scene.created(creation(organization, token, anEnterprise({ email })));
      const url = `/api/v2/organization/${organization.id}/enterprise?limit=500${query}${more}`;
      const { status, body } = await scene.app.call<Page>({ method: 'GET', url, token });
      expect(status).toBe(200);
      seen.push(...body.enterprises.map(({ id }) => id));
      pages.push(body.enterprises.length);
      more = next(body);
    }
    return { seen, pages };
  };

  const expectEachOnce = (seen: readonly string[], expected: readonly string[]) => {
    const times = new Map<string, number>();
    for (const id of seen) times.set(id, (times.get(id) ?? 0) + 1);
    expect(seen).toHaveLength(times.size);
    expect(expected.filter((id) => !times.has(id))).toEqual([]);
  };

  it(
    'meets every enterprise that was there at the beginning exactly once, oldest first',
    async () => {
      const arriving = Array.from({ length: 60 }, (_, index) => `arriving-${index}@example.com`);
      const next = ({ nextBatchPrevId }: Page) => nextBatchPrevId && `&prevId=${nextBatchPrevId}`;
      const { seen, pages } = await readAll('', next, arriving);
      expectEachOnce(seen, ids);
      expect(seen).toEqual([...seen].sort());
      expect(seen.slice(0, MANY)).toEqual(ids);
      expect(pages.slice(0, -1).every((length) => length === 500)).toBe(true);
    },
    PATIENCE,
  );

  it(
    'meets every one that shares a prefix exactly once, whatever arrives before and behind the place',
    async () => {
      const sharing = ids.filter((_, index) => index % SHARING === 0);
      const arriving = [
        'shared!@example.com',
        'SHARED@example.com',
        'shared~@example.com',
        'shared-25000-x@example.com',
      ];
      const next = ({ nextSearchAfter }: Page) => nextSearchAfter && `&searchAfter=${nextSearchAfter}`;
      const { seen } = await readAll('&search=sHaReD', next, arriving);
      expectEachOnce(seen, sharing);
      expect(seen.length).toBeLessThanOrEqual(sharing.length + 4);
      expect(seen.length).toBeGreaterThan(sharing.length);
    },
    PATIENCE,
  );

  it(
    'does not lose its place in a search when the enterprise there is renamed',
    async () => {
      const url = `/api/v2/organization/${organization.id}/enterprise?search=shared-&limit=500`;
      const first = (await scene.app.call<Page>({ method: 'GET', url, token })).body;
      const second = (
        await scene.app.call<Page>({ method: 'GET', url: `${url}&searchAfter=${first.nextSearchAfter}`, token })
      ).body;
      const last = first.enterprises.at(-1)!.id;
      await scene.app.sql.execute(`UPDATE enterprises SET name = 'x', name_search = 'x' WHERE id = ?`, [last]);
      const again = (
        await scene.app.call<Page>({ method: 'GET', url: `${url}&searchAfter=${first.nextSearchAfter}`, token })
      ).body;
      expect(again).toEqual(second);
    },
    PATIENCE,
  );
});
