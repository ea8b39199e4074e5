import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { createMeters, type Meters } from './meters.js';

/** How a request ended: with a result, with a refusal (4xx), with a failure of the service (5xx), or without its client. */
export type RequestOutcome = 'served' | 'refused' | 'failed' | 'aborted';

/** An answered request. Every member has few values: a route is a template, and unknown ones are one. */
export interface MeasuredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: string;
  /** The code of the error catalogue; empty where nothing was refused. */
  readonly refusal: string;
  readonly outcome: RequestOutcome;
  readonly seconds: number;
  readonly replayed: boolean;
}

const TENANT_KINDS = ['organization', 'enterprise'] as const;
/** Success, and each reason why an attempt had none, by the names that deliveries show. */
const DELIVERY_RESULTS = [
  'succeeded',
  'name_not_resolved',
  'address_not_allowed',
  'not_connected',
  'tls_failed',
  'timed_out',
  'connection_broken',
  'redirected',
  'refused',
  'secret_not_readable',
  'event_cleared',
] as const;

/** How one attempt to deliver an event ended. */
export type DeliveryResult = (typeof DELIVERY_RESULTS)[number];

/** A value of a gauge, with its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Counts what this application does, for Prometheus. Until it is enabled (`METRICS_PORT`) each method returns at once
 * and nothing is kept. Each application has a registry of its own.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private meters: Meters | undefined;

  get isEnabled(): boolean {
    return this.meters !== undefined;
  }

  /** Begins to count, ahead of the first request; with the figures of the process. */
  enable(): void {
    if (this.meters) return;
    this.meters = createMeters(this.registry);
    // At 0 from the start: the increase of a series that begins with its first event would lack that one.
    for (const kind of TENANT_KINDS) this.meters.created.inc({ kind }, 0);
    for (const result of DELIVERY_RESULTS) this.meters.deliveries.zero({ result });
    collectDefaultMetrics({ register: this.registry });
  }

  request({ method, route, status, refusal, outcome, seconds, replayed }: MeasuredRequest): void {
    this.meters?.requests.inc({ method, route, status, refusal });
    this.meters?.durations.observe({ method, route, outcome }, seconds);
    if (replayed) this.meters?.replays.inc({ method, route });
  }

  /** A request that was refused before it had a route: by the parser. */
  unparsed(status: number, refusal: string): void {
    this.meters?.requests.inc({ method: 'unknown', route: 'none', status: String(status), refusal });
  }

  created(kind: (typeof TENANT_KINDS)[number]): void {
    this.meters?.created.inc({ kind });
  }

  sessionWait(seconds: number): void {
    this.meters?.sessionWaits.observe(seconds);
  }

  /** @param error the number or code of the database's error, such as 1213 or SQLITE_BUSY; empty where there is none */
  retried(reason: string, error: string): void {
    this.meters?.retries.inc({ reason, error });
  }

  deliveryAttempt(result: DeliveryResult, seconds: number): void {
    this.meters?.deliveries.observe({ result }, seconds);
  }

  /** A gauge whose values are read from memory at each scrape. */
  gauge(name: string, help: string, labelNames: readonly string[], read: () => Sample[]): void {
    const { registry } = this;
    new Gauge({
      ...{ name, help, labelNames: [...labelNames], registers: [registry] },
      collect() {
        setSamples(this, labelNames, read());
      },
    });
  }

  /**
   * A gauge whose values are queried at each scrape. Those in memory are read ahead of all queries, or the sessions that
   * the scrape itself needs would be among those that are in use.
   * @param query gives no values where they are not known; where it fails there are none either
   */
  queriedGauge(name: string, help: string, labelNames: readonly string[], query: () => Promise<Sample[]>): void {
    const { registry } = this;
    new Gauge({
      ...{ name, help, labelNames: [...labelNames], registers: [registry] },
      async collect() {
        // Every `collect` is called before the first microtask runs.
        await Promise.resolve();
        // One figure that cannot be read must not cost all others.
        setSamples(this, labelNames, await query().catch(() => []));
      },
    });
  }

  /** Everything, in the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Every metric that has been registered, for the documentation. */
  described(): { readonly name: string; readonly type: string; readonly labels: readonly string[] }[] {
    const metrics = this.registry.getMetricsAsArray() as { name: string; type: unknown; labelNames?: string[] }[];
    return metrics.map(({ name, type, labelNames = [] }) => ({ name, type: String(type), labels: labelNames }));
  }
}

function setSamples(gauge: Gauge, labelNames: readonly string[], samples: readonly Sample[]): void {
  gauge.reset();
  // Of a gauge without labels a reset leaves a zero, which would be a claim.
  if (samples.length === 0 && labelNames.length === 0) gauge.remove();
  for (const { labels, value } of samples) gauge.set({ ...labels }, value);
}
