import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Metrics, type Sample } from '../observability/metrics/metrics.js';
import { type Lane, longestDue } from '../webhook/queue/webhook-queue.queries.js';

const PATIENCE_MS = 1_000;
/** By how the last turn of an endpoint went: a lag of those that fail delays no other. */
const LANES: readonly (readonly [name: string, lane: Lane])[] = [
  ['working', 0],
  ['failing', 1],
];

/** How far the deliveries of webhooks are behind: two rows at each scrape, whatever is due. */
@Injectable()
export class DeliveryGauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    if (!this.metrics.isEnabled) return;
    const help = 'For how long the webhook endpoint that is due longest has waited for a process';
    this.metrics.queriedGauge('tenantry_webhook_due_age_seconds', help, ['lane'], () => this.ages());
  }

  private async ages(): Promise<Sample[]> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    const statements = LANES.map(([, lane]) => longestDue(lane));
    const rows = await this.database.read(ctx, (reader) => reader.read(...statements));
    return LANES.map(([lane], at) => ({ labels: { lane }, value: (rows[at]?.[0]?.age ?? 0) / 1_000 }));
  }
}
