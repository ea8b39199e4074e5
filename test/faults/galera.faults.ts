import { mariadbOn } from '../support/database/databases.js';
import { describeWithGalera, GaleraCluster, type GaleraNode } from '../support/database/galera-cluster.js';
import { figures } from '../support/scenes/figures.js';
import { until } from '../support/until.js';
import { IS_SHORT, seeded } from './seeded.js';
import { Storm } from './storm.js';
import { FLAWLESS, verdictOn } from './verdict.js';

const ROUNDS = IS_SHORT ? 1 : 3;
const REPLICAS = 2;
const WITHIN = { within: 120_000 };

interface Fault {
  readonly name: string;
  /** Whether writes go on meanwhile. */
  readonly isSurvived: boolean;
  readonly begin: (nodes: readonly GaleraNode[]) => unknown;
  readonly heal: (nodes: readonly GaleraNode[]) => unknown;
}

const onNode = (who: string, at: number): Fault[] => [
  {
    name: `${who} killed`,
    isSurvived: true,
    begin: (nodes) => nodes[at]!.kill(),
    heal: (nodes) => nodes[at]!.rejoin(),
  },
  {
    name: `${who} frozen`,
    isSurvived: true,
    begin: (nodes) => nodes[at]!.freeze(),
    heal: (nodes) => nodes[at]!.thaw(),
  },
  {
    name: `${who} cut off from the others`,
    isSurvived: true,
    begin: (nodes) => nodes[at]!.isolate(),
    heal: (nodes) => nodes[at]!.join(),
  },
];

const FAULTS: readonly Fault[] = [
  ...onNode('the writer', 0),
  ...onNode('another node', 2),
  {
    name: 'two of three killed',
    isSurvived: false,
    begin: ([, second, third]) => Promise.all([second!.kill(), third!.kill()]),
    heal: ([, second, third]) => Promise.all([second!.rejoin(), third!.rejoin()]),
  },
  {
    name: 'each cut off from the others',
    isSurvived: false,
    begin: (nodes) => Promise.all(nodes.map((node) => node.isolate())),
    heal: (nodes) => Promise.all(nodes.map((node) => node.join())),
  },
];

/** Does it under the load of a storm, heals it, and waits until all three nodes are one cluster again. */
async function suffer(storm: Storm, cluster: GaleraCluster, { isSurvived, begin, heal }: Fault): Promise<number> {
  const { load } = storm;
  const more = async (count: number) => {
    const before = load.created;
    await until('more is created', () => load.created >= before + count, WITHIN);
  };
  await more(20);
  load.gap();
  await begin(cluster.nodes);
  if (isSurvived) await more(20);
  else {
    await until('no replica is ready', async () => {
      const probes = storm.processes.map((each) => each.call({ method: 'GET', url: '/health/ready' }));
      return (await Promise.all(probes)).every(({ status }) => status === 503);
    });
  }
  await heal(cluster.nodes);
  await cluster.joined();
  await more(20);
  return load.gap();
}

// test/e2e/galera measures how long nothing is written; here all of it happens again and again to the same data.
describeWithGalera('three nodes of Galera that are killed, frozen and cut off under load', () => {
  it('keep every answer, and are equal in the end', async () => {
    const random = seeded('galera');
    const chosen = IS_SHORT ? FAULTS.toSorted(() => random() - 0.5).slice(0, 2) : FAULTS;
    const cluster = await GaleraCluster.start();
    try {
      const storm = await Storm.begin(mariadbOn(cluster), REPLICAS);
      const gaps: Record<string, number[]> = {};
      for (let round = 0; round < ROUNDS; round++) {
        for (const fault of chosen.toSorted(() => random() - 0.5)) {
          const gap = await suffer(storm, cluster, fault);
          (gaps[fault.name] ??= []).push(gap);
          figures(fault.name, { 'write gap ms': gap, created: storm.load.created });
        }
      }
      await storm.load.end();
      await storm.abandon();
      await cluster.whole();
      const url = new URL(storm.fresh.env.DATABASE_URL!.replace(/,[^/]+/, ''));
      const sums = await cluster.checksums(url.pathname.slice(1));
      figures('three nodes with faults', {
        faults: ROUNDS * chosen.length,
        'longest gaps ms': JSON.stringify(gaps),
        created: storm.load.created,
        ...storm.load.heard.words,
      });
      expect(sums).toEqual([sums[0], sums[0], sums[0]]);
      for (const { port } of cluster.nodes) {
        url.port = String(port);
        expect(await verdictOn(storm.load, { ...storm.fresh.variables, DATABASE_URL: url.href })).toEqual(FLAWLESS);
      }
    } finally {
      await cluster.stop();
    }
  });
});
