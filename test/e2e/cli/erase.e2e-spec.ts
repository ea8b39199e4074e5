import { type FreshDatabase, testDatabases } from '../../support/database/databases.js';
import { anEmail, Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { auditRow, auditRows, done, here, oneLine } from './command-line.runs.js';

describe.each(testDatabases())('erasing a person at the command line on $name', (database) => {
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

  const erase = (...argv: string[]) => here(fresh.variables, 'user', 'erase', ...argv);

  it('is done by email, and the output does not repeat it; twice succeeds by id', async () => {
    const { id, email } = await make.user();
    const { out } = await done(erase(email!.toUpperCase()));
    expect(out).toBe(`The user ${id} was erased.\n`);
    expect(await app.sql.count('users', 'email = ?', [email])).toBe(0);
    expect((await done(erase(id))).out).toBe(`The user ${id} had been erased before.\n`);
    expect((await done(erase(id, '--json'))).json).toEqual({ userId: id, changed: false });
    expect(await auditRows(app, id)).toEqual([expect.anything(), auditRow('user.erased')]);
    expect((await done(here(fresh.variables, 'user', 'show', id))).out).toContain('erased');
  });

  it('is refused for the only admin of an enterprise, and for an unknown user', async () => {
    const email = anEmail();
    const { id } = await make.enterprise(await make.root(), { email });
    const outcome = await erase(email);
    expect(outcome).toMatchObject({ code: 1, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(outcome.err).toContain(id);
    expect(await erase(email, '--json')).toMatchObject({ code: 1, error: { code: 'last_admin' } });
    expect(await app.sql.count('users', 'email = ?', [email])).toBe(1);
    expect(await erase(anEmail(), '--json')).toMatchObject({ code: 1, error: { code: 'user_not_found' } });
    expect(await erase()).toMatchObject({ code: 2, out: '' });
  });

  it('is done for the only admin of an enterprise where it is forced', async () => {
    const email = anEmail();
    const { id } = await make.enterprise(await make.root(), { email });
    const { json } = await done(erase(email, '--force', '--json'));
    expect(json).toEqual({ userId: expect.any(String) as unknown, changed: true });
    expect(await app.sql.count('enterprise_users', 'enterprise_id = ?', [id])).toBe(0);
    expect(await app.sql.count('users', 'email = ?', [email])).toBe(0);
  });
});
