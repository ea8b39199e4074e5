import type { FreshDatabase, Overrides, TestDatabase } from '../support/database/databases.js';
import { startApp } from '../support/harness.js';
import { type AppProcess, type ProcessOptions, startProcess } from '../support/processes.js';
import { Load } from '../support/scenes/acknowledged.js';
import { Factories } from '../support/scenes/factories.js';
import { type Verdict, verdictOn } from './verdict.js';

const CALLERS = 12;
/** Beside a load, on a busy machine. */
const STARTS_WITHIN_MS = 60_000;

const running = new Set<Storm>();
// A test that failed in the middle leaves no load to the next one.
afterEach(() => Promise.all([...running].map((storm) => storm.abandon())));

/** A database, the built service on it as one process or several, and a load. */
export class Storm {
  private constructor(
    readonly fresh: FreshDatabase,
    readonly processes: AppProcess[],
    readonly load: Load,
    private readonly variables: Record<string, string>,
    private readonly options: ProcessOptions,
  ) {}

  /** @param through turns the database's variables into those that the processes get */
  static async begin(
    database: TestDatabase,
    replicas: number,
    { overrides = {}, through = (same) => same, ...options }: StormOptions = {},
  ): Promise<Storm> {
    const fresh = await database.fresh({ WEBHOOKS_EVERY_MS: '0', LOG_LEVEL: 'error', ...overrides });
    const app = await startApp(fresh.env);
    const make = new Factories(app);
    const root = await make.root();
    const token = await make.organizationToken(root);
    await app.close();
    const variables = through(fresh.variables);
    const started = { within: STARTS_WITHIN_MS, ...options };
    const processes: AppProcess[] = [];
    for (let replica = 0; replica < replicas; replica++) processes.push(await startProcess(variables, started));
    const load = new Load(() => processes, root, token).start(CALLERS);
    const storm = new Storm(fresh, processes, load, variables, started);
    running.add(storm);
    return storm;
  }

  /** Kills one process at once and starts another in its place. */
  async replace(replica: number): Promise<void> {
    await this.processes[replica]!.kill();
    this.processes[replica] = await startProcess(this.variables, this.options);
  }

  /** Ends the load and the processes, and compares nothing. */
  async abandon(): Promise<void> {
    running.delete(this);
    await Promise.all(this.processes.map((each) => each.kill()));
    await this.load.abandon();
  }

  /** Waits for the last answers, and compares them with what is there. */
  async end(): Promise<Verdict> {
    await this.load.end();
    await this.abandon();
    const verdict = await verdictOn(this.load, this.fresh.variables);
    await this.fresh.drop();
    return verdict;
  }
}

interface StormOptions extends ProcessOptions {
  readonly overrides?: Overrides;
  readonly through?: (variables: Record<string, string>) => Record<string, string>;
}
