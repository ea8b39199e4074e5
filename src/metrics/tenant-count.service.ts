import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Statement } from '../database/statement.js';
import { enterprisesCounted } from '../enterprise/enterprise.queries.js';
import { organizationsCounted } from '../organization/listing/organization-list.queries.js';
import { webhookEndpointsCounted } from '../webhook/webhook-endpoint.queries.js';

/** The rows that one statement reads: a few milliseconds. */
const ROWS_AT_ONCE = 2_000;
/** The pause behind a statement, as a multiple of the time that it took: a count has a twentieth of one session. */
const PAUSE_FACTOR = 20;
/** For how long a count is not repeated. */
const FRESH_MS = 15_000;
/** For how long a scrape waits for the count that it began. */
const WAIT_MS = 200;
const PATIENCE_MS = 2_000;

/** Enabled ones by whether deliveries succeed, the others by why they were disabled. */
const ENDPOINT_STATES = ['enabled', 'failing', 'disabled_manual', 'disabled_gone', 'disabled_failing'] as const;
type EndpointState = (typeof ENDPOINT_STATES)[number];

/** The tenants of an installation, and the webhook endpoints that they have. */
export interface TenantCounts {
  /** Organizations without a hold of their own, that are activated. */
  readonly active: number;
  readonly notActivated: number;
  /** Organizations with a hold of their own, activated or not. */
  readonly held: number;
  readonly enterprises: number;
  /** By their states, which are those of the metric. */
  readonly webhookEndpoints: Readonly<Record<EndpointState, number>>;
  /** When the count was complete, in milliseconds since 1970. */
  readonly countedAt: number;
}

/**
 * Counts organizations, enterprises and webhook endpoints in small steps, beside the requests. A database with millions is
 * counted in a minute or more, and what was counted last is given until then; one with thousands within the call.
 */
@Injectable()
export class TenantCountService implements BeforeApplicationShutdown {
  private readonly stopped = new AbortController();
  private last: TenantCounts | undefined;
  private counting: Promise<void> | undefined;
  private endedAt = -Infinity;

  constructor(private readonly database: Database) {}

  /** The last complete count, undefined ahead of the first; begins another one if it is older than 15 s. */
  async latest(): Promise<TenantCounts | undefined> {
    if (performance.now() - this.endedAt > FRESH_MS && !this.stopped.signal.aborted) this.counting ??= this.begin();
    if (this.counting) await Promise.race([this.counting, delay(WAIT_MS, undefined, { ref: false })]);
    return this.last;
  }

  /** Waits for the statement that is under way, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.counting;
  }

  private async begin(): Promise<void> {
    try {
      this.last = await this.count();
    } catch {
      // The database is away, or the process ends. The age of the last count shows it.
    } finally {
      this.endedAt = performance.now();
      this.counting = undefined;
    }
  }

  private async count(): Promise<TenantCounts> {
    const totals = { active: 0, notActivated: 0, held: 0, enterprises: 0 };
    const nextOrganizations = (afterId: string) => organizationsCounted({ afterId, rows: ROWS_AT_ONCE });
    await this.eachPart(nextOrganizations, ({ active, not_activated: notActivated, held }) => {
      totals.active += active;
      totals.notActivated += notActivated;
      totals.held += held;
    });
    const nextEnterprises = (afterId: string) => enterprisesCounted(afterId, ROWS_AT_ONCE);
    await this.eachPart(nextEnterprises, ({ total }) => void (totals.enterprises += total));
    const webhookEndpoints = await this.countEndpoints();
    return { ...totals, webhookEndpoints, countedAt: Date.now() };
  }

  private async countEndpoints(): Promise<Record<EndpointState, number>> {
    const totals = { enabled: 0, failing: 0, disabled_manual: 0, disabled_gone: 0, disabled_failing: 0 };
    await this.eachPart(
      (afterId) => webhookEndpointsCounted(afterId, ROWS_AT_ONCE),
      (row) => ENDPOINT_STATES.forEach((state) => (totals[state] += row[state])),
    );
    return totals;
  }

  private async eachPart<R extends { readonly last: string | null }>(
    next: (afterId: string) => Statement<R>,
    add: (row: R) => void,
  ): Promise<void> {
    for (let last: string | null = ''; last !== null;) {
      const begunAt = performance.now();
      const row: R = await this.read(next(last));
      add(row);
      last = row.last;
      if (last === null) return;
      const pause = PAUSE_FACTOR * (performance.now() - begunAt);
      await delay(pause, undefined, { ref: false, signal: this.stopped.signal });
    }
  }

  private async read<R>(statement: Statement<R>): Promise<R> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(statement));
    return row!;
  }
}
