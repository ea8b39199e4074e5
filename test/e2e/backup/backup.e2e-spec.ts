import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { copyEmbeddedDatabase } from '../../../src/database/backup/embedded-copy.js';
import { describeOnMariaDb, type FreshDatabase, sqlite, testDatabases } from '../../support/database/databases.js';
import { startApp } from '../../support/harness.js';
import { type Body, createEnterprise, createManaged, Installation } from '../../support/scenes/installation.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { Stage } from '../../support/scenes/stage.js';
import { until } from '../../support/until.js';
import { done, here, tenantry } from '../cli/command-line.runs.js';

/** A creation that was answered. */
interface Acknowledged {
  readonly json: { readonly email: string; readonly idempotencyKey: string };
  readonly enterpriseId: string;
}

describe.each(testDatabases())('a backup on $name', (database) => {
  let installation: Installation;
  let restored: FreshDatabase;
  let directory: string;

  beforeAll(async () => {
    installation = await Installation.open(database, { DB_POOL: '4' });
  });

  beforeEach(async () => {
    restored = await database.blank();
    directory = mkdtempSync(join(tmpdir(), 'tenantry-backup-'));
  });

  afterEach(async () => {
    await restored.drop();
    rmSync(directory, { recursive: true });
  });

  afterAll(() => installation.close());

  const file = () => join(directory, 'backup');
  const backup = () => done(tenantry(installation.fresh.variables, 'db', 'backup', file(), '--json'));
  const restore = () => here(restored.variables, 'db', 'restore', file(), '--json');

  it('in the middle of many creations has all that was answered before it began, and is whole', async () => {
    const { make } = installation;
    const root = await make.root();
    const token = await make.organizationToken(root);
    const answered: Acknowledged[] = [];
    let isOver = false;
    const worker = async (number: number) => {
      while (!isOver) {
        const json = { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [] };
        const { status, body } = await installation.call(number, createEnterprise(root, token, json));
        if (status === 200) answered.push({ json, enterpriseId: body.enterpriseId! });
        await installation.call(number, createManaged(root, token));
      }
    };
    const storm = Promise.all([0, 1, 2, 3].map(worker));
    const before = await (async () => {
      try {
        await until('some are answered', () => answered.length >= 20);
        const acknowledged = [...answered];
        await backup();
        return acknowledged;
      } finally {
        isOver = true;
        await storm;
      }
    })();
    expect(answered.length).toBeGreaterThan(before.length);
    expect((await done(restore())).json).toMatchObject({ pending: [] });
    expect((await done(here(restored.variables, 'check', '--json'))).json).toMatchObject({ ok: true });

    const app = await startApp(restored.env);
    try {
      for (const { json, enterpriseId } of before) {
        const again = await app.call<Body>(createEnterprise(root, token, json));
        expect(again).toMatchObject({ status: 200, body: { enterpriseId } });
        expect(again.headers['idempotent-replayed']).toBe('true');
      }
      expect(await app.call(createManaged(root, token))).toMatchObject({ status: 201 });
    } finally {
      await app.close();
    }
  });

  it('is a file that only its owner can read, beside which nothing is left, and which is never replaced', async () => {
    const { json } = await backup();
    expect(json).toMatchObject({ file: file(), bytes: statSync(file()).size });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['backup']);
    const before = readFileSync(file());
    const refused = await here(installation.fresh.variables, 'db', 'backup', file(), '--json');
    expect(refused).toMatchObject({ code: 1, out: '', error: { code: 'file_exists' } });
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('is restored over nothing that is there', async () => {
    await backup();
    await done(restore());
    const again = await restore();
    const code = database.name === 'sqlite' ? 'file_exists' : 'database_exists';
    expect(again).toMatchObject({ code: 1, out: '', error: { code } });
    expect((await done(here(restored.variables, 'check', '--json'))).json).toMatchObject({ ok: true });
  });

  it('that is cut off, or is something else, is refused, and nothing is made', async () => {
    await backup();
    truncateSync(file(), Math.floor(statSync(file()).size / 2));
    const cut = await restore();
    writeFileSync(file(), 'something else');
    const other = await restore();
    rmSync(file());
    const missing = await restore();
    expect([cut, other, missing].map(({ code }) => code)).toEqual([1, 1, 1]);
    expect([cut, other].map(({ error }) => error.code)).toEqual(['not_a_backup', 'not_a_backup']);
    expect(missing.error.code).toBe('file_missing');
    const { json } = await done(here(restored.variables, 'db', 'status', '--json'));
    expect(json).toMatchObject({ migrations: { applied: 0 } });
    if (database.name === 'sqlite') expect(readdirSync(restored.env.DATA_DIR)).toEqual([]);
  });

  it('of a newer release is refused by its migration', async () => {
    const { sql } = installation;
    await sql.execute(`INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture9')`);
    await backup();
    await sql.execute(`DELETE FROM migrations WHERE timestamp = 9`);
    const refused = await restore();
    expect(refused).toMatchObject({ code: 3, error: { code: 'schema_newer' } });
    if (database.name === 'sqlite') expect(existsSync(join(restored.env.DATA_DIR, 'tenantry.sqlite'))).toBe(false);
  });

  it('needs a directory', async () => {
    const nowhere = join(directory, 'none', 'backup');
    const refused = await here(installation.fresh.variables, 'db', 'backup', nowhere, '--json');
    expect(refused).toMatchObject({ code: 1, error: { code: 'file_missing' } });
  });
});

describeOnMariaDb('a backup and a restore by the client', (database) => {
  it('take the password of DATABASE_URL, whatever a file in the home of the operator has', async () => {
    const [{ variables, drop }, restored] = [await database.fresh(), await database.blank()];
    const HOME = mkdtempSync(join(tmpdir(), 'tenantry-home-'));
    try {
      const file = join(HOME, 'backup');
      writeFileSync(join(HOME, '.my.cnf'), '[client]\nuser=somebody\npassword=else\nhost=192.0.2.1\n', { mode: 0o600 });
      await done(tenantry({ ...variables, HOME }, 'db', 'backup', file, '--json'));
      await done(tenantry({ ...restored.variables, HOME }, 'db', 'restore', file, '--json'));
    } finally {
      rmSync(HOME, { recursive: true });
      await drop();
      await restored.drop();
    }
  });
});

describeOnMariaDb('a backup without the client', (database) => {
  it('prints the command that makes it, without the password', async () => {
    const { variables, drop } = await database.fresh();
    const directory = mkdtempSync(join(tmpdir(), 'tenantry-backup-'));
    try {
      const made = join(directory, 'backup');
      const refused = await tenantry({ ...variables, PATH: directory }, 'db', 'backup', made, '--json');
      expect(refused).toMatchObject({ code: 1, error: { code: 'client_missing' } });
      expect(refused.error.message).toContain('mariadb-dump --host=127.0.0.1');
      expect(refused.error.message).toContain('--single-transaction');
      expect(refused.error.message).not.toContain(new URL(variables.DATABASE_URL!).password);
      expect(readdirSync(directory)).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
      await drop();
    }
  });
});

describe('the copy of a file of SQLite', () => {
  // Protects the open transaction: the copy would begin again with every write of another process, and never end.
  it('goes on while others write, and has none of what they wrote since it began', async () => {
    const stage = await Stage.open(sqlite);
    const { app, make } = stage;
    await manyManaged(app.sql, await make.root(), 12_000);
    const written = await app.sql.count('organizations');
    const parts: number[] = [];
    const copy = join(app.env.DATA_DIR, 'copy');
    await copyEmbeddedDatabase(join(app.env.DATA_DIR, 'tenantry.sqlite'), copy, (part) => {
      parts.push(part);
      void app.sql.execute('DELETE FROM organization_usage');
    });
    expect(parts.length).toBeGreaterThan(1);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    const file = new BetterSqlite3(copy, { readonly: true });
    const rows = (table: string) => file.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get();
    expect([rows('organizations'), rows('organization_usage')]).toEqual([written, 1]);
    file.close();
    await stage.close();
  });
});
