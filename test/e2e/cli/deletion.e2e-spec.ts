import { testDatabases, type FreshDatabase } from '../../support/database/databases.js';
import { aSubDomain, Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { createEnterprise } from '../../support/scenes/installation.js';
import { auditRow, auditRows, done, here, oneLine } from './command-line.runs.js';

describe.each(testDatabases())('deleting organizations at the command line on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const cli = (...argv: string[]) => here(fresh.variables, 'organization', ...argv);
  const isDeleted = async ({ id }: { id: string }) =>
    (await app.sql.count('organizations', 'id = ? AND deleted_at IS NOT NULL', [id])) === 1;

  async function refused(code: string, named: string) {
    expect(await cli('delete', named, '--json')).toMatchObject({ code: 1, out: '', error: { code } });
    const inWords = await cli('delete', named);
    expect(inWords).toMatchObject({ code: 1, out: '', err: expect.stringMatching(oneLine) as unknown });
    return inWords.err;
  }

  it('deletes a managed one by its sub-domain, with its tokens, and says so', async () => {
    const root = await make.root({ limit: 1 });
    const child = await make.managed(root);
    const token = await make.organizationToken(child);
    const { out } = await done(cli('delete', child.subDomain));
    expect(out).toBe(
      `${child.subDomain} is deleted and its tokens are revoked. The sub-domain is never given out again.\n`,
    );
    expect(await isDeleted(child)).toBe(true);
    expect(await auditRows(app, child.id)).toEqual([expect.anything(), auditRow('organization.deleted')]);
    const { status } = await app.call({ method: 'GET', url: `/core/v1/organizations/${child.id}`, token });
    expect(status).toBe(403);
    expect(await app.sql.count('access_tokens', 'organization_id = ? AND revoked_at IS NULL', [child.id])).toBe(0);

    const second = await make.managed(root, aSubDomain());
    const { json } = await done(cli('delete', second.id, '--json'));
    expect(json).toEqual({ id: second.id, subDomain: second.subDomain, deleted: true });
    expect(await refused('organization_not_found', second.id)).toContain(`There is no organization ${second.id}`);
  });

  it('deletes a suspended one, too', async () => {
    const child = await make.managed(await make.root());
    await done(cli('suspend', child.id, '--reason', 'abuse'));
    await done(cli('delete', child.id));
    expect(await isDeleted(child)).toBe(true);
  });

  it('deletes a root that has nothing below it', async () => {
    const root = await make.root();
    await done(cli('delete', root.subDomain));
    expect(await isDeleted(root)).toBe(true);
    expect(await auditRows(app, root.id)).toEqual([expect.anything(), auditRow('organization.deleted')]);
    expect(await refused('organization_not_found', root.id)).toContain(root.id);
  });

  it('says in one line what must be done first, and changes nothing', async () => {
    const root = await make.root();
    const child = await make.managed(root);
    const token = await make.organizationToken(root);
    expect((await app.call(createEnterprise(child, token))).status).toBe(200);
    const enterprises = 'It cannot be deleted yet. Do this first: Remove all enterprises.\n';
    expect(await refused('deletion_steps_not_satisfied', child.id)).toBe(enterprises);
    const grandchild = await make.managed(child);
    const both = enterprises.replace(': Remove', ': Delete all managed organizations; Remove');
    expect(await refused('deletion_steps_not_satisfied', child.id)).toBe(both);
    const below = enterprises.replace('Remove all enterprises', 'Delete all managed organizations');
    expect(await refused('deletion_steps_not_satisfied', root.subDomain)).toBe(below);
    expect(await Promise.all([root, child, grandchild].map(isDeleted))).toEqual([false, false, false]);
  });

  it('is wrong usage without an organization', async () => {
    expect(await cli('delete')).toMatchObject({ code: 2, out: '' });
  });
});
