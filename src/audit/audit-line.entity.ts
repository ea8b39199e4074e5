import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../database/column-types.js';

/**
 * One line for each log in which an event appears: that of its organization, those of all above it, and that of the whole
 * installation. So a page of any log is read off one key, whatever lies below. Written when the event gets its place in the
 * order of all events (`EventSequencer`), never changed.
 */
@Entity('audit_lines')
@Index('uq_audit_lines_sequence', ['organizationId', 'sequence'], { unique: true })
@Index('ix_audit_lines_action', ['organizationId', 'action', 'at', 'eventId'])
export class AuditLineEntity {
  /** The organization whose log it is; '' for that of the whole installation. */
  @PrimaryColumn({ ...ID, name: 'organization_id' })
  organizationId: string;

  /** The event's, repeated for the order. */
  @PrimaryColumn(TIME)
  at: number;

  @PrimaryColumn({ ...ID, name: 'event_id' })
  eventId: string;

  @Column({ type: 'varchar', length: 64 })
  action: string;

  /** The place of the event in the order of all events: it only grows, and is behind all that was read before. */
  @Column(TIME)
  sequence: number;
}
