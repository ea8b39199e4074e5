import { Injectable } from '@nestjs/common';
import { actionsNamed } from '../../audit/audit-actions.js';
import { dataOfEvent } from '../../audit/audit.queries.js';
import type { CallContext } from '../../common/call-context.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { EventFeedService, type FeedStartQuery } from '../../event-feed/event-feed.service.js';
import { type Claim, claimFor } from '../../idempotency/idempotency.service.js';
import { keySpent } from '../../idempotency/key-spent.js';
import { WebhookEndpointChangeService } from '../endpoints/webhook-endpoint-change.service.js';
import type { NamedWebhookEndpoint } from '../endpoints/webhook-endpoint-lookup.service.js';
import { assertEnabled, existing } from '../endpoints/webhook-endpoint.rules.js';
import { missingDeliveriesInsert, webhookDeliveriesReplay } from '../webhook-delivery.queries.js';
import type { WebhookEndpoint } from '../webhook-endpoint.js';

/** How many events one call queues at most: some milliseconds of one transaction. */
const AT_ONCE = 500;

/** What a replay has queued. */
export interface WebhookReplay {
  /** How many events are sent, or were pending already. */
  readonly queued: number;
  /** The cursor to go on with; null where nothing is left. */
  readonly next: string | null;
}

/** Sends to an endpoint again what its feed has. */
@Injectable()
export class WebhookReplayService {
  constructor(
    private readonly database: Database,
    private readonly feed: EventFeedService,
    private readonly changes: WebhookEndpointChangeService,
  ) {}

  /**
   * Has the events behind a cursor sent to the endpoint, of its tree and its types, at most 500: again, where their
   * deliveries have ended, and for the first time where they have none.
   * @throws DomainError invalid_arguments for a cursor of another feed, event_cursor_expired, webhook_endpoint_disabled;
   *   and as a change of the endpoint
   */
  async replay(
    { ctx, endpoint, owner }: NamedWebhookEndpoint,
    start: FeedStartQuery,
    claim: Claim,
  ): Promise<WebhookReplay> {
    const { id, organizationId, types } = endpoint;
    // The logs of endpoints are those of the feed.
    const query = { ...start, limit: AT_ONCE, ...(types && { actions: actionsOf(types) }) };
    const { eventIds, next } = await this.feed.idsBehind(ctx, organizationId, query);
    const replay = { queued: eventIds.length, next };
    const eventId = newId();
    const change = (tx: Tx, locked: WebhookEndpoint | undefined) => {
      assertEnabled(existing(locked));
      if (eventIds.length > 0) {
        tx.queue(webhookDeliveriesReplay(id, eventIds));
        tx.queue(missingDeliveriesInsert(id, eventIds));
      }
      return { action: 'webhook_endpoint.replayed' as const, data: { ...replay } };
    };
    await this.changes.apply(ctx, { id, owner }, change, { claim: claimFor(claim, eventId), eventId });
    return replay;
  }

  /**
   * What an earlier request has queued, as its event has it.
   * @throws DomainError idempotency_key_spent where the event was cleared
   */
  async replayed(ctx: CallContext, eventId: string): Promise<WebhookReplay> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(dataOfEvent(eventId)));
    if (!row) throw keySpent('webhook_replay', eventId);
    return JSON.parse(row.data) as WebhookReplay;
  }
}

/** Types with the members of their groups. A type that no event has stays, and finds none. */
function actionsOf(types: readonly string[]): readonly string[] {
  return types.flatMap<string>((type) => actionsNamed([type]) ?? [type]);
}
