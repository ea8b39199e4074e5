import { Injectable } from '@nestjs/common';
import { firstIdAt, newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { Metrics } from '../../observability/metrics/metrics.js';
import { inRootSpan } from '../../observability/tracing.js';
import type { Attempt } from '../sending/attempt.js';
import { WebhookSender } from '../sending/webhook-sender.service.js';
import { WebhookSecrets } from '../secrets/webhook-secrets.js';
import { DeliveryRecord, type Delivered } from './delivery-record.service.js';
import { DeliverySettings } from './delivery-settings.js';
import { messageOf } from './webhook-body.js';
import { Serial } from './serial.js';
import type { Turn } from '../queue/turn.js';
import { type DueDeliveryRow, dueDeliveries, type DueEndpointRow, dueEndpoint } from './webhook-delivery.queries.js';
import { anyDue, dueForUpdate, type Lane, leaseUpdate } from '../queue/webhook-queue.queries.js';

/** How long a statement of the worker may wait. */
const PATIENCE_MS = 5_000;

/** How many events are sent to an endpoint at the same time; in the slow lane it is one. */
const AT_ONCE = 10;

/**
 * Endpoints take turns. In one turn a process sends a few due events to one endpoint, which it has leased: so no other
 * process sends them at the same time, an endpoint gets no more at once however many processes there are, and one with a
 * long backlog waits for the others between its turns.
 */
@Injectable()
export class DeliveryTurns {
  private readonly serial = new Serial();

  constructor(
    private readonly database: Database,
    private readonly sender: WebhookSender,
    private readonly secrets: WebhookSecrets,
    private readonly record: DeliveryRecord,
    private readonly settings: DeliverySettings,
    private readonly metrics: Metrics,
  ) {}

  /** Whether an endpoint of these lanes is due. */
  async isAnyDue(lanes: readonly Lane[]): Promise<boolean> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    const [due] = await this.database.read(ctx, (reader) => reader.read(anyDue(lanes)));
    return due.length > 0;
  }

  /**
   * Takes endpoints that are due, at most so many, of which so many of the slow lane. What is not given back is due again
   * when the lease ends.
   */
  take(limit: number, slowLimit: number): Promise<Turn[]> {
    const leaseId = newId();
    return this.database.write({ signal: AbortSignal.timeout(PATIENCE_MS) }, async (tx) => {
      const [due, slow] = await tx.query(dueForUpdate(0, limit), dueForUpdate(1, slowLimit));
      const turnsOf = (rows: typeof due, lane: Lane): Turn[] =>
        rows.map(({ endpoint_id: endpointId }) => ({ endpointId, leaseId, lane }));
      const turns = [...turnsOf(due, 0), ...turnsOf(slow, 1)].slice(0, limit);
      const ids = turns.map(({ endpointId }) => endpointId);
      if (ids.length > 0) tx.queue(leaseUpdate(ids, leaseId, this.settings.leaseMs));
      // Where the answer to COMMIT is lost, the second try takes others, and these are due when the lease ends.
      await tx.flushAndCommit();
      return turns;
    });
  }

  /** Sends what is due of the endpoint, writes down how it went, and gives the endpoint back. */
  async run(turn: Turn, stop: AbortSignal): Promise<void> {
    const [[endpoint], due] = await this.serial.run(() => this.read(turn));
    if (!endpoint) return this.serial.run(() => this.record.removed(turn));
    if (endpoint.disabled_reason !== null || endpoint.is_active === 0) {
      const oldest = firstIdAt(Date.now() - this.settings.keptMs);
      return this.serial.run(() => this.record.held(turn, oldest));
    }
    const delivered = await this.send(turn.endpointId, endpoint, due, stop);
    for (const { attempt } of delivered) {
      this.metrics.deliveryAttempt(attempt.error ?? 'succeeded', attempt.tookMs / 1_000);
    }
    return this.serial.run(() => this.record.done(turn, delivered));
  }

  private read({ endpointId, lane }: Turn): Promise<[DueEndpointRow[], DueDeliveryRow[]]> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    const statements = [dueEndpoint(endpointId), dueDeliveries(endpointId, lane === 0 ? AT_ONCE : 1)] as const;
    return this.database.read(ctx, (reader) => reader.read(...statements));
  }

  private async send(
    endpointId: string,
    endpoint: DueEndpointRow,
    due: readonly DueDeliveryRow[],
    stop: AbortSignal,
  ): Promise<Delivered[]> {
    const secrets = await this.secretsOf(endpointId, endpoint);
    const entries = due.map((row) => ({ row, message: messageOf(row) }));
    const sendable = entries.flatMap(({ row, message }) => (message ? [{ row, message }] : []));
    const cleared = entries
      .filter(({ message }) => !message)
      .map(({ row }) => ({ row, attempt: unsent('event_cleared') }));
    if (secrets.length === 0) {
      return [...cleared, ...sendable.map(({ row }) => ({ row, attempt: unsent('secret_not_readable') }))];
    }
    if (sendable.length === 0) return cleared;
    const target = { organizationId: endpoint.organization_id, url: endpoint.url, secrets };
    const messages = sendable.map(({ message }) => message);
    const attempts = await inRootSpan('deliver webhook', () => this.sender.send(target, messages, stop));
    // What was ended by the stop counts as no attempt: it is due at once, for another process.
    const sent = sendable.flatMap(({ row }, at) => (attempts[at] ? [{ row, attempt: attempts[at] }] : []));
    return [...cleared, ...sent];
  }

  /** The present secret first; without it nothing is sent, as a receiver could verify nothing. */
  private async secretsOf(endpointId: string, endpoint: DueEndpointRow): Promise<string[]> {
    const { secret_sealed: present, previous_secret_sealed: previous } = endpoint;
    const opened = await Promise.all(
      [present, ...(previous === null ? [] : [previous])].map((sealed) => this.secrets.open(sealed, endpointId)),
    );
    return opened[0] === undefined ? [] : opened.filter((secret) => secret !== undefined);
  }
}

function unsent(error: 'event_cleared' | 'secret_not_readable'): Attempt {
  return { status: null, error, answer: null, retryAfterMs: null, tookMs: 0 };
}
