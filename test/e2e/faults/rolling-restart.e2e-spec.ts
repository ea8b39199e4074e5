import { said } from '../../support/answers.js';
import { connect, type Socket } from 'node:net';
import type { Organization } from '../../../src/organization/organization.js';
import { Balancer } from '../../support/database/balancer.js';
import { describeOnMariaDb, type FreshDatabase } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { figures } from '../../support/scenes/figures.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { createEnterprise, tally } from '../../support/scenes/installation.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { TcpProxy } from '../../support/database/tcp-proxy.js';
import { race, until } from '../../support/until.js';

const PROBE_MS = 200;
/** Many probes, because on a busy machine each takes its time. */
const DRAIN_DELAY_MS = 10 * PROBE_MS;
const WORKERS = 8;
const ROUNDS = 2;
/** The least that shows anything; the machine decides how many there are. */
const ENOUGH = 3_000;
/** Of what a busy machine decides. */
const PATIENCE_MS = 60_000;
const SHUTDOWN_LIMIT_MS = 25_000;
const LEAVES_WITHIN_MS = 5_000;

interface Exit {
  readonly code: number | null;
  readonly ms: number;
  readonly complaints: string[];
}

describeOnMariaDb('a replica that gets SIGTERM', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let root: Organization;
  let token: string;
  /** Begun first and looked at last: it takes 25 seconds in which nothing happens. */
  let stuck: Promise<Exit>;

  beforeAll(async () => {
    fresh = await database.fresh({ LOG_LEVEL: 'warn' });
    app = await startApp(fresh.env);
    const make = new Factories(app);
    root = await make.root();
    token = await make.organizationToken(root);
    stuck = leaveStuck();
    // It is awaited below.
    stuck.catch(() => undefined);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const replica = (overrides: Record<string, string> = {}) =>
    startProcess({ ...fresh.variables, ...overrides }, { within: PATIENCE_MS });

  /** Another one behind a proxy of its own, in which its statements can be held. */
  async function replicaBehindProxy(overrides: Record<string, string> = {}) {
    const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
    return { proxy, serving: await replica({ DATABASE_URL: proxy.url(fresh.env.DATABASE_URL!), ...overrides }) };
  }

  /** Stops one that has a call under way which never ends. */
  async function leaveStuck() {
    const { proxy, serving } = await replicaBehindProxy({ REQUEST_DEADLINE_MS: '120000' });
    const statement = proxy.holdNextStatementMatching(/FROM enterprises/);
    const client = await RawClient.open(serving.url);
    client.ask(`/api/v2/organization/${root.id}/enterprise`, token);
    await statement.held;
    const exit = await stopped(serving);
    await proxy.close();
    return exit;
  }

  /** What it wrote, but for the line that says where it listens: warnings and errors. */
  const complaints = (serving: AppProcess) =>
    serving
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Tenantry is listening'));

  async function stopped(serving: AppProcess): Promise<Exit> {
    const asked = performance.now();
    const code = await serving.stop();
    return { code, ms: Math.round(performance.now() - asked), complaints: complaints(serving) };
  }

  function expectGoodOrder({ code, ms, complaints }: Exit): void {
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(ms).toBeLessThan(LEAVES_WITHIN_MS);
  }

  /** Creates enterprises and finds them again, until stopped; nothing is sent twice. */
  async function work(balancer: Balancer, seen: string[], created: string[], goesOn: () => boolean): Promise<void> {
    const send = async (call: Parameters<Balancer['call']>[0]) => {
      const answer = await balancer.call(call).catch((error: unknown) => String(error));
      seen.push(typeof answer === 'string' ? answer : said(answer));
      return typeof answer === 'string' ? undefined : answer.body;
    };
    while (goesOn()) {
      const call = createEnterprise(root, token);
      const { enterpriseId } = (await send(call)) ?? {};
      if (enterpriseId) created.push(enterpriseId);
      const { idempotencyKey } = call.json as { idempotencyKey: string };
      await send({ method: 'GET', url: `${call.url}?idempotencyKey=${idempotencyKey}`, token });
    }
  }

  // Protects the drain: ready until SIGTERM, not ready and still serving after it, no listening before the balancer has
  // noticed, and no connection that is kept alive into the end.
  it('is not missed by anybody: a rolling restart of two under load fails no call', async () => {
    const began = performance.now();
    const balancer = new Balancer(PROBE_MS);
    const start = async () => {
      const serving = await replica({ DRAIN_DELAY_MS: String(DRAIN_DELAY_MS) });
      balancer.add(serving.url);
      await until('the balancer sends to the new replica', () => balancer.isReady(serving.url), {
        within: PATIENCE_MS,
      });
      return serving;
    };
    const serving = [await start(), await start()];
    const seen: string[] = [];
    const created: string[] = [];
    const exits: Exit[] = [];
    const cut: number[] = [];
    let over = false;
    const working = race(WORKERS, () => work(balancer, seen, created, () => !over));
    try {
      for (let turn = 0; turn < 2 * ROUNDS; turn++) {
        const leaving = serving.shift()!;
        await until('calls are under way on the replica that leaves', () => balancer.underWay(leaving.url) > 2);
        cut.push(balancer.underWay(leaving.url));
        exits.push(await stopped(leaving));
        balancer.remove(leaving.url);
        serving.push(await start());
      }
      await until('enough was sent', () => seen.length >= ENOUGH, { within: PATIENCE_MS });
    } finally {
      over = true;
      await working;
      balancer.close();
    }
    exits.push(...(await Promise.all(serving.map((each) => stopped(each)))));

    const { 200: succeeded = 0, ...failed } = tally(seen);
    figures('a rolling restart', {
      requests: seen.length,
      failed: seen.length - succeeded,
      'slowest probe ms': balancer.slowestProbeMs,
      'under way at SIGTERM': cut.join('/'),
      'exit after ms': exits.map(({ ms }) => ms).join('/'),
      'seconds in all': ((performance.now() - began) / 1_000).toFixed(1),
    });
    expect(failed).toEqual({});
    exits.forEach(expectGoodOrder);
    expect(new Set(created).size).toBe(created.length);
    expect(await app.sql.count('enterprises')).toBeGreaterThanOrEqual(created.length);
  }, 120_000);

  // Protects Drain.begin, which marks the answers that are under way, too (Node keeps a connection whose answer did not
  // say `close`, and its end would be waited for until the limit), and Drain.whileClosing.
  it('answers what is under way, closes its connection with the answer, and waits for no other one', async () => {
    const { proxy, serving } = await replicaBehindProxy();
    const listing = `/api/v2/organization/${root.id}/enterprise`;
    const open = () => RawClient.open(serving.url);
    const [asking, idle, half, silent, halfFirst] = [
      await open(),
      await open(),
      await open(),
      await open(),
      await open(),
    ];
    for (const client of [asking, idle, half]) client.ask(listing, token);
    for (const client of [asking, idle, half]) {
      const [first] = await until('the first answer is there', () => client.answers().length === 1 && client.answers());
      expect(first).toMatch(/^HTTP\/1\.1 200 [^]*connection: keep-alive/i);
    }
    for (const client of [half, halfFirst]) client.send('GET /health/live HT');
    const statement = proxy.holdNextStatementMatching(/FROM enterprises/);
    asking.ask(listing, token);
    await statement.held;

    const ended = stopped(serving);
    await until('the others are closed', () => [idle, half, silent, halfFirst].every(({ closed }) => closed));
    expect(await refusesConnections(serving.url)).toBe(true);
    expect(asking.closed).toBe(false);
    statement.release();
    const exit = await ended;
    expectGoodOrder(exit);
    expect(asking.answers()).toHaveLength(2);
    expect(asking.answers()[1]).toMatch(/^HTTP\/1\.1 200 [^]*connection: close/i);
    expect(asking.closed).toBe(true);
    figures('a replica that gets SIGTERM', { 'exit after ms': exit.ms });
    await proxy.close();
  });

  it('ends at once at a second signal', async () => {
    const serving = await replica({ DRAIN_DELAY_MS: '60000' });
    void serving.stop();
    await until('it drains', async () => {
      return (await serving.call({ method: 'GET', url: '/health/ready' })).status === 503;
    });
    const again = performance.now();
    expect(await serving.stop()).toBe(1);
    expect(performance.now() - again).toBeLessThan(1_000);
  });

  it('ends after 25 seconds when a call will not end', async () => {
    const { code, ms, complaints } = await stuck;
    figures('a call that will not end', { 'exit after ms': ms });
    expect(Math.abs(ms - SHUTDOWN_LIMIT_MS)).toBeLessThan(1_500);
    expect({ code, complaints }).toEqual({ code: 1, complaints: ['Stopping failed: not done within 25 seconds'] });
  }, 40_000);
});

/** One connection, and all that was read from it. */
class RawClient {
  private text = '';
  closed = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  static open(url: string): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(new RawClient(socket)));
      socket.once('error', reject);
    });
  }

  send(bytes: string): void {
    this.socket.write(bytes);
  }

  ask(path: string, token?: string): void {
    const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
    this.send(`GET ${path} HTTP/1.1\r\nHost: tenantry\r\n${authorization}\r\n`);
  }

  answers(): string[] {
    return this.text.split(/(?=HTTP\/1\.1 )/).filter((each) => each !== '');
  }
}

function refusesConnections(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.destroy() && resolve(false));
    socket.once('error', () => resolve(true));
  });
}
