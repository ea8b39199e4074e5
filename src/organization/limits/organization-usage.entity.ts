import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { COUNT, ID } from '../../database/column-types.js';
import { OrganizationEntity } from '../organization.entity.js';

/**
 * What a tree of organizations uses of its limit: one row for each root, none for managed organizations.
 *
 * It is a row of its own because a counter inside the organization would stall everything that refers to the
 * organization (decisions §9). It is changed by one conditional UPDATE, the last statement before COMMIT.
 */
@Entity('organization_usage')
export class OrganizationUsageEntity {
  @PrimaryColumn({ ...ID, name: 'organization_id' })
  organizationId: string;

  @OneToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_organization_usage_organization' })
  organization: OrganizationEntity;

  /** Living managed organizations anywhere below the root. */
  @Column({ ...COUNT, name: 'managed_count' })
  managedCount: number;

  /** Null is unlimited, a value of its own (core-v1.md §4.5). */
  @Column({ ...COUNT, name: 'managed_limit', nullable: true })
  managedLimit: number | null;
}
