import { said } from '../../support/answers.js';
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { ENDPOINTS, expectFailure } from '../../support/endpoints/every-endpoint.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type Body, create, usedToken } from '../../support/scenes/installation.js';
import { ownTime } from '../../support/own-time.js';
import { race, until } from '../../support/until.js';

const DEADLINE_MS = 1_500;
const GRACE_MS = 1_000;
const FILE = 'tenantry.sqlite';
const READS = ENDPOINTS.filter(({ writes }) => !writes);

/** What a backup or a careless command line does: takes the lock for writing, says so, and keeps it. */
const LOCKER = `
  const Driver = require('better-sqlite3');
  const connection = new Driver(process.argv[1], { timeout: 5000 });
  connection.exec('BEGIN IMMEDIATE');
  process.stdout.write('locked');
  process.stdin.on('end', () => { connection.exec('ROLLBACK'); connection.close(); }).resume();
`;

describe('an SQLite file that others use, too', () => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let root: Organization;
  let token: string;

  beforeEach(async () => {
    fresh = await sqlite.fresh({ REQUEST_DEADLINE_MS: String(DEADLINE_MS), TOKEN_CACHE_MS: '0' });
    app = await startApp(fresh.env);
    make = new Factories(app);
    root = await make.root();
    token = await usedToken(app, make, root);
  });

  afterEach(async () => {
    await app.close();
    await fresh.drop();
  });

  const file = () => join(fresh.env.DATA_DIR, FILE);
  const ready = async () => (await app.call({ method: 'GET', url: '/health/ready' })).status;
  const live = async () => (await app.call({ method: 'GET', url: '/health/live' })).status;

  /** Another process that holds the lock for writing until it is let go. */
  async function lockHolder(): Promise<{ letGo(): Promise<void> }> {
    const child: ChildProcess = spawn(process.execPath, ['-e', LOCKER, file()], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('close', () => reject(new Error('The lock was not had.')));
    });
    return {
      letGo: () => {
        child.stdin?.end();
        return ended;
      },
    };
  }

  // Protects BEGIN IMMEDIATE with a busy timeout of 0 and the retry on timers, outside of the gate: a driver that
  // waits by itself would stop the whole process, and reads with it.
  it('is read while another process has its lock for writing; writes are 503 within the deadline', async () => {
    const holder = await lockHolder();
    const took = ownTime();
    let reads = 0;
    const calls = [0, 1, 2].flatMap(() => [create('enterprise', root, token), create('managed', root, token)]);
    const [writes] = await Promise.all([
      race(calls.length, async (number) => {
        const answer = await app.call<Body>(calls[number]!);
        expectFailure(answer, 503, number % 2 ? 'core-v1' : 'api-v2');
        return took();
      }),
      race(40, async (number) => {
        const { call, status } = READS[number % READS.length]!;
        const answeredIn = ownTime();
        expect((await app.call<Body>(call(root, token))).status).toBe(status);
        expect(answeredIn()).toBeLessThan(1_000);
        reads++;
      }),
    ]);
    expect(Math.max(...writes)).toBeLessThan(DEADLINE_MS + GRACE_MS);
    expect({ reads, ready: await ready(), live: await live() }).toEqual({ reads: 40, ready: 200, live: 200 });
    await holder.letGo();

    // A creation of an enterprise outlives its client: it may have been done by now, or be about to fail, and share
    // that with the first who asks again.
    expect(await app.sql.count('organizations', 'managed = 1')).toBe(0);
    const again = await race(calls.length, (number) =>
      until('the call is answered', async () => {
        const answer = await app.call<Body>(calls[number]!);
        return answer.status !== 503 && said(answer);
      }),
    );
    expect(again).toEqual(['200', '201', '200', '201', '200', '201']);
    expect(await app.sql.count('enterprises')).toBe(3);
  });

  it('takes the writes that waited when the lock is let go in time', async () => {
    const holder = await lockHolder();
    const waiting = race(6, (number) => app.call<Body>(create(number % 2 ? 'enterprise' : 'managed', root, token)));
    expect(await app.call({ method: 'GET', url: `/api/v2/organization/${root.id}/enterprise`, token })).toMatchObject({
      status: 200,
    });
    await holder.letGo();
    expect((await waiting).map(said).sort()).toEqual(['200', '200', '200', '201', '201', '201']);
  });

  // Protects SqliteSessionPool.refuseForeignFile: the open file still exists, and writes into it would be answered for
  // rows that are lost.
  it.each([
    ['removed', () => rmSync(file())],
    [
      'replaced by a copy of itself',
      () => {
        copyFileSync(file(), `${file()}.copy`);
        renameSync(`${file()}.copy`, file());
      },
    ],
    ['moved away', () => renameSync(file(), `${file()}.old`)],
  ])('is 503 everywhere and not ready once it was %s', async (_, damage) => {
    damage();
    for (const { call, dialect } of ENDPOINTS) expectFailure(await app.call<Body>(call(root, token)), 503, dialect);
    expect({ ready: await ready(), live: await live() }).toEqual({ ready: 503, live: 200 });
  });

  it('is served again once it has been moved back', async () => {
    renameSync(file(), `${file()}.old`);
    expect(await ready()).toBe(503);
    renameSync(`${file()}.old`, file());
    expect(said(await app.call<Body>(create('enterprise', root, token)))).toBe('200');
    await until('the service is ready again', async () => (await ready()) === 200);
  });
});
