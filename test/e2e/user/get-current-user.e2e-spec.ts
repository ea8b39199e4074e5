import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { type Refused, refusal, Scene } from '../../support/scenes/managed-organizations.js';

const URL = '/core/v1/users/current';

interface Current {
  readonly organizations: { readonly id: string }[];
  readonly api_token_id: string;
}

const NO_USER = refusal('no_user_associated_with_identity', 'There is no user associated with this API token');

describe.each(testDatabases())('GET /core/v1/users/current on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  const ask = <Body = Refused>(token?: string, url = URL) =>
    scene.app.call<Body>({ method: 'GET', url, ...(token !== undefined && { token }) });
  const grant = (userId: string, { id }: Organization, role: string) =>
    scene.app.sql.execute(
      'INSERT INTO organization_users (organization_id, user_id, role, created_at, accepted) VALUES (?, ?, ?, 1, 1)',
      [id, userId, role],
    );

  it('200 is the documented object, byte for byte, for a token with any scope', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const user = await scene.make.member(child, 'member');
    await grant(user.id, root, 'admin');
    await grant(user.id, await scene.make.root(), 'customer');
    await scene.app.sql.execute(`UPDATE users SET first_name = 'Ada' WHERE id = ?`, [user.id]);
    const { id: tokenId, secret } = await scene.make.issue({ kind: 'user', userId: user.id }, ['enterprises:read']);
    const { status, text, headers } = await ask(secret);
    const shown = [root, child].map(
      ({ id, name, subDomain }) => `{"id":"${id}","name":"${name}","sub_domain":"${subDomain}"}`,
    );
    expect([status, text]).toEqual([
      200,
      `{"user":{"id":"${user.id}","first_name":"Ada","last_name":"","avatar_url":""},` +
        `"organizations":[${shown.join(',')}],"api_token_id":"${tokenId}"}`,
    ]);
    expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await ask(secret, `${URL}/`)).headers.etag).toBe(headers.etag);
  });

  it('200 whatever the state of the user’s organizations: all are shown that "List organizations" shows', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const [gone, inactive] = [await scene.make.root(), await scene.make.root({ activated: false })];
    const user = await scene.make.member(child, 'admin');
    for (const each of [gone, inactive]) await grant(user.id, each, 'member');
    await scene.app.sql.execute('UPDATE organizations SET deleted_at = 1 WHERE id = ?', [gone.id]);
    await scene.make.suspend(root);
    const token = await scene.make.userToken(user);
    const { status, body } = await ask<Current>(token);
    expect([status, body.organizations.map(({ id }) => id)]).toEqual([200, [child.id, inactive.id]]);
    const listed = (await ask<Current>(token, '/core/v1/organizations')).body.organizations;
    expect(listed.map(({ id }) => id)).toEqual([child.id, inactive.id]);
    const unknown = await ask<Current>(await scene.make.userToken(await scene.make.user()));
    expect([unknown.status, unknown.body.organizations]).toEqual([200, []]);
  });

  it('404 for a token of no user', async () => {
    for (const token of [scene.token, await scene.make.operatorToken()]) {
      const { status, body } = await ask(token);
      expect([status, body]).toEqual([404, NO_USER]);
    }
  });

  it('403 for the token of an organization that is suspended or not activated, before anything else', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const inactive = await scene.make.root({ activated: false });
    const token = await scene.make.organizationToken(child);
    await scene.make.suspend(root);
    expect(await ask(token)).toMatchObject({ status: 403, body: { error: { code: 'organization_suspended' } } });
    expect(await ask(await scene.make.organizationToken(inactive))).toMatchObject({
      status: 403,
      body: { error: { code: 'organization_not_activated' } },
    });
  });

  it('400 without a token, and 404 for what is beside it', async () => {
    expect(await ask()).toMatchObject({ status: 400, body: { error: { code: 'missing_api_token' } } });
    expect(await ask(scene.token, '/core/v1/users')).toMatchObject({
      status: 404,
      body: { error: { code: 'route_not_found' } },
    });
  });
});
