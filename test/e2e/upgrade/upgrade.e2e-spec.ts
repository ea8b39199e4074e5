import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Balancer } from '../../support/database/balancer.js';
import { type FreshDatabase, type TestDatabase, testDatabases } from '../../support/database/databases.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { type EarlierBuild, earlierBuild } from '../../support/released-build.js';
import { describeWithGit } from '../../support/repository.js';
import { aKey, anEmail } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import type { Body } from '../../support/scenes/installation.js';
import type { Answer, Call } from '../../support/answers.js';
import { race, until } from '../../support/until.js';
import { done, tenantry } from '../cli/command-line.runs.js';

const WORKERS = 4;
const PROBE_MS = 200;
const START_MS = 60_000;
/** Events get their places, by both versions. */
const VARIABLES = { LOG_LEVEL: 'warn', SEQUENCE_EVERY_MS: '200' };

interface Created {
  readonly call: Call;
  readonly id: string;
}

describeWithGit('an upgrade from the earlier version', () => {
  let earlier: EarlierBuild;

  beforeAll(() => {
    earlier = earlierBuild();
  }, 300_000);

  afterAll(() => earlier.remove());

  /** An installation of the earlier version: its schema, a root organization and a token. */
  function installation({ variables }: FreshDatabase): () => Call {
    earlier.tenantry(variables, 'db', 'migrate');
    earlier.tenantry(variables, 'db', 'seed');
    const root = ['organization', 'create', '--name', 'Platform', '--sub-domain', 'platform', '--activate'];
    const { id } = earlier.tenantry(variables, ...root) as { id: string };
    const token = ['token', 'create', '--organization', 'platform', '--name', 'test', '--scope', 'enterprises'];
    const { secret } = earlier.tenantry(variables, ...token) as { secret: string };
    return () => ({
      method: 'POST',
      url: `/api/v2/organization/${id}/enterprise`,
      token: secret,
      json: { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [] },
    });
  }

  const ended = async (serving: AppProcess) => expect(await serving.stop()).toBe(0);
  const databaseOf = (name: TestDatabase['name']) => testDatabases().filter((each) => each.name === name);

  it.each(databaseOf('mariadb'))(
    'fails no call of two replicas under load on $name',
    async (database) => {
      const fresh = await database.blank({ ...VARIABLES, DRAIN_DELAY_MS: String(10 * PROBE_MS) });
      const creation = installation(fresh);
      const balancer = new Balancer(PROBE_MS);
      const start = async (directory?: string) => {
        const serving = await startProcess(fresh.variables, { within: START_MS, ...(directory && { directory }) });
        balancer.add(serving.url);
        await until('the balancer sends to it', () => balancer.isReady(serving.url), { within: START_MS });
        return serving;
      };
      const old = [await start(earlier.directory), await start(earlier.directory)];
      const serving: AppProcess[] = [];
      const created: Created[] = [];
      const failed: unknown[] = [];
      let isOver = false;
      const send = async (call: Call): Promise<Answer<Body> | undefined> => {
        const answer = await balancer.call(call).catch((error: unknown) => void failed.push(String(error)));
        if (answer && answer.status !== 200) failed.push(answer.body);
        return answer ?? undefined;
      };
      const working = race(WORKERS, async () => {
        while (!isOver) {
          const call = creation();
          const id = (await send(call))?.body.enterpriseId;
          if (id !== undefined) created.push({ call, id });
          // By another replica, which may be of the other version.
          const again = await send(call);
          if (again?.body.enterpriseId !== id) failed.push({ id, again: again?.body });
        }
      });
      const counts: number[] = [];
      const passed = async (what: string) => {
        const from = created.length;
        await until(what, () => created.length > from + 20, { within: START_MS });
        counts.push(created.length);
      };
      try {
        await passed('calls are answered before the migrations');
        await done(tenantry(fresh.variables, 'db', 'migrate', '--json'));
        await done(tenantry(fresh.variables, 'db', 'seed', '--json'));
        await passed('calls are answered by the earlier version on the new schema');
        for (const leaving of old) {
          serving.push(await start());
          await passed('calls are answered by both versions');
          await ended(leaving);
          balancer.remove(leaving.url);
        }
        await passed('calls are answered by the new version');
      } finally {
        isOver = true;
        await working;
        balancer.close();
      }
      figures('an upgrade under load', { from: earlier.version, created: counts.join('/'), failed: failed.length });
      expect(failed).toEqual([]);
      for (const { call, id } of created) {
        expect(await serving[0]!.call(call)).toMatchObject({ status: 200, body: { enterpriseId: id } });
      }
      await Promise.all(serving.map(ended));
      expect((await done(tenantry(fresh.variables, 'check', '--json'))).json).toMatchObject({ ok: true });
      await fresh.drop();
    },
    300_000,
  );

  it.each(databaseOf('sqlite'))(
    'is a restart on $name, after which all is there',
    async (database) => {
      const fresh = await database.blank({ ...VARIABLES, DB_MIGRATE: 'auto' });
      const creation = installation(fresh);
      const before = await startProcess(fresh.variables, { within: START_MS, directory: earlier.directory });
      const created: Created[] = [];
      for (let n = 0; n < 30; n++) {
        const call = creation();
        created.push({ call, id: (await before.call<Body>(call)).body.enterpriseId! });
      }
      await ended(before);
      const after = await startProcess(fresh.variables, { within: START_MS });
      for (const { call, id } of created) {
        expect(await after.call(call)).toMatchObject({ status: 200, body: { enterpriseId: id } });
      }
      expect(await after.call(creation())).toMatchObject({ status: 200 });
      await ended(after);
      expect((await done(tenantry(fresh.variables, 'check', '--json'))).json).toMatchObject({ ok: true });
      await fresh.drop();
    },
    120_000,
  );
});
