import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventSequencer, type PlacesFollower } from '../../audit/event-sequencer.service.js';
import type { Tx } from '../../database/statement.js';
import { deliveriesInsert, endpointsHearing } from './webhook-delivery.queries.js';
import { WebhookQueue } from '../queue/webhook-queue.service.js';

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
