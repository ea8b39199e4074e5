import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { callOver } from '../../support/processes.js';
import { openSql } from '../../support/database/sql.js';
import { race, until } from '../../support/until.js';
import { begin, done, here } from '../cli/command-line.runs.js';

/** Some lines of the log each: more than a pipe takes of what is not read. */
const CALLS = 1_000;

describe('a process whose output is not read', () => {
  let fresh: FreshDatabase | undefined;
  let child: ChildProcess | undefined;

  afterEach(async () => {
    child?.kill('SIGKILL');
    await fresh?.drop();
    child = fresh = undefined;
  });

  async function serving(): Promise<{ url: string; live: () => Promise<number> }> {
    fresh = await sqlite.fresh({ LOG_LEVEL: 'info', PORT: String(await freePort()) });
    const url = `http://127.0.0.1:${fresh.variables.PORT}`;
    const live = async () => (await callOver(url, { method: 'GET', url: '/health/live' })).status;
    return { url, live };
  }

  async function stopped(serving: ChildProcess): Promise<unknown> {
    const end = once(serving, 'close');
    serving.kill('SIGTERM');
    const [code] = (await end) as [number | null];
    return code;
  }

  it.each([
    ['migrate', (applied: number) => applied === (dataSourceOptions(fresh!.env).migrations as unknown[]).length],
    ['seed', (_: number, rows: number) => rows > 5_000],
  ])('does the whole of db %s', async (command, isDone) => {
    fresh = await sqlite.blank();
    if (command === 'seed') await done(here(fresh.variables, 'db', 'migrate'));
    child = begin(fresh.variables, ['db', command]);
    for (const output of [child.stdout, child.stderr]) output!.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    const sql = await openSql(fresh.env);
    const counted = [await sql.count('migrations'), await sql.count('country_states')] as const;
    await sql.close();
    expect({ counted, done: isDone(...counted) }).toEqual({ counted, done: true });
  });

  it('serves on, and ends in good order, after its readers have gone', async () => {
    const { live } = await serving();
    child = begin(fresh!.variables, ['serve']);
    for (const output of [child.stdout, child.stderr]) output!.destroy();
    await until('it serves', async () => (await live()) === 200);
    expect(await race(20, live)).toEqual(Array(20).fill(200));
    expect(await stopped(child)).toBe(0);
  });

  // Protects `nonBlocking`: a write to a full pipe stops the process inside of the system call, deaf to every signal.
  it('serves on, and ends in good order, while its reader has stopped reading', async () => {
    const { live } = await serving();
    child = begin(fresh!.variables, ['serve']);
    await until('it serves', async () => (await live()) === 200);
    for (let sent = 0; sent < CALLS; sent += 50) expect(await race(50, live)).toEqual(Array(50).fill(200));
    expect(await stopped(child)).toBe(0);
  });

  it('says of a secret that it could not be printed, and how to get another', async () => {
    fresh = await sqlite.fresh();
    child = begin(fresh.variables, ['token', 'create', '--operator', '--name', 'x']);
    child.stdout!.destroy();
    let err = '';
    child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    const id = /^The secret could not be printed .* tenantry token regenerate ([0-9a-f]{32}), or revoke it\.\n$/.exec(
      err,
    );
    const another = await done(here(fresh.variables, 'token', 'regenerate', id![1]!, '--json'));
    expect(another.json).toMatchObject({ id: id![1], secret: expect.stringMatching(/^tnt_/) as unknown });
  });
});
