import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newSecret, secretHash } from '../../../src/token/token.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { openSql } from '../../support/database/sql.js';
import { until } from '../../support/until.js';
import { begin, oneLine } from '../cli/command-line.runs.js';

const KILL = fileURLToPath(new URL('first-start.kill.mjs', import.meta.url));
/** Three for each of two files, three commits, the welcome, and the end of the note. */
const STEPS = 11;

interface Shown {
  readonly organization: string;
  readonly token: string;
}

describe('a first start', () => {
  let fresh: FreshDatabase;
  let file: string;
  let note: string;

  beforeEach(async () => {
    fresh = await sqlite.fresh();
    file = join(fresh.env.DATA_DIR, 'operator.token');
    note = join(fresh.env.DATA_DIR, 'first-start.json');
  });

  afterEach(() => fresh.drop());

  const started = () => startProcess(fresh.variables);

  /** The hashes of all tokens that can be used. */
  async function valid(): Promise<unknown[]> {
    const sql = await openSql(fresh.env);
    const rows = await sql.rows('SELECT secret_hash FROM access_tokens WHERE revoked_at IS NULL');
    await sql.close();
    return rows.map(({ secret_hash }) => secret_hash);
  }

  async function shownBy(service: AppProcess): Promise<Shown> {
    const word = (name: string) => new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(service.output())?.[1];
    const [organization, token] = await until('the welcome is shown', () => {
      const words = [word('organization'), word('token')];
      return service.output().includes('operator.token\n\n') && words;
    });
    return { organization: organization!, token: token! };
  }

  async function expectUsable(service: AppProcess): Promise<void> {
    const { organization, token } = await shownBy(service);
    const operator = readFileSync(file, 'utf8').trim();
    const url = `/core/v1/organizations/${organization}/audit_events`;
    for (const each of [token, operator]) {
      expect((await service.call({ method: 'GET', url, token: each })).status).toBe(200);
    }
    expect((await valid()).sort()).toEqual([token, operator].map(secretHash).sort());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await until('the note is gone', () => !existsSync(note));
  }

  // Protects the note that is written ahead of everything, and that each step looks for what is there already.
  it('that is killed, before whichever step, is finished by the next, and no secret is lost', async () => {
    const killedBefore: string[] = [];
    for (let step = 1; ; step++) {
      await fresh.drop();
      fresh = await sqlite.fresh();
      [file, note] = [join(fresh.env.DATA_DIR, 'operator.token'), join(fresh.env.DATA_DIR, 'first-start.json')];
      const variables = { ...fresh.variables, KILL_AT: String(step) };
      const first = await startProcess(variables, { nodeArguments: ['--import', KILL], readyAt: null });
      const survived = await Promise.race([
        first.ended().then(() => false),
        shownBy(first).then(() => until('the note is gone', () => !existsSync(note))),
      ]);
      if (survived) {
        await first.stop();
        break;
      }
      killedBefore.push(/^killed before (.*)$/m.exec(first.output())![1]!.replace(`${fresh.env.DATA_DIR}/`, ''));
      const next = await started();
      await expectUsable(next);
      expect(await next.stop()).toBe(0);
    }
    expect(killedBefore).toHaveLength(STEPS);
    expect(killedBefore.filter((step) => step === 'COMMIT')).toHaveLength(3);
    expect(killedBefore.slice(-2)).toEqual(['the welcome', 'rm first-start.json']);

    const third = await started();
    expect(third.output()).not.toContain('This is the first start');
    await third.stop();
  }, 300_000);

  it('whose welcome was read by no reader shows it again, and serves all the same', async () => {
    const child = begin({ ...fresh.variables, LOG_LEVEL: 'info' }, ['serve']);
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    await until('the tokens are issued', async () => (await valid()).length === 2);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(err).toBe('');
    const next = await started();
    await expectUsable(next);
    await next.stop();
  });

  it('that was cut short long ago gives a new demo token for the one that has ended', async () => {
    const first = await startProcess(
      { ...fresh.variables, KILL_AT: String(STEPS) },
      {
        ...{ nodeArguments: ['--import', KILL], readyAt: null },
      },
    );
    await first.ended();
    const sql = await openSql(fresh.env);
    await sql.execute("UPDATE access_tokens SET expires_at = 1 WHERE name = 'demo'");
    await sql.close();
    const next = await started();
    const { token } = await shownBy(next);
    expect(first.output()).not.toContain(token);
    const url = '/core/v1/organizations';
    expect((await next.call({ method: 'GET', url, token })).status).toBe(200);
    await next.stop();
  });

  type Lies = [what: string, lies: () => void, reason: string, goes: () => void];
  const other = () => `${newSecret()}\n`;
  it.each<Lies>([
    ['a directory', () => mkdirSync(file), 'is a directory', () => rmdirSync(file)],
    [
      'a file that others can read',
      () => writeFileSync(file, other(), { mode: 0o644 }),
      'can be read by others (mode 0644)',
      () => rmSync(file),
    ],
    ['a link', () => symlinkSync('elsewhere', file), 'is a link', () => rmSync(file)],
    [
      "another installation's token",
      () => writeFileSync(file, other(), { mode: 0o600 }),
      'was not made by this first start',
      () => rmSync(file),
    ],
  ])(
    'that finds %s in the place of operator.token says so, makes no token, and is finished by the next',
    async (_, lies, reason, goes) => {
      lies();
      const left = existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
      const refused = await startProcess(fresh.variables, { readyAt: null });
      expect(await refused.ended()).toBe(1);
      expect(refused.output()).toMatch(oneLine);
      expect(refused.output()).toContain(`${file} ${reason}`);
      expect(await valid()).toEqual([]);
      if (left) expect(readFileSync(file, 'utf8')).toBe(left);
      expect(existsSync(join(fresh.env.DATA_DIR, 'elsewhere'))).toBe(false);
      goes();
      const next = await started();
      await expectUsable(next);
      await next.stop();
    },
  );
});
