import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../answers.js';
import { type FreshDatabase, sqlite, mariadbOn } from '../database/databases.js';
import type { PrivateMariaDb } from '../database/mariadb-server.js';
import { openSql, type Sql } from '../database/sql.js';
import { startApp } from '../harness.js';
import { type AppProcess, startProcess } from '../processes.js';
import { Factories } from '../scenes/factories.js';
import { figures } from '../scenes/figures.js';
import { createEnterprise, createManaged } from '../scenes/installation.js';
import { race, until } from '../until.js';
import { type FeedFaults, faultsOf } from './feed-comparison.js';
import { FeedFollower, type Sending } from './feed-follower.js';
import { LateCommits } from './late-commits.js';
import { StormReceiver } from './storm-receiver.js';
import { SECRETS_KEY } from './webhook-scene.js';
import { insertEndpoint } from './made-endpoint.js';

export interface StormPlan {
  readonly changes: number;
  readonly kills: { readonly service: number; readonly receiver: number; readonly database: number };
  readonly seed: number;
}

/** What came of a storm: what was made, what was found missing. */
export interface StormFigures extends FeedFaults {
  readonly events: number;
  /** How many events all readers together got. */
  readonly read: number;
  /** How many of them were committed behind others whose ids are greater. */
  readonly late: number;
  /** Answered changes without an event. */
  readonly unrecorded: number;
  readonly undelivered: number;
  /** Requests whose signature does not verify. */
  readonly unverified: number;
  readonly deliveredAgain: number;
  readonly seconds: number;
}

/** What a storm must leave behind. */
export const NOTHING_WRONG = {
  ...{ unrecorded: 0, lost: 0, twice: 0, disordered: 0, foreign: 0 },
  ...{ undelivered: 0, unverified: 0 },
};

/** An organization in which changes are made, and a token of it. */
interface Place {
  readonly organization: Organization;
  readonly token: string;
}

/** A tree with one below it, and another one. */
interface Places {
  readonly root: Place;
  readonly below: Place;
  readonly other: Place;
  /** A token of the operator. */
  readonly operator: string;
}

const CALLERS = 12;

/** For each event, on a busy machine: one endpoint gets them all. */
const DELIVERED_WITHIN_MS = 10;

/** A line is printed each time that so many changes were made. */
const SHOWN_EVERY = 10_000;

