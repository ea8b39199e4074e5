import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../../database/column-types.js';
import { OrganizationEntity } from '../organization.entity.js';

/**
 * One reason why an organization is suspended. Only its own source and placer lift it (decisions §8). The
 * organization's `holds` counts these rows.
 */
@Entity('organization_holds')
export class OrganizationHoldEntity {
  @PrimaryColumn({ ...ID, name: 'organization_id' })
  organizationId: string;

  @ManyToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_organization_holds_organization' })
  organization: OrganizationEntity;

  /** `operator`, `parent` or `billing`. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  source: string;

  /** The organization that placed it; empty for the operator, because a key holds no NULL. */
  @PrimaryColumn({ ...ID, name: 'placed_by_organization_id' })
  placedByOrganizationId: string;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  reason: string | null;

  @Column(TIME)
  since: number;

  /** Who placed it, in the form of an audit event's actor. `by` is a reserved word: quote it in statements. */
  @Column({ type: 'varchar', length: 255 })
  by: string;
}
