import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../answers.js';
import { type FreshDatabase, sqlite, mariadbOn } from '../database/databases.js';
import type { PrivateMariaDb } from '../database/mariadb-server.js';
import { openSql, type Sql } from '../database/sql.js';
import { startApp } from '../harness.js';
import { type AppProcess, startProcess } from '../processes.js';
import { Factories } from '../scenes/factories.js';
import { createEnterprise, createManaged } from '../scenes/installation.js';
import { race, until } from '../until.js';
import { EventReader } from './event-reader.js';
import { StormReceiver } from './storm-receiver.js';
import { SECRETS_KEY } from './webhook-scene.js';
import { insertEndpoint } from './made-endpoint.js';

export interface StormPlan {
  readonly changes: number;
  readonly kills: { readonly service: number; readonly receiver: number; readonly database: number };
  readonly seed: number;
}

/** What came of a storm: what was made, what was found missing. */
export interface StormFigures {
  readonly events: number;
  /** Answered changes without an event. */
  readonly unrecorded: number;
  /** Of the events: without a place, with two, out of the order in which a reader read on. */
  readonly lost: number;
  readonly twice: number;
  readonly disordered: number;
  readonly undelivered: number;
  /** Requests whose signature does not verify. */
  readonly unverified: number;
  readonly deliveredAgain: number;
  readonly seconds: number;
}

/** What a storm must leave behind. */
export const NOTHING_WRONG = { unrecorded: 0, lost: 0, twice: 0, disordered: 0, undelivered: 0, unverified: 0 };

const CALLERS = 12;

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
 * Makes changes through two processes (on SQLite one), while processes, the receiver and the database are killed, and a
 * reader reads on by the places of events; then waits until everything is delivered.
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
    private readonly root: Organization,
    private readonly token: string,
  ) {
    this.random = randomOf(plan.seed);
  }

  static async run(plan: StormPlan, server?: PrivateMariaDb): Promise<StormFigures> {
    const fresh = await (server ? mariadbOn(server) : sqlite).fresh(VARIABLES);
    const app = await startApp({ ...fresh.env, SEQUENCE_EVERY_MS: 0, WEBHOOKS_EVERY_MS: 0 } as typeof fresh.env);
    const make = new Factories(app);
    const root = await make.root();
    const token = await make.organizationToken(root);
    const receiver = await StormReceiver.start();
    // Behind the events that are there: the endpoint hears of all that have no place by now.
    receiver.secret = (await insertEndpoint(app, receiver.url, '')).secret;
    await app.close();
    const storm = new EventStorm(plan, fresh, server, receiver, root, token);
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
    const reader = new EventReader(this.fresh.env);
    const reading = reader.readOn();
    const killing = this.kill();
    await race(CALLERS, (number) => this.change(number));
    await killing;
    const sql = await openSql(this.fresh.env);
    await this.settle(sql);
    await until('the reader has read all', async () => reader.read.length >= (await sql.count('audit_events')));
    reader.stop();
    await reading;
    const figures = await this.found(sql, reader.read, (performance.now() - began) / 1_000);
    await sql.close();
    return figures;
  }

  /** Repeats each change, with the same key, until it is answered. */
  private async change(caller: number): Promise<void> {
    while (this.made < this.plan.changes) {
      const number = this.made++;
      const headers = { 'idempotency-key': `change-${number}` };
      const call: Call =
        number % 4 === 0
          ? { ...createManaged(this.root, this.token), headers }
          : createEnterprise(this.root, this.token);
      for (let attempt = 0; ; attempt++) {
        const service = this.services[(caller + attempt) % this.services.length]!;
        const answer = await service.call<Record<string, unknown>>(call).catch(() => undefined);
        if (answer && answer.status < 300) {
          const organization = answer.body.organization as { id: string } | undefined;
          this.answered.push(organization?.id ?? String(answer.body.enterpriseId));
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

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
        await sql.execute("UPDATE webhook_deliveries SET next_attempt_at = ? WHERE state = 'pending'", [now]);
        await sql.execute('UPDATE webhook_queues SET due_at = ? WHERE lease_id IS NULL AND due_at > ?', [now, now]);
        const pending = await sql.count('audit_events', 'pending_since IS NOT NULL');
        return pending === 0 && (await sql.count('webhook_deliveries', "state <> 'succeeded'")) === 0;
      },
      { within: 120_000, every: 1_000 },
    );
  }

  private async found(sql: Sql, read: readonly string[], seconds: number): Promise<StormFigures> {
    const lines = await sql.rows(
      "SELECT event_id, sequence FROM audit_lines WHERE organization_id = '' ORDER BY sequence",
    );
    const rows = await sql.rows('SELECT id, subject_id FROM audit_events');
    const events = rows.map(({ id }) => String(id));
    const placed = lines.map(({ event_id: id }) => String(id));
    const subjects = new Set(rows.map(({ subject_id: subject }) => String(subject)));
    const seen = new Set(read);
    const misplaced = lines.filter(({ sequence }, index) => Number(sequence) !== index + 1).length;
    const received = [...this.receiver.received.values()];
    return {
      events: events.length,
      unrecorded: this.answered.filter((id) => !subjects.has(id)).length,
      lost: events.filter((id) => !seen.has(id)).length,
      twice: read.length - seen.size,
      disordered: misplaced + read.filter((id, index) => placed[index] !== id).length,
      undelivered: events.filter((id) => !this.receiver.received.has(id)).length,
      unverified: this.receiver.unverified,
      deliveredAgain: received.reduce((sum, times) => sum + times - 1, 0),
      seconds: Math.round(seconds),
    };
  }
}