const VARIABLES = {
  ...{ SEQUENCE_EVERY_MS: '20', WEBHOOKS_EVERY_MS: '100', WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8', SECRETS_KEY },
  REQUEST_DEADLINE_MS: '3000',
};

/** Pseudo-random numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Makes changes in several trees through two processes (on SQLite one), while processes, the receiver and the database are
 * killed. Meanwhile readers follow the feeds of the installation, of a tree and of a tree below it, as their programs
 * would; then it waits until everything is delivered.
 */
export class EventStorm {
  private readonly random: () => number;
  private readonly answered: string[] = [];
  private services: AppProcess[] = [];
  private made = 0;

  private constructor(
    private readonly plan: StormPlan,
    private readonly fresh: FreshDatabase,
    private readonly server: PrivateMariaDb | undefined,
    private readonly receiver: StormReceiver,
    private readonly places: Places,
  ) {
    this.random = randomOf(plan.seed);
  }

  static async run(plan: StormPlan, server?: PrivateMariaDb): Promise<StormFigures> {
    const fresh = await (server ? mariadbOn(server) : sqlite).fresh(VARIABLES);
    const app = await startApp({ ...fresh.env, SEQUENCE_EVERY_MS: 0, WEBHOOKS_EVERY_MS: 0 } as typeof fresh.env);
    const places = await placesOf(new Factories(app));
    const receiver = await StormReceiver.start();
    // Behind the events that are there: the endpoint hears of all that have no place by now.
    receiver.secret = (await insertEndpoint(app, receiver.url, '')).secret;
    await app.close();
    const storm = new EventStorm(plan, fresh, server, receiver, places);
    try {
      return await storm.blow();
    } finally {
      await Promise.all(storm.services.map((each) => each.stop()));
      await receiver.close();
      await fresh.drop();
    }
  }

  private async blow(): Promise<StormFigures> {
    const began = performance.now();
    const count = this.server ? 2 : 1;
    this.services = await race(count, () => startProcess(this.fresh.variables));
    const { root, below, operator } = this.places;
    const followers = [
      new FeedFollower(this.send, 'all', operator),
      new FeedFollower(this.send, root.organization, root.token),
      new FeedFollower(this.send, below.organization, below.token),
    ] as const;
    await Promise.all([...followers.map((each) => each.follow()), this.change(followers)]);
    const sql = await openSql(this.fresh.env);
    const { ids, subjects, faults, late } = await faultsOf(sql, followers);
    await sql.close();
    return {
      ...{ events: ids.length, read: followers.reduce((sum, { read }) => sum + read.length, 0), ...faults },
      unrecorded: this.answered.filter((id) => !subjects.has(id)).length,
      late,
      ...this.delivered(ids),
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  }

  /** Makes all changes and kills, and has the readers end once each event is delivered. */
  private async change(followers: readonly FeedFollower[]): Promise<void> {
    const late = new LateCommits(this.fresh.env, this.places.below.organization);
    const causing = this.server && late.cause();
    await Promise.all([race(CALLERS, (number) => this.changeAs(number)), this.kill()]);
    late.stop();
    await causing;
    const sql = await openSql(this.fresh.env);
    await this.settle(sql);
    await sql.close();
    for (const each of followers) each.stop();
  }

  /** Repeats each change, with the same key, until it is answered. */
  private async changeAs(caller: number): Promise<void> {
    while (this.made < this.plan.changes) {
      const number = this.made++;
      if (number > 0 && number % SHOWN_EVERY === 0)
        figures('a storm under way', { changes: number, of: this.plan.changes });
      const headers = { 'idempotency-key': `change-${number}` };
      const call = { ...this.callOf(number), headers };
      for (let attempt = 0; ; attempt++) {
        const answer = await this.send<Record<string, unknown>>(call, caller + attempt).catch(() => undefined);
        if (answer && answer.status < 300) {
          const organization = answer.body.organization as { id: string } | undefined;
          this.answered.push(organization?.id ?? String(answer.body.enterpriseId));
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  /** A change of one of the trees by turns. */
  private callOf(number: number): Call {
    const { root, below, other } = this.places;
    const { organization, token } = [root, below, other][number % 3]!;
    return number % 4 === 0 ? createManaged(organization, token) : createEnterprise(organization, token);
  }

  private readonly send: Sending = (call, attempt) => this.services[attempt % this.services.length]!.call(call);

  /** Kills each as often as planned, in an order that the seed gives, spread over the changes. */
  private async kill(): Promise<void> {
    const { service, receiver, database } = this.plan.kills;
    const kills = [
      ...Array<() => Promise<void>>(service).fill(() => this.killService()),
      ...Array<() => Promise<void>>(receiver).fill(() => this.receiver.kill()),
      ...Array<() => Promise<void>>(this.server ? database : 0).fill(() => this.killDatabase()),
    ].map((kill) => ({ kill, at: this.random() }));
    kills.sort((a, b) => a.at - b.at);
    for (const { kill, at } of kills) {
      await until('it is time', () => this.made >= at * this.plan.changes, { within: 600_000 });
      await kill();
    }
  }

  private async killService(): Promise<void> {
    const index = Math.floor(this.random() * this.services.length);
    await this.services[index]!.kill();
    this.services[index] = await startProcess(this.fresh.variables);
  }

  private async killDatabase(): Promise<void> {
    await this.server!.kill();
    await this.server!.restart();
  }

  /** Until each delivery has succeeded: those that are to be sent again later are due now, as if the time had passed. */
  private async settle(sql: Sql): Promise<void> {
    await until(
      'all is delivered',
      async () => {
        const now = Date.now();
        const later =
          "UPDATE webhook_deliveries SET next_attempt_at = ? WHERE state = 'pending' AND next_attempt_at > ?";
        await sql.execute(later, [now, now]);
        await sql.execute('UPDATE webhook_queues SET due_at = ? WHERE lease_id IS NULL AND due_at > ?', [now, now]);
        const pending = await sql.count('audit_events', 'pending_since IS NOT NULL');
        return pending === 0 && (await sql.count('webhook_deliveries', "state <> 'succeeded'")) === 0;
      },
      { within: 120_000 + this.plan.changes * DELIVERED_WITHIN_MS, every: 1_000 },
    );
  }

  private delivered(ids: readonly string[]) {
    const { received, unverified } = this.receiver;
    const deliveredAgain = [...received.values()].reduce((sum, times) => sum + times - 1, 0);
    return { undelivered: ids.filter((id) => !received.has(id)).length, unverified, deliveredAgain };
  }
}

async function placesOf(make: Factories): Promise<Places> {
  const [organization, other] = [await make.root(), await make.root()];
  const placeOf = async (of: Organization) => ({ organization: of, token: await make.organizationToken(of) });
  return {
    root: await placeOf(organization),
    below: await placeOf(await make.managed(organization)),
    other: await placeOf(other),
    operator: await make.operatorToken(),
  };
}
