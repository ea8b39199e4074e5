import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MAX_LOGS } from '../../audit/audit.queries.js';
import { EventSequencer, type PlacesFollower } from '../../audit/event-sequencer.service.js';
import type { Tx } from '../../database/statement.js';
import { WebhookQueue } from '../queue/webhook-queue.service.js';
import { MAX_WEBHOOK_ENDPOINTS } from '../webhook-endpoint.js';
import { deliveriesInsert, endpointsHearing, hearingCounts } from './webhook-delivery.queries.js';

/** How many deliveries are made in one transaction, which other events wait for, and on SQLite other writes: a tenth of a second at most. */
const AT_ONCE = 2_000;

/** To how many endpoints an event goes at most. */
const MOST_ENDPOINTS = MAX_LOGS * MAX_WEBHOOK_ENDPOINTS;

/**
 * Makes a delivery of each event to each endpoint that hears of it, in the transaction that gives the event its place: each
 * event once, and none is lost. It costs a look-up for each log of an event, whatever endpoints others have.
 */
@Injectable()
export class EventFanOut implements PlacesFollower, OnModuleInit {
  constructor(
    private readonly sequencer: EventSequencer,
    private readonly queue: WebhookQueue,
  ) {}

  onModuleInit(): void {
    this.sequencer.follow(this);
  }

  /** Few events need no look: they fit, however many endpoints there are. */
  async fitting(tx: Tx, eventIds: readonly string[]): Promise<number> {
    if (eventIds.length * MOST_ENDPOINTS <= AT_ONCE) return eventIds.length;
    const [counts] = await tx.query(hearingCounts(eventIds));
    const endpointsOf = new Map(counts.map(({ event_id: id, endpoints }) => [id, endpoints]));
    let deliveries = 0;
    const tooMuch = eventIds.findIndex((id) => (deliveries += endpointsOf.get(id) ?? 0) > AT_ONCE);
    return tooMuch === -1 ? eventIds.length : Math.max(1, tooMuch);
  }

  async inTransaction(tx: Tx, eventIds: readonly string[]): Promise<void> {
    const [hearing] = await tx.query(endpointsHearing(eventIds));
    if (hearing.length === 0) return;
    tx.queue(deliveriesInsert(eventIds));
    this.queue.due(
      tx,
      hearing.map(({ id }) => id),
    );
  }

  placed(): void {
    this.queue.wake();
  }
}
