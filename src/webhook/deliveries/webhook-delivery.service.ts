import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { isId, newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { type Claim, claimFor, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { keySpent } from '../../idempotency/key-spent.js';
import { WebhookEndpointChangeService } from '../endpoints/webhook-endpoint-change.service.js';
import type { NamedWebhookEndpoint } from '../endpoints/webhook-endpoint-lookup.service.js';
import { assertEnabled, existing } from '../endpoints/webhook-endpoint.rules.js';
import { type WebhookDelivery, webhookDeliveryOf } from '../webhook-delivery.js';
import {
  type DeliveryQuery,
  webhookDeliveries,
  webhookDeliveriesReplay,
  webhookDeliveryById,
  webhookDeliveryInsert,
} from '../webhook-delivery.queries.js';
import { TEST_EVENT_TYPE, type WebhookEndpoint } from '../webhook-endpoint.js';

/** What is sent to an endpoint. */
@Injectable()
export class WebhookDeliveryService {
  constructor(
    private readonly database: Database,
    private readonly changes: WebhookEndpointChangeService,
  ) {}

  /** A page of deliveries, the newest event first, and whether another page follows. */
  async list(
    { ctx, endpoint }: NamedWebhookEndpoint,
    query: DeliveryQuery,
  ): Promise<{ deliveries: WebhookDelivery[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(webhookDeliveries(endpoint.id, query)));
    return { deliveries: rows.slice(0, query.limit).map(webhookDeliveryOf), more: rows.length > query.limit };
  }

  /** @throws DomainError webhook_delivery_not_found */
  async find({ ctx, endpoint }: NamedWebhookEndpoint, eventId: string): Promise<WebhookDelivery> {
    const found = isId(eventId) ? await this.read(ctx, endpoint.id, eventId) : undefined;
    if (!found) throw new DomainError('webhook_delivery_not_found', {});
    return found;
  }

  /**
   * Has an event of no meaning sent to the endpoint, once: it is not repeated if it fails.
   * @returns the delivery, which is pending
   * @throws DomainError webhook_endpoint_disabled; and as a change of the endpoint
   */
  async test(
    { ctx, endpoint: { id }, owner }: NamedWebhookEndpoint,
    claim: Claim = NO_CLAIM,
  ): Promise<WebhookDelivery> {
    const eventId = newId();
    const change = (tx: Tx, endpoint: WebhookEndpoint | undefined) => {
      assertEnabled(existing(endpoint));
      tx.queue(webhookDeliveryInsert(id, eventId, TEST_EVENT_TYPE));
      return { action: 'webhook_endpoint.tested' as const, data: { eventId } };
    };
    await this.changes.apply(ctx, { id, owner }, change, { claim: claimFor(claim, eventId) });
    return this.sent(ctx, id, eventId);
  }

  /**
   * Has a delivery made again that has ended; one that is pending stays as it is. The receiver knows it by its id.
   * @throws DomainError webhook_delivery_not_found, webhook_endpoint_disabled; and as a change of the endpoint
   */
  async replay(named: NamedWebhookEndpoint, eventId: string, claim: Claim = NO_CLAIM): Promise<WebhookDelivery> {
    const { ctx, endpoint, owner } = named;
    const { state } = await this.find(named, eventId);
    const change = (tx: Tx, locked: WebhookEndpoint | undefined) => {
      assertEnabled(existing(locked));
      if (state === 'pending') return undefined;
      tx.queue(webhookDeliveriesReplay(endpoint.id, [eventId]));
      return { action: 'webhook_endpoint.replayed' as const, data: { eventId } };
    };
    await this.changes.apply(ctx, { id: endpoint.id, owner }, change, { claim: claimFor(claim, eventId) });
    return this.sent(ctx, endpoint.id, eventId);
  }

  /**
   * The delivery that a request has made, as it is now.
   * @throws DomainError idempotency_key_spent where it, or its endpoint, is gone
   */
  async sent(ctx: CallContext, endpointId: string, eventId: string): Promise<WebhookDelivery> {
    const found = await this.read(ctx, endpointId, eventId);
    if (!found) throw keySpent('webhook_delivery', eventId);
    return found;
  }

  private async read(ctx: CallContext, endpointId: string, eventId: string): Promise<WebhookDelivery | undefined> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(webhookDeliveryById(endpointId, eventId)));
    return row && webhookDeliveryOf(row);
  }
}
