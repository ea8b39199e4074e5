import { createRequire } from 'node:module';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventSequencer } from '../audit/event-sequencer.service.js';
import { DatabaseConnection } from '../database/connection/connection.js';
import { Readiness } from '../database/connection/readiness.js';
import { Metrics, type Sample } from '../observability/metrics/metrics.js';
import { TenantCountService } from './tenant-count.service.js';

const { version } = createRequire(import.meta.url)('tenantry/package.json') as { version: string };
/** A scrape waits for no database that does not answer. */
const PATIENCE_MS = 1_000;

/** What is the case at the time of a scrape: each figure is read then, in bounded time, and left out if it cannot be. */
@Injectable()
export class StateGauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    private readonly sequencer: EventSequencer,
    private readonly tenants: TenantCountService,
    private readonly connection: DatabaseConnection,
  ) {}

  onModuleInit(): void {
    if (!this.metrics.isEnabled) return;
    const { metrics } = this;
    const build = { version, node: process.versions.node, database: this.connection.embedded ? 'sqlite' : 'mysql' };
    metrics.gauge('tenantry_build_info', 'The version that runs, on what', Object.keys(build), () => [
      { labels: build, value: 1 },
    ]);
    metrics.queriedGauge(
      'tenantry_ready',
      '1 where a tenant can be created here, as /health/ready has it',
      [],
      async () => {
        const { ready } = await this.readiness.check();
        return [{ value: ready ? 1 : 0 }];
      },
    );
    const lag = 'Age of the oldest event that has no place in the order of events';
    metrics.queriedGauge('tenantry_events_pending_age_seconds', lag, [], () => this.eventLag());
    this.countTenants();
  }

  private countTenants(): void {
    const { metrics, tenants } = this;
    const organizations = 'Organizations that are not deleted, by state; held is with a hold of their own';
    metrics.queriedGauge('tenantry_organizations', organizations, ['state'], async () => {
      const counts = await tenants.latest();
      const states = counts && { active: counts.active, not_activated: counts.notActivated, held: counts.held };
      return Object.entries(states ?? {}).map(([state, value]) => ({ labels: { state }, value }));
    });
    metrics.queriedGauge('tenantry_enterprises', 'Enterprises', [], async () => {
      const counts = await tenants.latest();
      return counts ? [{ value: counts.enterprises }] : [];
    });
    const endpoints = 'Webhook endpoints, by whether deliveries to them succeed and why they were disabled';
    metrics.queriedGauge('tenantry_webhook_endpoints', endpoints, ['state'], async () => {
      const counts = await tenants.latest();
      return Object.entries(counts?.webhookEndpoints ?? {}).map(([state, value]) => ({ labels: { state }, value }));
    });
    const countedAt = 'When the tenants were last counted to the end';
    metrics.queriedGauge('tenantry_tenants_counted_timestamp_seconds', countedAt, [], async () => {
      const counts = await tenants.latest();
      return counts ? [{ value: counts.countedAt / 1_000 }] : [];
    });
  }

  private async eventLag(): Promise<Sample[]> {
    const ms = await this.sequencer.lagMs({ signal: AbortSignal.timeout(PATIENCE_MS) });
    return [{ value: ms / 1_000 }];
  }
}
