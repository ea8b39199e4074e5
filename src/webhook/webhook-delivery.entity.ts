import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { COUNT, ID, TIME } from '../database/column-types.js';

/**
 * One event for one endpoint: what is to be sent, and how it went. It is kept for some time after its end.
 *
 * No foreign keys, on purpose: they would have the sequencer, which writes these rows, wait for changes of an endpoint.
 * So a row can outlive its endpoint for a moment, and is deleted without being sent.
 */
@Entity('webhook_deliveries')
@Index('ix_webhook_deliveries_due', ['state', 'endpointId', 'nextAttemptAt'])
@Index('ix_webhook_deliveries_state', ['endpointId', 'state', 'eventId'])
@Index('ix_webhook_deliveries_finished', ['finishedAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn({ ...ID, name: 'endpoint_id' })
  endpointId: string;

  /** The `webhook-id` of every attempt: an event of the audit, or an id of its own for a test. */
  @PrimaryColumn({ ...ID, name: 'event_id' })
  eventId: string;

  /** The event's action; `webhook.test`, which no event of the audit has, for a test. */
  @Column({ type: 'varchar', length: 64 })
  type: string;

  /** `pending`, `succeeded` or `failed`. */
  @Column({ type: 'varchar', length: 16 })
  state: string;

  /** How often it was sent since it was made or replayed. */
  @Column(COUNT)
  attempts: number;

  /** When it is due; null unless it is pending. */
  @Column({ ...TIME, name: 'next_attempt_at', nullable: true })
  nextAttemptAt: number | null;

  /** The HTTP status of the last attempt; null where there was no answer. */
  @Column({ ...COUNT, name: 'last_status', nullable: true })
  lastStatus: number | null;

  /** A word for why the last attempt failed; null where it did not. */
  @Column({ name: 'last_error', type: 'varchar', length: 64, nullable: true })
  lastError: string | null;

  /** The beginning of the body of the last answer. */
  @Column({ name: 'answer_beginning', type: 'varchar', length: 1024, nullable: true })
  answerBeginning: string | null;

  @Column({ ...TIME, name: 'last_attempt_at', nullable: true })
  lastAttemptAt: number | null;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  /** When it succeeded or failed for good. */
  @Column({ ...TIME, name: 'finished_at', nullable: true })
  finishedAt: number | null;
}
