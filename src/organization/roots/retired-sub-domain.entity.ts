import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../../database/column-types.js';
import { OrganizationEntity } from '../organization.entity.js';

/**
 * A sub-domain that its organization has given up. It is never issued to another one (decisions §8), unless the operator
 * releases it.
 */
@Entity('retired_sub_domains')
@Index('ix_retired_sub_domains_organization', ['organizationId', 'since'])
export class RetiredSubDomainEntity {
  @PrimaryColumn({ name: 'sub_domain', type: 'varchar', length: 63 })
  subDomain: string;

  /** The organization that gave it up, and which alone may take it again. */
  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  @ManyToOne(() => OrganizationEntity, { nullable: false })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'fk_retired_sub_domains_organization' })
  organization: OrganizationEntity;

  @Column(TIME)
  since: number;
}
