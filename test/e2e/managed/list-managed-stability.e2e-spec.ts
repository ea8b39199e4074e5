import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';

interface Listed {
  readonly pagination: Record<string, unknown>;
  readonly organizations: { readonly id: string }[];
}

const MANY = 10_000;
const PER_PAGE = 200;
const PATIENCE_MS = 120_000;
const SHARED = { key: 'env', value: 'prod' };

// Protects the order by id of both ways to a page: any other order would move what is there when something is created.
describe.each(testDatabases())('reading 10,000 managed organizations to the end on $name', (database) => {
  let scene: Scene;
  let parent: Organization;
  let token: string;
  let ids: string[];

  beforeAll(async () => {
    scene = await Scene.open(database);
    parent = await scene.make.root();
    token = await scene.make.organizationToken(parent);
    ids = await manyManaged(scene.app.sql, parent, MANY, (index) =>
      index % 4 === 0 ? [{ key: 'env', value: 'test' }] : [{ key: 'n', value: String(index % 7) }, SHARED],
    );
  }, PATIENCE_MS);

  afterAll(() => scene.close());

  const url = () => `/core/v1/organizations/${parent.id}/managed`;

  /** Creates one after another, in two lines at once, until it is stopped; returns their ids. */
  const creating = () => {
    const made: string[] = [];
    let stopped = false;
    const line = async () => {
      while (!stopped) {
        const json = { name: 'Aaa', sub_domain: aSubDomain('a'), annotations: [SHARED] };
        const { status, body } = await scene.app.call<{ organization: { id: string } }>({
          ...{ method: 'POST', url: url(), token, json },
        });
        expect(status).toBe(201);
        made.push(body.organization.id);
      }
    };
    const lines = Promise.all([line(), line()]);
    const stop = async () => {
      stopped = true;
      await lines;
    };
    return { made, stop };
  };

  const readToTheEnd = async (query: string) => {
    const seen: string[] = [];
    for (let page = 1; ; page++) {
      const answer = await scene.app.call<Listed>({ method: 'GET', url: `${url()}?page=${page}${query}`, token });
      expect(answer.status).toBe(200);
      expect(answer.body.pagination).toMatchObject({ current_page: page, total: null, large_set: true });
      if (answer.body.organizations.length === 0) return seen;
      seen.push(...answer.body.organizations.map(({ id }) => id));
    }
  };

  it.each([
    ['all of them', '', () => true],
    [
      'those with an annotation that thousands share',
      '&annotations[][key]=env&annotations[][value]=prod',
      (index: number) => index % 4 !== 0,
    ],
  ] as const)(
    '%s, each once, while others are created',
    async (_, query, has) => {
      const before = new Set(ids.filter((_id, index) => has(index)));
      const { made, stop } = creating();
      let seen: string[];
      try {
        seen = await readToTheEnd(`&per_page=${PER_PAGE}${query}`);
      } finally {
        await stop();
      }
      expect(made.length).toBeGreaterThan(10);
      expect(seen.filter((id) => before.has(id))).toEqual([...before]);
      expect(new Set(seen).size).toBe(seen.length);
    },
    PATIENCE_MS,
  );
});
