import type { Answer, Call } from '../../support/answers.js';
import type { TestDatabase } from '../../support/database/databases.js';
import { TcpProxy } from '../../support/database/tcp-proxy.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import type { Body } from '../../support/scenes/installation.js';
import { until } from '../../support/until.js';
import { OPERATIONS } from './operations.js';
import { type ServiceScene, serviceScene } from './service-scene.js';
import { errorsAndResets, type TripFault, tripsThrough } from './statement-faults.js';
import { sweep, type Swept, type Wrong } from './sweep.js';

const BUSY = "db = DATABASE() AND command <> 'Sleep' AND id <> CONNECTION_ID()";

/** One of each form: written and committed in one trip, and in several. */
const SWEPT = ['create managed organization', 'suspend organization'];

/** A process of the service, with a proxy of its own: what another does when it starts passes by. */
interface Replica {
  readonly service: AppProcess;
  readonly proxy: TcpProxy;
}

/** The service on MariaDB as a process of its own, which may be killed. */
export class SweptProcess implements Swept<TripFault> {
  readonly line = tripsThrough(() => this.present.proxy);
  private next: Replica | undefined;
  private starting: Promise<void> = Promise.resolve();
  /** How many were killed. */
  kills = 0;

  private constructor(
    readonly scene: ServiceScene,
    private readonly directory: string,
    private present: Replica,
  ) {}

  /** @param directory where the build is */
  static async start(database: TestDatabase, directory: string): Promise<SweptProcess> {
    const scene = await serviceScene(database);
    return new SweptProcess(scene, directory, await replica(scene, directory));
  }

  get place(): ServiceScene['place'] {
    return this.scene.place;
  }

  /** Keeps another process ready from now on. */
  async prepareNext(): Promise<void> {
    this.next = await replica(this.scene, this.directory);
  }

  /** Kills the process. Calls go to the next one at once, which is ready. */
  kill(): void {
    if (this.next === undefined) throw new Error('No other process is ready.');
    this.kills++;
    const killed = this.present;
    this.present = this.next;
    this.next = undefined;
    this.starting = end(killed).then(() => this.prepareNext());
    // What waits for it hears of it.
    this.starting.catch(() => undefined);
  }

  call(call: Call): Promise<Answer<Body>> {
    return this.present.service.call<Body>(call);
  }

  count(): ReturnType<ServiceScene['count']> {
    return this.scene.count();
  }

  async quiet(): Promise<void> {
    await this.starting;
    const { sql } = this.scene.app;
    await until('every statement is over', async () => (await sql.count('information_schema.processlist', BUSY)) === 0);
  }

  /** What the errors and resets at each statement of two operations do wrong. */
  async findings(): Promise<readonly Wrong[]> {
    for (const operation of OPERATIONS.filter(({ name }) => SWEPT.includes(name))) {
      const { wrong } = await sweep(this, operation, errorsAndResets);
      if (wrong.length > 0) return wrong;
    }
    return [];
  }

  async close(): Promise<void> {
    await this.starting;
    await end(this.present);
    if (this.next !== undefined) await end(this.next);
    await this.scene.close();
  }
}

async function replica(scene: ServiceScene, directory: string): Promise<Replica> {
  const { env, variables } = scene.fresh;
  const proxy = await TcpProxy.before(env.DATABASE_URL!);
  const service = await startProcess({ ...variables, DATABASE_URL: proxy.url(env.DATABASE_URL!) }, { directory });
  await scene.warm(service);
  return { service, proxy };
}

async function end({ service, proxy }: Replica): Promise<void> {
  await service.kill();
  await proxy.close();
}
