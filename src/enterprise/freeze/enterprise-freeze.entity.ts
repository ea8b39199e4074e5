import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { ID, TIME } from '../../database/column-types.js';
import { EnterpriseEntity } from '../enterprise.entity.js';

/** The last freeze of an enterprise (api-v2.md §3.3). It is over by itself, so nothing needs to run at its end. */
@Entity('enterprise_freezes')
@Index('ix_enterprise_freezes_organization', ['organizationId', 'expiresAt'])
export class EnterpriseFreezeEntity {
  @PrimaryColumn({ ...ID, name: 'enterprise_id' })
  enterpriseId: string;

  @OneToOne(() => EnterpriseEntity, { nullable: false })
  @JoinColumn({ name: 'enterprise_id', foreignKeyConstraintName: 'fk_enterprise_freezes_enterprise' })
  enterprise: EnterpriseEntity;

  /** The enterprise's organization, repeated here so that those which are frozen now are counted off an index. */
  @Column({ ...ID, name: 'organization_id' })
  organizationId: string;

  @Column(TIME)
  at: number;

  /** The enterprise is frozen up to and with this moment; a thaw brings it forward. */
  @Column({ ...TIME, name: 'expires_at' })
  expiresAt: number;

  /** The actor who froze it, as the audit names them. */
  @Column({ name: 'frozen_by', type: 'varchar', length: 255 })
  frozenBy: string;

  /** From which organization of the path, as the audit notes it. Only the operator thaws. */
  @Column({ ...ID, name: 'frozen_by_organization_id', nullable: true })
  frozenByOrganizationId: string | null;

  /** The actor who thawed it ahead of its end, or null. */
  @Column({ name: 'thawed_by', type: 'varchar', length: 255, nullable: true })
  thawedBy: string | null;
}
