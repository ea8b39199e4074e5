import { execFileSync } from 'node:child_process';
import { sqlite } from '../../support/database/databases.js';
import { figures } from '../../support/scenes/figures.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { P, Scene } from '../../support/scenes/managed-organizations.js';
import { Connection } from './edges.client.js';

const WANTED = 10_000;
/** What both ends need beside these connections. */
const SPARE_FILES = 500;
const AT_ONCE = 250;
const MiB = 1_024;

/** Both processes have one limit on open files, and each connection costs either of them one. */
function crowdSize(): number {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  return limit === 'unlimited' ? WANTED : Math.min(WANTED, Number(limit) - SPARE_FILES);
}

/** Resident memory in MiB. */
function memoryOf(pid: number): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / MiB);
}

describe('ten thousand connections that never finish a request', () => {
  let scene: Scene;
  let served: AppProcess;
  let crowd: Connection[] = [];

  beforeAll(async () => {
    scene = await Scene.open(sqlite);
    served = await startProcess(scene.variables);
  });

  afterAll(async () => {
    crowd.forEach((connection) => connection.leave());
    await served.stop();
    await scene.close();
  });

  /** Half of them are silent, and half have begun a request. */
  const gather = async (count: number) => {
    const port = Number(new URL(served.url).port);
    const gathered: Connection[] = [];
    while (gathered.length < count) {
      const some = Math.min(AT_ONCE, count - gathered.length);
      gathered.push(...(await Promise.all(Array.from({ length: some }, () => Connection.open(port)))));
      gathered.slice(-some / 2).forEach((connection) => connection.say(`POST ${P} HTTP/1.1\r\nHost: x\r\n`));
    }
    return gathered;
  };

  /** Milliseconds that each of 50 creations took, one after the other; the slowest last. */
  const creations = async () => {
    const took: number[] = [];
    while (took.length < 50) {
      const started = performance.now();
      const { status } = await served.call({ method: 'POST', url: P, token: scene.token, json: scene.body() });
      expect(status).toBe(201);
      took.push(Math.round(performance.now() - started));
    }
    return took.sort((a, b) => a - b);
  };

  it('leave the service to those who do, in memory that has a bound', async () => {
    const size = crowdSize();
    await creations();
    const alone = await creations();
    const mib = [memoryOf(served.pid)];
    const started = performance.now();
    crowd = await gather(size);
    const gatheredMs = Math.round(performance.now() - started);
    const amid = await creations();
    const there = crowd.filter(({ ended }) => !ended).length;
    mib.push(memoryOf(served.pid));
    crowd.forEach((connection) => connection.leave());
    const after = await creations();
    mib.push(memoryOf(served.pid));
    figures('ten thousand connections', {
      connections: size,
      'gathered in ms': gatheredMs,
      'there until the end': there,
      'creations in ms, median and slowest, alone': `${alone[25]} ${alone.at(-1)}`,
      amid: `${amid[25]} ${amid.at(-1)}`,
      after: `${after[25]} ${after.at(-1)}`,
      'MiB before, amid, after': mib.join(' '),
    });
    expect(there).toBeGreaterThan(size * 0.9);
    expect(amid.at(-1)).toBeLessThan(2_000);
    // What the heap takes it gives back in its own time; a connection that cost 30 KiB for ever would be seen.
    expect(Math.max(...mib)).toBeLessThan(mib[0]! + 300);
  }, 60_000);
});
