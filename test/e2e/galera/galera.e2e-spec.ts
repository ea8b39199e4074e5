import type { Organization } from '../../../src/organization/organization.js';
import { type FreshDatabase, mariadbOn } from '../../support/database/databases.js';
import { describeWithGalera, GaleraCluster } from '../../support/database/galera-cluster.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { Load } from '../../support/scenes/acknowledged.js';
import { Factories } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { createEnterprise } from '../../support/scenes/installation.js';
import { race, until } from '../../support/until.js';

const CALLERS = 8;
/** Galera takes six seconds, by its own settings, before it goes on without a node. */
const MAX_GAP_MS = 8_000;
const LONG_MS = 90_000;

describeWithGalera('three nodes of Galera and two replicas of the service', () => {
  let cluster: GaleraCluster;
  let fresh: FreshDatabase;
  let app: TestApp;
  let replicas: readonly AppProcess[];
  let root: Organization;
  let token: string;
  let load: Load;

  beforeAll(async () => {
    cluster = await GaleraCluster.start();
    fresh = await mariadbOn(cluster).fresh({ LOG_LEVEL: 'warn' });
    app = await startApp({ ...fresh.env, LOG_LEVEL: 'silent' } as typeof fresh.env);
    const make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
    await app.close();
    replicas = await race(2, () => startProcess(fresh.variables));
    load = new Load(() => replicas, root, token).start(CALLERS);
  }, LONG_MS);

  afterAll(async () => {
    await load.end();
    await Promise.all(replicas.map((each) => each.kill()));
    await cluster.stop();
  }, LONG_MS);

  const more = async (count: number) => {
    const before = load.created;
    await until('more is created', () => load.created >= before + count, { within: 30_000 });
  };
  /** Does this, and waits until each replica has logged once more that this node is its writer. */
  async function followed(host: number, by: () => unknown): Promise<void> {
    const line = `Writes go to the database server 127.0.0.1:${cluster.nodes[host]!.port} now`;
    const changes = () => replicas.map((each) => each.output().split(line).length);
    const before = changes();
    await by();
    const all = () => changes().every((times, replica) => times > before[replica]!);
    await until(`each replica writes to node ${host + 1}`, all, { within: 30_000 });
  }

  /** The gap until writes go on, on the second node, and that of the return to the first. */
  async function gaps(leave: () => unknown, comeBack: () => unknown): Promise<readonly [number, number]> {
    await more(50);
    load.gap();
    await followed(1, leave);
    await more(50);
    const gap = load.gap();
    await followed(0, comeBack);
    await more(50);
    return [gap, load.gap()];
  }

  it(
    'the writer is killed: the next takes over, and the first takes the writes back when it has caught up',
    async () => {
      const [first] = cluster.nodes;
      const [gap, back] = await gaps(
        () => first!.kill(),
        () => first!.rejoin(),
      );
      figures('a writer that is killed', { 'write gap ms': gap, 'gap of the return ms': back, ...load.heard.words });
      expect(gap).toBeLessThan(MAX_GAP_MS);
      await cluster.whole();
    },
    LONG_MS,
  );

  it(
    'the writer is frozen: the next takes over',
    async () => {
      const [first] = cluster.nodes;
      const [gap, back] = await gaps(
        () => first!.freeze(),
        () => first!.thaw(),
      );
      figures('a writer that is frozen', { 'write gap ms': gap, 'gap of the return ms': back, ...load.heard.words });
      expect(gap).toBeLessThan(MAX_GAP_MS);
      await cluster.whole();
    },
    LONG_MS,
  );

  it(
    'the quorum is lost: not ready, 503 for all, and nothing answered is gone when it is back',
    async () => {
      await more(20);
      await Promise.all([cluster.nodes[1]!.kill(), cluster.nodes[2]!.kill()]);
      await until('both are not ready', async () => {
        const probes = replicas.map((each) => each.call({ method: 'GET', url: '/health/ready' }));
        return (await Promise.all(probes)).every(({ status }) => status === 503);
      });
      const created = load.created;
      for (const each of replicas) {
        expect(await each.call(createEnterprise(root, token))).toMatchObject({
          status: 503,
          headers: { 'retry-after': '1' },
        });
      }
      expect(load.created).toBe(created);
      await Promise.all([cluster.nodes[1]!.rejoin(), cluster.nodes[2]!.rejoin()]);
      await more(50);
      figures('a quorum that was lost', { 'write gap ms': load.gap(), ...load.heard.words });
      await cluster.whole();
    },
    LONG_MS,
  );

  it(
    'has all that was answered, once, on three equal nodes',
    async () => {
      await load.end();
      await cluster.whole();
      const sql: Sql = await openSql(fresh.env);
      const { lost, unknown } = await load.differences(sql);
      await sql.close();
      const [first, ...others] = await cluster.checksums(
        new URL(fresh.env.DATABASE_URL!.replace(/,[^/]+/, '')).pathname.slice(1),
      );
      figures('three nodes', {
        created: load.created,
        lost: lost.length,
        unknown: unknown.length,
        ...load.heard.words,
      });
      expect({ lost, unknown, contradictions: load.heard.contradictions }).toEqual({
        lost: [],
        unknown: [],
        contradictions: [],
      });
      expect(others).toEqual([first, first]);
      expect(Object.keys(load.heard.words).filter((word) => /^(500|4)/.test(word))).toEqual([]);
    },
    LONG_MS,
  );
});
