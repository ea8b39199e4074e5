import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { COUNT, ID, TIME } from '../../database/column-types.js';

/**
 * When a process has to look after an endpoint the next time. So what is due is found without reading the deliveries of
 * an endpoint that has very many, and one process at a time delivers to each.
 *
 * No foreign key, as for deliveries: the sequencer writes these rows.
 */
@Entity('webhook_queues')
@Index('ix_webhook_queues_due', ['lane', 'dueAt'])
export class WebhookQueueEntity {
  @PrimaryColumn({ ...ID, name: 'endpoint_id' })
  endpointId: string;

  /** 0; or 1 where the last turn had a failure or a slow answer: such endpoints share half of a process. */
  @Column(COUNT)
  lane: number;

  /** While a process has it: when the lease ends. Null where there is nothing to do. By the database's clock. */
  @Column({ ...TIME, name: 'due_at', nullable: true })
  dueAt: number | null;

  /** Of the turn that a process has taken; null while none has. */
  @Column({ ...ID, name: 'lease_id', nullable: true })
  leaseId: string | null;

  /** Turns in a row in which no attempt succeeded, since the last success and the last change by a caller. */
  @Column({ ...COUNT, name: 'failed_turns', default: 0 })
  failedTurns: number;

  /** Until when it is not due again, whatever new events it hears of; past, or null, where there is no pause. */
  @Column({ ...TIME, name: 'paused_until', nullable: true })
  pausedUntil: number | null;
}
