import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, ID, TIME } from '../database/column-types.js';

/** An address to which events are delivered, after Standard Webhooks 1.0. */
@Entity('webhook_endpoints')
@Unique('uq_webhook_endpoints_place', ['organizationId', 'place'])
@Index('ix_webhook_endpoints_organization', ['organizationId', 'id'])
export class WebhookEndpointEntity {
  @PrimaryColumn(ID)
  id: string;

  /**
   * The organization whose tree it hears of; '' for one of the operator, which hears of the whole installation. These are
   * the logs of `audit_lines`, so that events meet their endpoints by one join. No foreign key, therefore.
   */
  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  /** From 1 to the largest number of endpoints: the unique key keeps the limit, however many creations race. */
  @Column(COUNT)
  place: number;

  @Column({ type: 'varchar', length: 2048 })
  url: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  description: string | null;

  /** The types of events that it receives, each between commas: `,enterprise.*,token.revoked,`. Null is all. */
  @Column({ type: 'text', nullable: true })
  types: string | null;

  /** The secret that signs, sealed with a key of the configuration. */
  @Column({ name: 'secret_sealed', type: 'varchar', length: 255 })
  secretSealed: string;

  /** Until `previousUntil` each delivery is signed with this secret, too. */
  @Column({ name: 'previous_secret_sealed', type: 'varchar', length: 255, nullable: true })
  previousSecretSealed: string | null;

  @Column({ ...TIME, name: 'previous_until', nullable: true })
  previousUntil: number | null;

  /** Why nothing is delivered to it: `manual`, `gone` (it answered 410) or `failing` (for days); null while it is enabled. */
  @Column({ name: 'disabled_reason', type: 'varchar', length: 16, nullable: true })
  disabledReason: string | null;

  @Column({ ...TIME, name: 'disabled_at', nullable: true })
  disabledAt: number | null;

  /** Since when no delivery has succeeded, of those that were tried; null after a success. */
  @Column({ ...TIME, name: 'failing_since', nullable: true })
  failingSince: number | null;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  /** Of the last change by a caller. */
  @Column({ ...TIME, name: 'updated_at' })
  updatedAt: number;
}
