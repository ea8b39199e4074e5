import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../database/column-types.js';

/**
 * An event of the audit log, written in the transaction of the change. It never holds an email or a name.
 *
 * No foreign keys, on purpose: each would lock the row it names, and the rows of busy organizations are hot.
 */
@Entity('audit_events')
@Index('ix_audit_events_own', ['organizationId', 'at', 'id'])
@Index('ix_audit_events_own_action', ['organizationId', 'action', 'at', 'id'])
@Index('ix_audit_events_pending', ['pendingSince', 'id'])
export class AuditEventEntity {
  @PrimaryColumn(ID)
  id: string;

  /** When the row was written, by the database's clock: after every wait for a lock that came before it. */
  @Column(TIME)
  at: number;

  /** Dotted, past tense: `enterprise.created`. */
  @Column({ type: 'varchar', length: 64 })
  action: string;

  /** `operator`, `organization`, `user` or `system`. */
  @Column({ name: 'actor_kind', type: 'varchar', length: 16 })
  actorKind: string;

  /** A token's id, or `cli:<system user>`. */
  @Column({ name: 'actor_id', type: 'varchar', length: 255 })
  actorId: string;

  /** From which organization of the path the actor acted: see `actingOrganization`. */
  @Column({ ...ID, name: 'actor_organization_id', nullable: true })
  actorOrganizationId: string | null;

  /** The `X-Request-Id` of the answer. */
  @Column({ name: 'request_id', type: 'varchar', length: 128 })
  requestId: string;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ip: string | null;

  /** The organization that it is about; null where it concerns the whole installation. */
  @Column({ ...ID, name: 'organization_id', nullable: true })
  organizationId: string | null;

  /** `organization`, `enterprise`, `user`, `token`, … */
  @Column({ name: 'subject_type', type: 'varchar', length: 32 })
  subjectType: string;

  @Column({ ...ID, name: 'subject_id' })
  subjectId: string;

  /** A JSON object of ids, codes and numbers. */
  @Column('text')
  data: string;

  /**
   * When the row was written, until the event has its place in the order of events; null from then on. It is the only
   * column that ever changes, and the sequencer changes it.
   */
  @Column({ ...TIME, name: 'pending_since', nullable: true })
  pendingSince: number | null;
}
