import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import { testDatabases } from '../../support/database/databases.js';
import { EnterpriseScene } from '../../support/scenes/enterprises.js';
import { makeVisible } from '../../support/scenes/many-enterprises.js';

interface Listed {
  readonly enterprises: { readonly id: string }[];
}

const UNKNOWN = 'f'.repeat(32);

// Protects the condition of visibility in `organizationOfShown`: a list continues only after what the caller can have been shown.
describe.each(testDatabases())('a list of enterprises that continues after an id, on $name', (database) => {
  let scene: EnterpriseScene;
  /** Others', older than all that the caller has. */
  let foreign: { id: string };
  let own: Organization;
  let mine: { id: string };
  let reader: User;
  let token: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    foreign = await scene.make.enterprise(await scene.make.root());
    own = await scene.make.root();
    reader = await scene.make.user();
    mine = await scene.make.enterprise(own, { additionalAdmins: [] });
    await give(reader, mine, own);
    token = await scene.make.userToken(reader);
  });

  afterAll(() => scene.close());

  const give = async ({ id: userId }: { id: string }, { id }: { id: string }, organization: Organization) => {
    await scene.app.sql.execute(
      `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at) VALUES (?, ?, ?, 'member', 1)`,
      [id, userId, organization.id],
    );
    await makeVisible(scene.app.sql, organization.path, userId);
  };
  const behind = async (list: string, prevId: string, as: string) => {
    const url = `/api/v2/${list}?prevId=${prevId}`;
    const { status, body } = await scene.app.call<Listed>({ method: 'GET', url, token: as });
    expect(status).toBe(200);
    return body.enterprises.map(({ id }) => id);
  };
  const lists = () => ['enterprise', 'user/me/enterprise', `user/${reader.id}/enterprise`];

  it('shows a user nothing after an id of others, as after an unknown id', async () => {
    for (const list of lists()) {
      expect(await behind(list, UNKNOWN, token)).toEqual([]);
      expect(await behind(list, foreign.id, token)).toEqual([]);
    }
  });

  it('shows an organization nothing after an id of others or above it, and the operator all', async () => {
    const [root, below] = (await scene.make.lineage(2)) as [Organization, Organization];
    const above = await scene.make.enterprise(root);
    const held = await scene.make.enterprise(below);
    await give(reader, held, below);
    const list = `user/${reader.id}/enterprise`;
    const [its, itsParents] = [await scene.make.organizationToken(below), await scene.make.organizationToken(root)];
    for (const id of [UNKNOWN, foreign.id, mine.id, above.id]) expect(await behind(list, id, its)).toEqual([]);
    expect(await behind(list, above.id, itsParents)).toEqual([held.id]);
    expect(await behind(list, foreign.id, await scene.make.operatorToken())).toEqual([mine.id, held.id]);
  });

  it('continues if the role in the last one is gone and another in the organization remains', async () => {
    const user = await scene.make.user();
    const left = await scene.make.enterprise(own);
    const next = await scene.make.enterprise(own);
    await give(user, next, own);
    const userToken = await scene.make.userToken(user);
    for (const list of ['enterprise', 'user/me/enterprise'])
      expect(await behind(list, left.id, userToken)).toEqual([next.id]);
  });

  it('continues if the last one is gone and a role above its organization remains', async () => {
    const [root, below] = (await scene.make.lineage(2)) as [Organization, Organization];
    const user = await scene.make.member(root, 'customer');
    const left = await scene.make.enterprise(below);
    const later = await scene.make.root();
    const next = await scene.make.enterprise(later);
    await give(user, next, later);
    const userToken = await scene.make.userToken(user);
    for (const list of ['enterprise', 'user/me/enterprise'])
      expect(await behind(list, left.id, userToken)).toEqual([next.id]);
  });

  it('ends if no role in that organization remains', async () => {
    const user = await scene.make.user();
    const [first, second] = [await scene.make.root(), await scene.make.root()] as const;
    const [gone, next] = [await scene.make.enterprise(first), await scene.make.enterprise(second)] as const;
    await give(user, next, second);
    expect(await behind('enterprise', gone.id, await scene.make.userToken(user))).toEqual([]);
  });
});
