import { said } from '../../support/answers.js';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { anEmail, Factories } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { erase } from '../../support/scenes/roles.js';
import { openSql } from '../../support/database/sql.js';
import { race, until } from '../../support/until.js';

const FILE = 'tenantry.sqlite';

describe('the file of SQLite', () => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let root: Organization;
  let token: string;

  beforeEach(async () => {
    fresh = await sqlite.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
  });

  afterEach(async () => {
    await app.close();
    await fresh.drop();
  });

  const logSize = () => statSync(join(fresh.env.DATA_DIR, `${FILE}-wal`), { throwIfNoEntry: false })?.size ?? 0;
  const quiet = () => until('everything is in the file', () => logSize() === 0);

  async function create(n: number): Promise<void> {
    for (let i = 0; i < n; i++) expect(said(await app.call<Body>(createManaged(root, token)))).toBe('201');
  }

  /** How many managed organizations a copy of the one file has, and whether it is sound. */
  async function copied(): Promise<{ managed: number; sound: unknown }> {
    const directory = join(fresh.env.DATA_DIR, `copy-${Date.now()}`);
    mkdirSync(directory);
    copyFileSync(join(fresh.env.DATA_DIR, FILE), join(directory, FILE));
    const copy = await openSql(loadEnv({ DATA_DIR: directory }));
    const managed = await copy.count('organizations', 'managed = 1');
    const [row] = await copy.rows('PRAGMA integrity_check');
    await copy.close();
    return { managed, sound: row?.integrity_check };
  }

  // Protects SqliteCheckpoints: before, all was in the log until a thousand pages were.
  it('is whole by itself a moment after the last write', async () => {
    await create(4);
    await quiet();
    expect(await copied()).toEqual({ managed: 4, sound: 'ok' });
    await create(1);
    await quiet();
    expect(await copied()).toEqual({ managed: 5, sound: 'ok' });
  });

  // Protects the checkpoint at the end, which SQLite makes by itself only for the last who has the file open.
  it('is whole after a stop, although another process has it open', async () => {
    const other = await openSql(fresh.env);
    await other.rows('SELECT id FROM organizations');
    await create(4);
    await app.close();
    expect(logSize()).toBe(0);
    expect(await copied()).toEqual({ managed: 4, sound: 'ok' });
    await other.close();
    app = await startApp(fresh.env);
  });

  it('is written while others read it: a checkpoint waits for them, and no request for it', async () => {
    const other = await openSql(fresh.env);
    await other.execute('BEGIN');
    await other.rows('SELECT id FROM organizations LIMIT 1');
    await create(3);
    const begun = performance.now();
    await until('it has been looked at several times', () => performance.now() - begun > 3_500);
    expect(logSize()).toBeGreaterThan(0);
    await create(1);
    await other.execute('ROLLBACK');
    await quiet();
    expect(await copied()).toEqual({ managed: 4, sound: 'ok' });
    await other.close();
  });

  // Protects secure_delete together with the checkpoint; the whole directory is searched.
  it('holds nothing of a person who was erased, nor does any file beside it', async () => {
    const operator = await make.operatorToken();
    const keeper = await make.member(root, 'admin');
    const [mark, kept] = ['zzgone', 'zzkept'];
    const persons = await race(200, async (number) => {
      const email = anEmail(number % 4 === 0 ? kept : mark);
      const { body } = await app.call<Body>(createEnterprise(root, token, { email, additionalAdmins: [keeper.id] }));
      return { id: body.userId!, erased: number % 4 !== 0 };
    });
    const holding = (what: string) =>
      readdirSync(fresh.env.DATA_DIR).filter((name) =>
        readFileSync(join(fresh.env.DATA_DIR, name)).toString('latin1').toLowerCase().includes(what),
      );
    await quiet();
    expect(holding(mark)).toEqual([FILE]);

    for (const { id, erased } of persons) {
      if (erased) expect(said(await app.call<Body>(erase(id, operator)))).toBe('200');
    }
    await quiet();
    expect(holding(mark)).toEqual([]);
    expect(holding(kept)).toEqual([FILE]);
    figures('erasures', { erased: persons.filter(({ erased }) => erased).length, 'files that hold an address': 0 });
  });
});
