import { firstIdAt } from '../../src/common/ids.js';
import type { Organization } from '../../src/organization/organization.js';
import type { Call } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { examinedBy, planOf, statementsOf } from '../support/database/plans.js';
import { type Trip, tripsOf } from '../support/database/statement-log.js';
import { Scene } from '../support/scenes/managed-organizations.js';
import { manyManaged } from '../support/scenes/many-organizations.js';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 120_000;
const PER_PAGE = 100;
const NUMBERS = [2_000, 20_000] as const;

/** At most so many are skipped behind a mark, and as many blocks are added up to find its position. */
const [BLOCK, SECTION] = [1_000, 50];

const BY_INDEX = 'SEARCH o USING COVERING INDEX ix_organizations_living (parent_id=? AND deleted_at=? AND id>?)';

describe.each(testDatabases())('what a page of managed organizations costs on $name', (database) => {
  let scene: Scene;
  let token: string;
  const parents = new Map<number, Organization>();

  beforeAll(async () => {
    scene = await Scene.open(database, { TOKEN_CACHE_MS: '60000' });
    token = await scene.make.operatorToken();
    for (const number of NUMBERS) {
      const parent = await scene.make.root();
      parents.set(number, parent);
      const from = Date.now() - number * DAY_MS;
      await manyManaged(scene.app.sql, parent, number, undefined, (index) => firstIdAt(from + index));
    }
    if (database.name === 'mariadb') await scene.app.sql.rows('ANALYZE TABLE organizations');
  }, PATIENCE_MS);

  afterAll(() => scene.close());

  const page = (number: number, at: number): Call => ({
    method: 'GET',
    url: `/core/v1/organizations/${parents.get(number)!.id}/managed?page=${at}&per_page=${PER_PAGE}`,
    token,
  });

  /** The statements about the page, of a request that is not the first one for it. */
  async function statementsFor(number: number, at: number): Promise<Trip[]> {
    await scene.app.call(page(number, at));
    const sent = await statementsOf(scene.app, () => scene.app.call(page(number, at)));
    const first = sent.findIndex(({ sql }) => sql.includes('COUNT(*) AS n'));
    // Uses of tokens are written beside the requests.
    return sent.slice(first).filter(({ sql }) => sql.startsWith('SELECT'));
  }

  const pagesOf = (number: number) => ({ first: 1, middle: number / 2 / PER_PAGE, last: number / PER_PAGE });

  // Protects the marks: OFFSET alone would skip 19,900 entries of the index for the last page.
  it('does not grow with how far it is behind, or how many there are', async () => {
    const reads: Record<string, number> = {};
    for (const number of NUMBERS) {
      for (const [name, at] of Object.entries(pagesOf(number))) {
        const statements = await statementsFor(number, at);
        const offset = (at - 1) * PER_PAGE;
        expect(statements).toHaveLength(offset < BLOCK ? 2 : 3);
        if (database.name === 'sqlite') {
          const plans = await Promise.all(statements.map((statement) => planOf(scene.app, statement)));
          if (offset >= BLOCK) expect(plans[1]).toContain(BY_INDEX);
          // The number of entries that are skipped is the last value.
          expect(Number(statements[1]!.params.at(-1))).toBeLessThan(BLOCK);
        } else {
          const examined = await examinedBy(scene.app.sql, statements);
          reads[`${name} of ${number}`] = examined.reduce((sum, rows) => sum + rows, 0);
        }
      }
    }
    const first = reads['first of 2000'] ?? 0;
    for (const each of Object.values(reads)) expect(each).toBeLessThanOrEqual(first + BLOCK + SECTION + 10);
    // The last pages begin at the same distance from their marks.
    expect(Math.abs((reads['last of 20000'] ?? 0) - (reads['last of 2000'] ?? 0))).toBeLessThanOrEqual(SECTION);
  });

  it('takes as many trips wherever it is', async () => {
    const trips: number[] = [];
    for (const at of Object.values(pagesOf(20_000))) {
      await scene.app.call(page(20_000, at));
      trips.push((await tripsOf(scene.app, () => scene.app.call(page(20_000, at)))).length);
    }
    // On SQLite each statement is one, and the position of a mark is a statement.
    const more = database.name === 'sqlite' ? 1 : 0;
    expect(trips).toEqual([trips[0], trips[0]! + more, trips[0]! + more]);
  });
});
